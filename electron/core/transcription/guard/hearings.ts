import { diffArrays } from 'diff';
import { splitWords, foldWord } from '../../../../shared/text';
import type { Judged } from './judge';
import { withoutLoops } from './loops';
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
  return doubtful + unwrittenUs({ segments }, speech);
}

function unwrittenUs({ segments }: Hearing, speech: readonly Span[]): number {
  return speech.reduce((sum, span) => sum + (span.endUs - span.startUs) - overlapUs(span, segments), 0);
}

/** People repeat themselves: only what the engine does not believe either, or nobody could say in that time, was surely not said so. */
const isSurelyLoop = ({ doubts }: Judged): boolean => doubts.includes('loop') && (doubts.includes('evidence') || doubts.includes('rate'));
const loops = ({ segments }: Hearing): boolean => segments.some(isSurelyLoop);

/** A hearing without a loop may leave so much of the speech unwritten and still be better than one that loops. */
const LEFT_FOR_A_LOOP = 1 / 3;

/**
 * The most reliable of several hearings, the earlier of equals, with what the others say of its words. One that surely loops only where the others leave much of the speech without text.
 */
export function mostReliable(hearings: readonly [Hearing, ...Hearing[]], speech: readonly Span[]): Kept[] {
  const bestOf = ([first, ...others]: readonly [Hearing, ...Hearing[]]): Hearing => others.reduce((a, b) => (unreliableUs(b, speech) < unreliableUs(a, speech) ? b : a), first);
  const spokenUs = speech.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0);
  const most = bestOf(hearings);
  const [first, ...others] = loops(most) ? hearings.filter((h) => !loops(h) && unwrittenUs(h, speech) <= LEFT_FOR_A_LOOP * spokenUs) : [];
  const best = first ? bestOf([first, ...others]) : most;
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

/** A segment whose loops are cut to the rounds that somebody may mean; marked, so that its words are not looked for where they no longer are. */
export function loopsCut(segment: Kept): Kept {
  if (!isSurelyLoop(segment)) return segment;
  const words = splitWords(segment.text);
  const left = withoutLoops(words);
  if (left.length === words.length) return segment;
  const { agreed } = segment;
  return { ...segment, text: left.map((i) => words[i]).join(' '), isFolded: true, ...(agreed ? { agreed: left.map((i) => agreed[i] ?? false) } : {}) };
}
