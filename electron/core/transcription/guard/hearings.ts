import { diffArrays } from 'diff';
import { splitWords, foldWord } from '../../../../shared/text';
import type { Judged } from './judge';
import { overlapUs, type Span } from './spans';

/** What one hearing of a chunk came to. */
export interface Hearing {
  readonly segments: readonly Judged[];
}

/** A segment as it is kept. */
export interface Kept extends Judged {
  /** For each word whether a second hearing gave it too; absent where there was none. */
  readonly agreed?: readonly boolean[];
}

/** A segment of which the second hearing gave fewer of the words is doubtful for that alone. */
const LEAST_AGREED = 0.5;

export const isDoubtful = (hearing: Hearing): boolean => hearing.segments.some((s) => s.doubts.length > 0);

/**
 * How much of a hearing is not to be relied on, microseconds: doubtful segments, and speech without any text. The
 * latter keeps a hearing that found nothing from passing for one without doubts.
 */
export function unreliableUs({ segments }: Hearing, speech: readonly Span[]): number {
  const doubtful = segments.reduce((sum, s) => sum + (s.doubts.length > 0 ? s.endUs - s.startUs : 0), 0);
  const unwritten = speech.reduce((sum, span) => sum + (span.endUs - span.startUs) - overlapUs(span, segments), 0);
  return doubtful + unwritten;
}

/** The most reliable of several hearings, the earlier of equals, with what the others say of its words. */
export function mostReliable(hearings: readonly [Hearing, ...Hearing[]], speech: readonly Span[]): Kept[] {
  const [first, ...others] = hearings;
  const best = others.reduce((a, b) => (unreliableUs(b, speech) < unreliableUs(a, speech) ? b : a), first);
  const witness = hearings.find((h) => h !== best);
  return witness ? witnessed(best.segments, witness) : [...best.segments];
}

function witnessed(segments: readonly Judged[], witness: Hearing): Kept[] {
  const words = segments.map((s) => splitWords(s.text));
  const agreed = agreement(words.flat(), witness.segments.flatMap((s) => splitWords(s.text)));
  let at = 0;
  return segments.map((segment, i) => {
    const own = agreed.slice(at, (at += words[i]?.length ?? 0));
    const isUnsure = own.filter(Boolean).length < LEAST_AGREED * own.length;
    return { ...segment, agreed: own, doubts: isUnsure ? [...segment.doubts, 'unsure'] : segment.doubts };
  });
}

/** For each word of a text whether another text has it in the same place. */
export function agreement(words: readonly string[], other: readonly string[]): boolean[] {
  return diffArrays<string>(words.map(foldWord), other.map(foldWord)).flatMap((part) => (part.added ? [] : part.value.map(() => !part.removed)));
}
