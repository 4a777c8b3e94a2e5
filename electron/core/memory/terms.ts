import type { GlossaryTerm, LanguageCode, TermUse } from '../../../shared/domain';
import { matchForms, termForms } from '../../../shared/inflection';
import { foldWord, splitWords } from '../../../shared/text';
import { functionWords } from '../subtitles/functionWords';
import { numbersIn } from '../translation/checks';

/** A segment and what renders it. */
export interface Rendered {
  readonly footageId: string;
  readonly segmentId: string;
  readonly startUs: number;
  readonly source: string;
  readonly target: string;
  readonly sourceLanguage: LanguageCode;
  readonly targetLanguage: LanguageCode;
}

/** A word that renders a term stands in this share of the segments that it could explain, beyond where the term is not. */
const LEAST_TELLING = 0.3;

/**
 * The terms of a glossary that are rendered in more than one way. Nobody says which word renders which, so it is told from
 * where words stand: the word that is most at home in the translations of the term's segments and least elsewhere
 * renders it there (Dice's coefficient); of the segments without it the next such word, and so on. A sign for a person.
 */
export function termUses(terms: readonly GlossaryTerm[], segments: readonly Rendered[]): TermUse[] {
  const told = segments.map((segment) => ({ ...segment, words: splitWords(segment.source), stems: stemsOf(segment) }));
  const everywhere = new Map<string, number>();
  for (const { stems } of told) for (const stem of stems.keys()) everywhere.set(stem, (everywhere.get(stem) ?? 0) + 1);
  return terms.flatMap(({ term }) => {
    const forms = new Map<LanguageCode, ReturnType<typeof termForms>>();
    const uses = told.filter(({ words, sourceLanguage }) => saysTerm(term, words, sourceLanguage, forms));
    const renderings = uses.length < 2 ? [] : group(term, uses, everywhere);
    return renderings.length < 2 ? [] : [{ term, renderings: renderings.map(({ text, of }) => ({ text, places: of.map(({ footageId, segmentId, startUs }) => ({ footageId, segmentId, startUs })) })) }];
  });
}

type Told = Rendered & { readonly stems: ReadonlyMap<string, string> };

function group(term: string, uses: readonly Told[], everywhere: ReadonlyMap<string, number>): { text: string; of: readonly Told[] }[] {
  const groups: { text: string; of: readonly Told[] }[] = [];
  let left = uses;
  // A name that was only copied renders itself.
  const copied = left.filter(({ stems }) => splitWords(term).map(foldWord).every((word) => [...stems.values()].some((shown) => sameStem(foldWord(shown), word))));
  if (copied.length > 0) groups.push({ text: term, of: copied });
  left = left.filter((one) => !copied.includes(one));
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const { stems } of left) for (const stem of stems.keys()) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    const [best] = [...counts].filter(([, count]) => count >= 2 || left.length === 1)
      .map(([stem, count]) => ({ stem, count, dice: (2 * count) / (left.length + (everywhere.get(stem) ?? count)) }))
      .filter(({ dice }) => dice >= LEAST_TELLING).sort((a, b) => b.dice - a.dice || b.count - a.count || b.stem.length - a.stem.length);
    if (!best) {
      groups.push({ text: '', of: left });
      break;
    }
    const of = left.filter(({ stems }) => stems.has(best.stem));
    groups.push({ text: commonest(of.map(({ stems }) => stems.get(best.stem) ?? best.stem)), of });
    left = left.filter((one) => !of.includes(one));
  }
  return groups.sort((a, b) => b.of.length - a.of.length);
}

function saysTerm(term: string, words: readonly string[], language: LanguageCode, forms: Map<LanguageCode, ReturnType<typeof termForms>>): boolean {
  const made = forms.get(language) ?? termForms(term, language);
  forms.set(language, made);
  return words.some((_, i) => matchForms(made, words.slice(i, i + made.length), language) !== null);
}

/** The words of a translation that tell something, by their stems, as they stand there. */
function stemsOf({ target, targetLanguage }: Rendered): Map<string, string> {
  const { conjunctions, clinging } = functionWords(targetLanguage);
  const stems = new Map<string, string>();
  for (const word of splitWords(target)) {
    const folded = foldWord(word);
    if (folded.length < 3 || conjunctions.has(folded) || clinging.has(folded) || numbersIn(word).length > 0) continue;
    const stem = folded.length > 4 ? folded.replace(/(?:ies|es|s|ed|ing)$/u, '') : folded.replace(/s$/u, '');
    if (!stems.has(stem)) stems.set(stem, word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase());
  }
  return stems;
}

function sameStem(a: string, b: string): boolean {
  const stem = Math.max(4, Math.min(a.length, b.length) - 2);
  return a.slice(0, stem) === b.slice(0, stem);
}

function commonest(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
