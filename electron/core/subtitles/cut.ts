import type { LanguageCode, Word } from '../../../shared/domain';
import { US_PER_MS } from '../../../shared/time';
import { breakCosts, NEVER } from './breaks';
import { layLines } from './lines';
import { length, LONGEST_MS, READABLE_CPS } from './rules';

/** Words that are shown together. */
export interface Piece {
  /** Of the words that were cut: from, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Each subtitle costs so much, lest there be more of them than needed. */
const EACH = 10;
/** A sentence that ends inside of a subtitle, after so many characters, would better have ended it. */
const SENTENCE_INSIDE = 15;
const SENTENCE_CHARACTERS = 24;
/** So long a silence inside of a subtitle shows what is not yet said. */
const PAUSE_US = 1_500_000;
const PAUSE_INSIDE = 15;
/** A rest of so few characters. */
const TINY = 12;
const TINY_COST = 8;
/** For each second that reading takes longer than there is time. */
const RUSHED = 30;
/** A subtitle beyond the longest time, or one that cannot be laid on its lines. */
const TOO_LONG = NEVER / 10;
/** More words than this never stand in two lines of 42. */
const MOST_WORDS = 44;

/**
 * Cuts a segment's words into subtitles of at most two lines, over all of them as well as can be: at the ends of
 * sentences and clauses, before conjunctions, in pauses, and so that there is time to read; never within a name or a number.
 *
 * @param untilUs when the next words begin: until then the last subtitle may stand.
 */
export function cutWords(words: readonly Word[], language: LanguageCode, untilUs: number): Piece[] {
  const texts = words.map((word) => word.text);
  const costs = breakCosts(texts, language);
  // From the back: what the rest costs at best when a subtitle begins at each word.
  const best: { cost: number; to: number; lines: readonly string[] }[] = [];
  best[words.length] = { cost: 0, to: words.length, lines: [] };
  for (let from = words.length - 1; from >= 0; from -= 1) {
    let found: (typeof best)[number] | undefined;
    for (let to = from + 1; to <= Math.min(words.length, from + MOST_WORDS); to += 1) {
      const laid = layLines(texts.slice(from, to), costs.slice(from, to - 1));
      if (laid === null) {
        if (length(texts.slice(from, to).join(' ')) > 100) break;
        continue;
      }
      const rest = best[to]?.cost ?? 0;
      const cost = rest + EACH + laid.cost / 2 + (to < words.length ? costs[to - 1] ?? 0 : 0) + insideCost(words, texts, costs, from, to, untilUs);
      if (found === undefined || cost < found.cost) found = { cost, to, lines: laid.lines };
    }
    best[from] = found ?? { cost: (best[from + 1]?.cost ?? 0) + TOO_LONG, to: from + 1, lines: [texts[from] ?? ''] };
  }
  const pieces: Piece[] = [];
  for (let from = 0; from < words.length;) {
    const { to = words.length, lines = [] } = best[from] ?? {};
    pieces.push({ from, to, lines });
    from = to;
  }
  return pieces;
}

/** What speaks against showing these words together. */
function insideCost(words: readonly Word[], texts: readonly string[], costs: readonly number[], from: number, to: number, untilUs: number): number {
  const [first, last, next] = [words[from], words[to - 1], words[to]];
  if (!first || !last) return 0;
  let cost = 0;
  let characters = -1;
  for (let i = from; i < to; i += 1) {
    characters += 1 + length(texts[i] ?? '');
    if (i === to - 1) break;
    if (costs[i] === 0 && characters >= SENTENCE_CHARACTERS) cost += SENTENCE_INSIDE;
    if ((words[i + 1]?.startUs ?? 0) - (words[i]?.endUs ?? 0) > PAUSE_US) cost += PAUSE_INSIDE;
  }
  if (to - from > 1 && last.endUs - first.startUs > LONGEST_MS * US_PER_MS) cost += TOO_LONG;
  if (characters < TINY && (from > 0 || to < words.length)) cost += TINY_COST;
  const available = ((next?.startUs ?? untilUs) - first.startUs) / 1e6;
  return cost + RUSHED * Math.max(0, characters / READABLE_CPS - available);
}
