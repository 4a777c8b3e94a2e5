import type { LanguageCode, Segment, Word } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import { US_PER_MS, type Span } from '../../../shared/time';
import { isSentenceEnd } from '../translation/sentences';
import { breakCosts, NEVER } from './breaks';
import { length, LINE, LONGEST_MS } from './rules';
import type { Draft } from './timing';
import { subtitleWords } from './words';

/** How much it counts that two languages are not equally far, squared, in parts of a subtitle. */
const APART = 14;
/** More subtitles than needed that are tried, to keep a name whole. */
const SPARE = 4;

/**
 * A segment in two languages as subtitles of two lines, one each, cut so that both are about equally far. Where one is
 * much shorter, or could be cut further only within a name, what it has stays up.
 */
export function bilingualDrafts(original: Segment, translation: Segment): Draft[] {
  return blocksOf(original, translation).flatMap(({ above, below, startUs, endUs }) => {
    const cut = together(above.map(({ text }) => text), below, original.language, translation.language, { startUs, endUs });
    const count = Math.max(cut.above.length, cut.below.length);
    return spansOf(above, cut.above, cut.below, { startUs, endUs }).map((span, i): Draft => ({ ...span, bilingual: true, lines: [textOf(above.map(({ text }) => text), cut.above, i, count), textOf(below, cut.below, i, count)].filter((line) => line !== '') }));
  });
}

interface Block extends Span { readonly above: readonly Word[]; readonly below: readonly string[] }

/** Sentence by sentence where both have as many of them, else all at once. */
function blocksOf(original: Segment, translation: Segment): Block[] {
  const above = subtitleWords(original);
  const below = splitWords(translation.text);
  const [upper, lower] = [sentences(above.map(({ text }) => text)), sentences(below)];
  const pairs = upper.length === lower.length ? upper.map((span, i) => ({ upper: span, lower: lower[i] ?? span })) : [{ upper: [0, above.length] as const, lower: [0, below.length] as const }];
  const blocks: Block[] = [];
  for (const pair of pairs) {
    const block = { above: above.slice(...pair.upper), below: below.slice(...pair.lower), startUs: above[pair.upper[0]]?.startUs ?? original.startUs, endUs: above[pair.upper[1]]?.startUs ?? original.endUs };
    const last = blocks.at(-1);
    const joined = last && { ...block, startUs: last.startUs, above: [...last.above, ...block.above], below: [...last.below, ...block.below] };
    // "Da. Jesam." is one subtitle, not two flashes.
    if (joined && fits(joined.above.map(({ text }) => text)) && fits(joined.below)) blocks[blocks.length - 1] = joined;
    else blocks.push(blocks.length === 0 ? { ...block, startUs: original.startUs } : block);
  }
  return blocks;
}

function fits(words: readonly string[]): boolean {
  return length(words.join(' ')) <= LINE;
}

