import { searchWords } from '../../../shared/text';

/** Endings aside, so many letters make a word the same. */
const LEAST_STEM = 4;

/**
 * How alike two texts are, 0 to 1: the share of words that stay when one is made into the other (edit distance by words,
 * Levenshtein 1966). A word in another form counts half a change.
 */
export function likeness(a: string, b: string): number {
  const [from, to] = [searchWords(a), searchWords(b)];
  const longest = Math.max(from.length, to.length);
  if (longest === 0) return 0;
  let row = to.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + changeOf(from[i - 1] ?? '', to[j - 1] ?? ''));
    }
    row = next;
  }
  return 1 - (row[to.length] ?? longest) / longest;
}

function changeOf(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  const stem = Math.max(LEAST_STEM, shorter - 2);
  return shorter >= LEAST_STEM && a.slice(0, stem) === b.slice(0, stem) ? 0.5 : 1;
}
