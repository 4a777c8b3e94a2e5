import { NEVER } from './breaks';
import { length, LINE } from './rules';

/** A subtitle's lines, and how badly the text is broken between them. */
export interface Lines {
  readonly lines: readonly string[];
  readonly cost: number;
}

/** How much a character of difference in the lines' lengths counts against a better place to break. */
const UNEVEN = 0.15;

/**
 * Lays words on one line, or on two broken where it costs least.
 *
 * @param costs of a break behind each word, as `breakCosts` gives them; of as many words or more.
 * @returns null where they take more than two lines; a word that is longer than a line stands alone.
 */
export function layLines(words: readonly string[], costs: readonly number[]): Lines | null {
  const whole = words.join(' ');
  const all = length(whole);
  if (all <= LINE || words.length === 1) return { lines: [whole], cost: 0 };
  if (all > 2 * LINE + 1) return null;
  let best: { at: number; cost: number } | null = null;
  let upper = -1;
  for (let at = 1; at < words.length; at += 1) {
    upper += 1 + length(words[at - 1] ?? '');
    const lower = all - upper - 1;
    if (upper > LINE || lower > LINE) continue;
    const cost = (costs[at - 1] ?? NEVER) + UNEVEN * Math.abs(upper - lower);
    if (best === null || cost < best.cost) best = { at, cost };
  }
  return best && { lines: [words.slice(0, best.at).join(' '), words.slice(best.at).join(' ')], cost: best.cost };
}