function sentences(words: readonly string[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  let from = 0;
  words.forEach((word, i) => {
    if (i < words.length - 1 && !isSentenceEnd(word, words[i + 1])) return;
    found.push([from, i + 1]);
    from = i + 1;
  });
  return found;
}

/** Where each piece ends, exclusive: as many as there are subtitles, or fewer, of which some stay up for several. */
type Ends = readonly number[];

function together(above: readonly string[], below: readonly string[], aboveIn: LanguageCode, belowIn: LanguageCode, { startUs, endUs }: Span): { above: Ends; below: Ends } {
  const [aboveCosts, belowCosts] = [breakCosts(above, aboveIn), breakCosts(below, belowIn)];
  const upper = fewest(above, aboveCosts, Math.ceil((endUs - startUs) / (LONGEST_MS * US_PER_MS)));
  const lower = fewest(below, belowCosts, 1);
  const pieces = Math.max(upper.ends.length, lower.ends.length);
  const aboveCut = atOnce(above, aboveCosts, pieces, null) ?? upper;
  const belowCut = atOnce(below, belowCosts, pieces, aboveCut.ends.length === pieces ? fractions(above, aboveCut.ends) : null) ?? lower;
  return { above: aboveCut.ends, below: belowCut.ends };
}

/** The fewest pieces of a line's length that tear nothing; where there are none, those that tear least. */
function fewest(words: readonly string[], costs: readonly number[], atLeast: number): Cut {
  const least = Math.min(words.length, Math.max(1, needed(words), atLeast));
  let best: Cut = { cost: Number.POSITIVE_INFINITY, ends: [words.length] };
  for (let pieces = least; pieces <= Math.min(words.length, least + SPARE); pieces += 1) {
    const cut = cutEvenly(words, costs, pieces, null);
    if (cut && cut.cost < best.cost - NEVER / 2) best = cut;
    if (best.cost < NEVER) break;
  }
  return best;
}

/** So many pieces, where that tears nothing. */
function atOnce(words: readonly string[], costs: readonly number[], pieces: number, targets: readonly number[] | null): Cut | null {
  const cut = pieces > words.length ? null : cutEvenly(words, costs, pieces, targets);
  return cut && cut.cost < NEVER ? cut : null;
}

/** Lines that a text takes when they are filled. */
function needed(words: readonly string[]): number {
  let [lines, left] = [0, 0];
  for (const word of words) {
    if (length(word) + 1 > left) [lines, left] = [lines + 1, LINE + 1];
    left -= length(word) + 1;
  }
  return lines;
}

/** Cuts words into so many lines, at good places and about where `targets` (0 to 1; null: evenly) says. */
function cutEvenly(words: readonly string[], costs: readonly number[], pieces: number, targets: readonly number[] | null): { ends: Ends; cost: number } | null {
  const before = words.reduce<number[]>((sums, word) => [...sums, (sums.at(-1) ?? 0) + length(word) + 1], [0]);
  const total = before.at(-1) ?? 1;
  const aims = Array.from({ length: pieces }, (_, k) => (targets && targets.length === pieces ? targets[k] ?? 1 : (k + 1) / pieces));
  let row: (Cut | undefined)[] = [{ cost: 0, ends: [] }];
  for (let k = 0; k < pieces; k += 1) {
    const next: (Cut | undefined)[] = [];
    for (let to = k + 1; to <= words.length - (pieces - 1 - k); to += 1) {
      for (let from = to - 1; from >= k; from -= 1) {
        if ((before[to] ?? 0) - (before[from] ?? 0) - 1 > LINE && to - from > 1) break;
        const known = row[from];
        if (!known) continue;
        const apart = ((before[to] ?? 0) / total - (aims[k] ?? 1)) * pieces;
        const cost = known.cost + (to < words.length ? costs[to - 1] ?? 0 : 0) + APART * apart * apart;
        if (cost < (next[to]?.cost ?? Number.POSITIVE_INFINITY)) next[to] = { cost, ends: [...known.ends, to] };
      }
    }
    row = next;
  }
  return row[words.length] ?? null;
}

interface Cut { readonly cost: number; readonly ends: Ends }

/** How far a text is at the end of each piece, 0 to 1. */
function fractions(words: readonly string[], ends: Ends): number[] {
  const total = length(words.join(' ')) || 1;
  return ends.map((to) => length(words.slice(0, to).join(' ')) / total);
}

function textOf(words: readonly string[], ends: Ends, piece: number, of: number): string {
  const at = Math.floor((piece * ends.length) / of);
  return words.slice(at > 0 ? ends[at - 1] : 0, ends[at]).join(' ');
}

/** By the words that are spoken; where those are fewer than the pieces, by the length of what renders them. */
function spansOf(above: readonly Word[], upper: Ends, lower: Ends, { startUs, endUs }: Span): Span[] {
  if (upper.length >= lower.length) {
    return upper.map((to, i) => ({ startUs: i === 0 ? startUs : above[upper[i - 1] ?? 0]?.startUs ?? startUs, endUs: above[to]?.startUs ?? endUs }));
  }
  const last = lower.at(-1) ?? 1;
  const at = (words: number): number => startUs + Math.round(((endUs - startUs) * words) / last);
  return lower.map((to, i) => ({ startUs: at(i === 0 ? 0 : lower[i - 1] ?? 0), endUs: at(to) }));
}
