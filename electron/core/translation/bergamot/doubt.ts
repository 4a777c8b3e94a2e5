import { foldWord } from '../../../../shared/text';
import type { Linked } from './markup';

/** So often in a row no word stands in what people say: the engine has lost itself. */
const MOST_REPEATS = 5;
/** More words of a translation than this do not render one word: there the engine looks where it has nothing to look at. */
const MOST_TARGETS = 4;
/** Of the longer words of a sentence this share must be rendered by something, else its links are no good. */
const LEAST_RENDERED = 0.6;
const LONG = 4;

export interface Judged {
  /** Null: which word renders which is not to be relied on. */
  readonly links: [number, number][] | null;
  /** Words of the translation that are not to be relied on. */
  readonly doubtful: number[];
}

/**
 * What of an engine's alignment may be relied on when words are hidden. A link that is taken away makes redaction hide
 * more, never less: a word that is linked to nothing goes wherever anything of its sentence goes.
 */
export function judgeLinks(source: readonly string[], { words, links }: Linked): Judged {
  const lost = words.some((word, i) => i >= MOST_REPEATS && words.slice(i - MOST_REPEATS, i).every((before) => before === word));
  if (lost || words.length > source.length * 3 + 8) return { links: null, doubtful: words.map((_, i) => i) };
  const targets = new Map<number, number>();
  for (const [from] of links) targets.set(from, (targets.get(from) ?? 0) + 1);
  const kept = links.filter(([from, to]) => (targets.get(from) ?? 0) <= MOST_TARGETS && sameNumbers(source, source[from] ?? '', words[to] ?? ''));
  const rendered = new Set(kept.map(([from]) => from));
  const long = source.flatMap((word, i) => (foldWord(word).length >= LONG ? [i] : []));
  if (kept.length === 0 || long.filter((i) => rendered.has(i)).length < long.length * LEAST_RENDERED) return { links: null, doubtful: [] };
  return { links: kept, doubtful: [] };
}

/** A number of the source can only be rendered by itself or by words. */
function sameNumbers(source: readonly string[], from: string, to: string): boolean {
  const number = digits(to);
  return number === '' || digits(from) === number || !source.some((word) => digits(word) === number);
}

const digits = (word: string): string => word.replace(/\D/g, '');
