import type { Doubt, Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { possibleSpan } from '../redaction/wordTimes';
import { confidenceOf } from './confidence';
import type { Kept } from './guard';
import type { Timed } from './wordTimes';

/** What is ready to be stored. */
export interface Weighed {
  readonly startUs: number;
  readonly endUs: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly doubts: readonly Doubt[];
}

/** A segment of which the aligner finds less than this share of the words in the sound may not be said there at all. */
const LEAST_FOUND = 0.34;
/** A single word is easily missed by the aligner. */
const FEW_WORDS = 3;
/** A pause between two words that makes two segments of one, microseconds. */
const LONG_PAUSE_US = 2_000_000;

/**
 * Gives words their confidence and segments the doubts that only the aligned sound can tell; parts segments at long pauses.
 *
 * @param known whether the language has each of the words, over all segments in order (`Dictionary`); nothing is known unless given.
 */
export function weigh(segments: readonly Timed<Kept>[], known: readonly (boolean | undefined)[] = []): Weighed[] {
  let before = 0;
  return segments.flatMap((segment) => {
    const from = before;
    before += segment.words.length;
    const words = segment.words.map((word, i) => ({ ...word, confidence: confidenceOf({ trust: word.trust, evidence: segment.evidence, agreed: segment.agreed?.[i], known: known[from + i] }) }));
    const doubts: readonly Doubt[] = isFound(words) || segment.doubts.includes('evidence') ? segment.doubts : [...segment.doubts, 'evidence'];
    return parts({ ...segment, words }).map((part, i, all) => ({
      ...bordersOf(part, segment, i === 0, i === all.length - 1),
      text: part.map((w) => w.text).join(' '), words: part, doubts,
    }));
  });
}

function bordersOf(part: readonly Word[], whole: Span, isFirst: boolean, isLast: boolean): Span {
  return { startUs: isFirst ? whole.startUs : (part[0]?.startUs ?? whole.startUs), endUs: isLast ? whole.endUs : (part.at(-1)?.endUs ?? whole.endUs) };
}

/** Without any aligner all words are estimated: that says nothing against them. */
function isFound(words: readonly Word[]): boolean {
  const untimed = words.filter((w) => w.trust === 'untimed').length;
  return words.length <= FEW_WORDS || untimed <= (1 - LEAST_FOUND) * words.length;
}

/**
 * Parts at long pauses. A word without a sure time may lie beyond the pause beside it, as the aligner errs beside loud noise: it
 * keeps all the room that it had before, so that its redaction is no narrower.
 */
function parts({ words, ...span }: Span & { readonly words: Word[] }): Word[][] {
  const found: Word[][] = [[]];
  let saidUs = Infinity;
  for (const word of words) {
    const lasts = word.endUs > word.startUs;
    if (lasts && word.startUs - saidUs >= LONG_PAUSE_US) found.push([]);
    // A word that takes no time stays with what was said before it.
    found.at(-1)?.push(lasts || saidUs === Infinity ? word : { ...word, startUs: saidUs, endUs: saidUs });
    if (lasts) saidUs = word.endUs;
  }
  if (found.length === 1) return [words];
  let at = 0;
  return found.map((part, n) => part.map((word, i) => {
    const before = possibleSpan({ ...span, words }, at++);
    const now = possibleSpan({ ...bordersOf(part, span, n === 0, n === found.length - 1), words: part }, i);
    return now.startUs <= before.startUs && now.endUs >= before.endUs ? word : { ...word, room: before };
  }));
}
