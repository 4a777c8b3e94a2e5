import type { Doubt, Word } from '../../../shared/domain';
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

/** Gives words their confidence and segments the doubts that only the aligned sound can tell; parts segments at long pauses. */
export function weigh(segments: readonly Timed<Kept>[]): Weighed[] {
  return segments.flatMap((segment) => {
    const words = segment.words.map((word, i) => ({ ...word, confidence: confidenceOf(word.trust, segment.evidence, segment.agreed?.[i]) }));
    const doubts: readonly Doubt[] = isFound(words) || segment.doubts.includes('evidence') ? segment.doubts : [...segment.doubts, 'evidence'];
    return parts(words).map((part, i, all) => ({
      startUs: i === 0 ? segment.startUs : (part[0]?.startUs ?? segment.startUs),
      endUs: i === all.length - 1 ? segment.endUs : (part.at(-1)?.endUs ?? segment.endUs),
      text: part.map((w) => w.text).join(' '), words: part, doubts,
    }));
  });
}

/** Without any aligner all words are estimated: that says nothing against them. */
function isFound(words: readonly Word[]): boolean {
  const untimed = words.filter((w) => w.trust === 'untimed').length;
  return words.length <= FEW_WORDS || untimed <= (1 - LEAST_FOUND) * words.length;
}

/** Parts only where both neighbours' times are sure: what is not sure between them and an end falls back, in redaction, on its own part. */
function parts(words: Word[]): Word[][] {
  const cuts = words.flatMap((w, i) => {
    const before = words[i - 1];
    return before?.trust === 'aligned' && w.trust === 'aligned' && w.startUs - before.endUs >= LONG_PAUSE_US ? [i] : [];
  });
  return cuts.length === 0 ? [words] : [0, ...cuts].map((from, i) => words.slice(from, cuts[i]));
}
