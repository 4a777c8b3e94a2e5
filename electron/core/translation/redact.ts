import type { Segment, TranslatedSegment } from '../../../shared/domain';
import { foldWord, splitWords } from '../../../shared/text';
import type { HiddenWords, RedactionPlan } from '../redaction/plan';
import { overlaps } from '../redaction/spans';
import { isStale } from './rows';

export interface TranslationCover {
  /** Words of each translated segment that must not be written, by the original segment's id. */
  readonly hidden: ReadonlyMap<string, HiddenWords>;
}

/** So many words an engine's links may be off. */
const MARGIN = 1;
/** Shorter than this a word's beginning says nothing of its being a name. */
const LEAST_STEM = 4;

/**
 * Which words of a translation must be gone, given what must be gone of the original. Fails closed: without links, with a
 * hidden word that is linked to nothing, or made from a text that has changed since, all of it goes where anything of its
 * sentence is hidden. With links go the words that render what is hidden, everything between them and one more on either
 * side, for an engine's links are often one word off; words that render nobody knows what; and words that look like a hidden one, since a name is often only copied.
 *
 * @param plan of the whole footage, whatever the clip: a sentence may reach out of it.
 */
export function coverTranslation(segments: readonly Segment[], translations: readonly TranslatedSegment[], plan: Plan): TranslationCover {
  const byId = new Map(segments.map((s) => [s.id, s]));
  const rendered = new Set(translations.flatMap(({ sources, links, language }) => (links ?? []).map(([source, word]) => `${language}/${sources[source]?.segmentId ?? ''}/${word}`)));
  const secrets = new Set(segments.flatMap((segment) => hiddenOf(segment, plan.hidden.get(segment.id)).map(({ text }) => foldWord(text))).filter((word) => word.length >= LEAST_STEM));
  const hidden = new Map<string, HiddenWords>();
  for (const translation of translations) {
    const cover = withNames(translation, plan.secrets ?? new Set(), coverOf(translation, { byId, plan, secrets, isRendered: (segmentId, word) => rendered.has(`${translation.language}/${segmentId}/${word}`) }));
    if (cover === 'all' || cover.size > 0) hidden.set(translation.segmentId, cover);
  }
  return { hidden };
}

type Plan = Pick<RedactionPlan, 'hidden' | 'sound'> & Partial<Pick<RedactionPlan, 'secrets'>>;

/** Names that have a substitute leave nowhere, also where the sentence's original has them not. */
function withNames({ text }: TranslatedSegment, names: ReadonlySet<string>, cover: HiddenWords): HiddenWords {
  if (cover === 'all' || names.size === 0) return cover;
  const named = splitWords(text).flatMap((word, i) => (word.split(/[^\p{L}\p{N}\p{M}]+/u).some((part) => names.has(foldWord(part))) ? [i] : []));
  return named.length === 0 ? cover : new Set([...cover, ...named]);
}

interface Known {
  readonly byId: ReadonlyMap<string, Segment>;
  readonly plan: Plan;
  readonly secrets: ReadonlySet<string>;
  isRendered(segmentId: string, word: number): boolean;
}

function coverOf(translation: TranslatedSegment, { byId, plan, secrets, isRendered }: Known): HiddenWords {
  const { sources, links } = translation;
  const anyHidden = plan.hidden.size > 0 || plan.sound.length > 0;
  if (!anyHidden) return new Set();
  if (isStale(translation, (id) => byId.get(id)?.text)) {
    const concerned = sources.some(({ segmentId, text }) => {
      const segment = byId.get(segmentId);
      return !segment || plan.hidden.has(segmentId) || plan.sound.some((span) => overlaps(span, segment)) || splitWords(text).some((word) => secrets.has(foldWord(word)));
    });
    return concerned ? 'all' : new Set();
  }
  const gone = sources.flatMap(({ segmentId }, source) => {
    const segment = byId.get(segmentId);
    return segment ? hiddenOf(segment, plan.hidden.get(segmentId)).map((word) => ({ ...word, source, segmentId })) : [];
  });
  if (gone.length === 0) return new Set();
  if (links === null || gone.some(({ segmentId, index }) => !isRendered(segmentId, index))) return 'all';
  const words = splitWords(translation.text);
  const margin = translation.engine === null ? 0 : MARGIN;
  const hidden = new Set<number>();
  for (const run of runsOf(gone)) {
    const targets = links.flatMap(([source, word, target]) => (run.some((one) => one.source === source && one.index === word) ? [target] : []));
    if (targets.length > 0) for (let i = Math.max(0, Math.min(...targets) - margin); i <= Math.min(words.length - 1, Math.max(...targets) + margin); i += 1) hidden.add(i);
  }
  const linked = new Set(links.map(([, , target]) => target));
  words.forEach((word, i) => { if (!linked.has(i) || gone.some(({ text }) => looksLike(text, word))) hidden.add(i); });
  return hidden.size >= words.length ? 'all' : hidden;
}

interface HiddenWord { readonly index: number; readonly text: string }

function hiddenOf(segment: Segment, hidden: HiddenWords | undefined): HiddenWord[] {
  if (hidden === undefined) return [];
  // As links count them: the words of the text.
  return splitWords(segment.text).map((text, index) => ({ index, text })).filter(({ index }) => hidden === 'all' || hidden.has(index));
}

/** Hidden words that stand side by side belong together: a phrase, or a name of two words. */
function runsOf<T extends { readonly source: number; readonly index: number }>(words: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const word of words) {
    const last = runs.at(-1)?.at(-1);
    if (last && last.source === word.source && last.index + 1 === word.index) runs.at(-1)?.push(word);
    else runs.push([word]);
  }
  return runs;
}

/** A name that was only copied, whatever its case ending; a number that stands in both. */
export function looksLike(original: string, translated: string): boolean {
  const [a, b] = [foldWord(original), foldWord(translated)];
  if (a === '' || b === '') return false;
  if (/\d/.test(a)) return a === b;
  const shorter = Math.min(a.length, b.length);
  if (shorter < LEAST_STEM) return a === b && shorter > 1;
  const stem = Math.max(LEAST_STEM, shorter - 2);
  return a.slice(0, stem) === b.slice(0, stem);
}
