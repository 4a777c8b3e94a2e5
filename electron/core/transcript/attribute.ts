import { searchWords } from '../../../shared/text';

/** So many words at most stand for one, or one for so many. */
const MOST = 3;
/** What a word costs that stands for none: two of them cost more than one that has nothing in common with another. */
const ALONE = 0.6;
/** Joining or parting words costs a little, so that a mere neighbour is not drawn in. */
const JOINT = 0.15;
/** Longer stretches are shared out evenly, in their order: nobody rewrites so much word by word. */
const MOST_CELLS = 40_000;

interface Step { readonly cost: number; readonly from: number; readonly to: number }

/**
 * Which words of one text another's stand for, in order: the cheapest way to make the one of the other (Levenshtein 1966, by
 * words, and by letters within them), where words may be joined and parted. A word that stands for none hangs on the one before it.
 *
 * @returns for each of `to` those of `from`; each of `from` stands there at least once, unless `to` is empty.
 */
export function attribute(from: readonly string[], to: readonly string[]): string[][] {
  if (to.length === 0) return [];
  if (from.length * to.length > MOST_CELLS) return evenly(from, to.length);
  const [a, b] = [from, to].map((words) => words.map((word) => searchWords(word).join(''))) as [string[], string[]];
  const steps: Step[][] = Array.from({ length: a.length + 1 }, () => []);
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      const cost = (from: number, to: number): number => steps[i - from]?.[j - to]?.cost ?? Infinity;
      let best: Step = { cost: i === 0 && j === 0 ? 0 : Infinity, from: 0, to: 0 };
      const consider = (from: number, to: number, own: number): void => {
        const all = cost(from, to) + own;
        if (all < best.cost) best = { cost: all, from, to };
      };
      if (i > 0 && j > 0) {
        for (let more = 1; more <= MOST; more += 1) {
          if (i >= more) consider(more, 1, apart(a.slice(i - more, i).join(''), b[j - 1] ?? '') * more + JOINT * (more - 1));
          if (more > 1 && j >= more) consider(1, more, apart(a[i - 1] ?? '', b.slice(j - more, j).join('')) * more + JOINT * (more - 1));
        }
      }
      if (i > 0) consider(1, 0, ALONE);
      if (j > 0) consider(0, 1, ALONE);
      steps[i]?.push(best);
    }
  }
  const given: string[][] = to.map(() => []);
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0;) {
    const { from: taken, to: made } = steps[i]?.[j] ?? { from: i, to: j };
    for (let k = Math.max(0, made === 0 ? j - 1 : j - made); k < (made === 0 ? Math.max(1, j) : j); k += 1) given[k]?.unshift(...from.slice(i - taken, i));
    [i, j] = [i - taken, j - made];
  }
  return given;
}

/** How far two words are apart, letter by letter: 0 to 1. */
function apart(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || a === b) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return (row[b.length] ?? longest) / longest;
}

function evenly(from: readonly string[], count: number): string[][] {
  return Array.from({ length: count }, (_, j) => from.slice(Math.floor((j * from.length) / count), Math.ceil(((j + 1) * from.length) / count)));
}
