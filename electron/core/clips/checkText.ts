import type { LanguageCode, Segment } from '../../../shared/domain';
import { relatedForms, verbForms, verbLanguageOf } from '../../../shared/inflection';
import { foldWord } from '../../../shared/text';
import type { RedactionPlan } from '../redaction/plan';
import { hiddenWords } from '../redaction/redactText';

/** What of a plan concerns text. */
type TextPlan = Pick<RedactionPlan, 'hidden'> & Partial<Pick<RedactionPlan, 'substitutes'>>;

/** Shorter words are grammar, not secrets, and turn up in every JSON key and file name. */
const SHORTEST_SECRET = 4;

/**
 * The words that must not appear in anything that leaves, folded: those that are hidden somewhere, in all their forms,
 * unless they are shown somewhere in the transcript (a hidden "and" proves nothing when "and" is said openly, too); and all
 * forms of the names for which something else stands, said or not.
 */
export function secretWords(segments: readonly Segment[], plan: TextPlan & Partial<Pick<RedactionPlan, 'secrets'>>): ReadonlySet<string> {
  const shown = shownWords(segments, plan);
  const secrets = new Set([...(plan.secrets ?? [])].map(oneSpelling).filter((word) => !shown.has(word)));
  for (const segment of segments) {
    for (const word of new Set(hiddenWords([segment], plan).flatMap(split))) {
      for (const form of formsOfSecret(word, segment.language)) if (!shown.has(form)) secrets.add(form);
    }
  }
  return secrets;
}

/** A hidden word in all forms that are long enough to tell something, whether it is a noun, a name or a verb. */
export function formsOfSecret(word: string, language: LanguageCode): string[] {
  if (foldWord(word).length < SHORTEST_SECRET) return [];
  const verbs = verbLanguageOf(language);
  const forms = new Set([...relatedForms(word, language), ...(verbs === null ? [] : verbForms(word, verbs))].map(oneSpelling));
  return [...forms].filter((form) => form.length >= SHORTEST_SECRET);
}

/**
 * What may be read, folded. Told from the plan and not from the redacted text: where that is wrong, what it shows too
 * much of would count as shown.
 */
export function shownWords(segments: readonly Segment[], plan: TextPlan): ReadonlySet<string> {
  return new Set(segments.flatMap((segment) => {
    const hidden = plan.hidden.get(segment.id);
    const substitutes = plan.substitutes?.get(segment.id);
    if (hidden === 'all') return [];
    if (hidden === undefined) return foldedWords(segment.text);
    return segment.words.flatMap((word, index) => (hidden.has(index) ? foldedWords(substitutes?.get(index)?.substitute ?? '') : foldedWords(word.text)));
  }));
}

/** The first secret word in a text, by position in it; null when there is none. Never to be shown or logged. */
export function findSecret(text: string, secrets: ReadonlySet<string>): string | null {
  return secrets.size === 0 ? null : (foldedWords(text).find((word) => secrets.has(word)) ?? null);
}

/**
 * As `findSecret`, for JSON of our own: its member names and the codes in `codes` are no words of an interview, even
 * when somebody says "approved" or "picture" in a passage.
 */
export function findSecretInOwnJson(json: string, codes: readonly string[], secrets: ReadonlySet<string>): string | null {
  const own = new Set([...memberNames(JSON.parse(json)), ...codes].flatMap(foldedWords));
  return findSecret(json, new Set([...secrets].filter((word) => !own.has(word))));
}

function memberNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [...(Array.isArray(value) ? [] : [name]), ...memberNames(member)]);
}

/** Pairs of words that must not stand side by side, with whether they may where a line ends between them. */
export type SecretPairs = ReadonlyMap<string, boolean>;

/**
 * Words that are hidden side by side, and shown so nowhere: what two common words say together may be the secret. Those
 * that are shown as the end of one segment and the beginning of the next may follow each other across a line's end.
 */
export function secretPairs(segments: readonly Segment[], plan: Pick<RedactionPlan, 'hidden'>): SecretPairs {
  const hidden = new Set<string>();
  const shown = new Set<string>();
  const across = new Set<string>();
  let before = { word: '', isHidden: false, segmentId: '' };
  for (const { id: segmentId, words } of segments) {
    const which = plan.hidden.get(segmentId);
    for (const [index, { text }] of words.entries()) {
      const isHidden = which === 'all' || (which?.has(index) ?? false);
      for (const word of foldedWords(text)) {
        const pair = `${before.word} ${word}`;
        if (before.isHidden && isHidden) hidden.add(pair);
        else if (!before.isHidden && !isHidden) (before.segmentId === segmentId ? shown : across).add(pair);
        before = { word, isHidden, segmentId };
      }
    }
  }
  return new Map([...hidden].filter((pair) => pair.length > SHORTEST_SECRET && !shown.has(pair)).map((pair) => [pair, across.has(pair)]));
}

/** The place of the first of `secretPairs` in a text, in UTF-16 units; null when there is none. */
export function findSecretPair(text: string, pairs: SecretPairs): number | null {
  let before = { word: '', end: 0 };
  for (const { word, at, end } of places(text)) {
    const mayAcross = pairs.get(`${before.word} ${word}`);
    if (mayAcross !== undefined && !(mayAcross && text.slice(before.end, at).includes('\n'))) return at;
    before = { word, end };
  }
  return null;
}

/** Every word of a text that is secret, and where it stands, in UTF-16 units. */
export function secretPlaces(text: string, secrets: ReadonlySet<string>): { readonly word: string; readonly at: number }[] {
  return places(text).filter(({ word }) => secrets.has(word));
}

/** Shorter words stand within harmless ones: `rata` in `strata`. */
const SHORTEST_WITHIN = 6;

/** As `findSecret`, also within the run-together words of a file's name, as in `ZenicaKlip2`. */
export function findSecretInName(name: string, secrets: ReadonlySet<string>): string | null {
  const together = oneSpelling(foldWord(name));
  return findSecret(name, secrets) ?? [...secrets].find((word) => word.length >= SHORTEST_WITHIN && together.includes(word)) ?? null;
}

function places(text: string): { readonly word: string; readonly at: number; readonly end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap((match) => {
    const word = oneSpelling(foldWord(match[0]));
    return word === '' ? [] : [{ word, at: match.index, end: match.index + match[0].length }];
  });
}

/** `đ` is typed as `dj` and as `d`. */
function oneSpelling(folded: string): string {
  return folded.replaceAll('dj', 'd');
}

/** Words at every border that is no letter or digit, so that `most-u-Mostaru.mp4` and `{"a":"b"}` fall apart too. */
export function foldedWords(text: string): string[] {
  return split(text).map(foldWord).map(oneSpelling).filter((word) => word !== '');
}

function split(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u);
}
