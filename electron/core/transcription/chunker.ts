import { US_PER_SECOND, type Span } from '../../../shared/time';
import { SAMPLE_RATE } from './levels';
import { FRAME_RATE, FRAME_SAMPLES, FRAME_US } from './speech/grid';
import { MARGIN_FRAMES, runs, spokenFrames, sureWithin, withMargin, type Frames } from './speech/islands';
import { BREATH_US } from './pack';
import type { Listened } from './speech/listen';

/**
 * What Whisper hears at once, less a moment. Asked for one window after the other, each from where the last whole sentence
 * of the one before ended, it hears as in a call of its own over the whole sound, and an interruption costs one window.
 */
export const WINDOW_S = 29.96;
/** What other engines hear in one go: what is left over of each chunk is heard alone and worse, and such remainders are to be rare. */
export const LONGEST_S = 88;
/** A chunk cut at a pause is filled at least to this share, where there is a pause to be had. */
const SHORTEST_SHARE = 3 / 4;
/** What a chunk spans at most with all its pauses: 96 seconds. Looked at as a whole, so that each cut depends only on this much sound after the one before. */
const SPAN_FRAMES = 3_000;
/** Pauses longer than this are all equally good places to cut. */
const LONG_PAUSE_FRAMES = 0.5 * FRAME_RATE;
/** What is shorter may be the closure of a consonant or a breath inside a sentence: better heard again from the sentence's start. */
const SHORT_PAUSE_FRAMES = Math.round(0.4 * FRAME_RATE);
/** Where somebody speaks, with a margin. */
export interface Stretch extends Span {
  /** The part of it in which the detector is sure: what lies before and after may be noise. Absent where it says nothing. */
  readonly sure?: Span;
}

/** A stretch of sound to recognise at once. */
export interface Chunk {
  /** Where its sound begins on the footage's timeline, microseconds. */
  readonly startUs: number;
  /** Everything before this time is dealt with once the chunk is: where to go on after an interruption. A multiple of `FRAME_US`, but at the end. */
  readonly nextUs: number;
  /** The sound from the first to the last word, pauses included; empty for a stretch in which nobody speaks. */
  readonly pcm: Float32Array;
  /** Where in it somebody speaks, with a margin; on the footage's timeline, in order, apart. What lies between is not recognised. */
  readonly speech: readonly Stretch[];
  /** How long somebody speaks in it, without margins, microseconds. */
  readonly spokenUs: number;
  /** True where it was cut in the middle of speech, perhaps of a word. */
  readonly isForced: boolean;
}

const NO_SOUND = new Float32Array(0);

export interface Chunker {
  /** The next stretch to recognise; null when the sound is over. */
  next(): Promise<Chunk | null>;
  /**
   * Lets the chunk after the last one begin earlier, at the frame that holds `us`: what the recogniser made of a chunk's
   * last words is better heard again as a whole. To be called before the next `next`.
   *
   * @returns where the next chunk really begins.
   */
  backTo(us: number): number;
}

export interface ChunkSize {
  /** Seconds of speech in a chunk at most. */
  readonly longestS: number;
  /** Full to the last moment, wherever that falls: whoever hears it tells with `backTo` where the last whole sentence ended. Else cut in pauses. */
  readonly filled: boolean;
}

/**
 * Cuts a stream of sound into chunks. Where nobody pauses, and where chunks are to be filled, the cut is forced, and told
 * so. Stretches in which nobody speaks come without sound. Where each cut falls depends only on the sound after the
 * previous one, so a run that starts at any chunk's `nextUs` makes the same cuts.
 *
 * @param sound pieces of any length, the first beginning at `startUs`, a multiple of `FRAME_US`.
 */
export function createChunker(sound: AsyncIterable<Listened>, startUs: number, size: ChunkSize = { longestS: LONGEST_S, filled: false }): Chunker {
  const pieces = sound[Symbol.asyncIterator]();
  let held: Listened = { pcm: NO_SOUND, speech: NO_SOUND };
  let fromUs = startUs;
  let isOver = false;
  /** Frames of `held` that the last chunk dealt with. */
  let done = 0;
  const moveOn = (): void => {
    held = { pcm: held.pcm.subarray(Math.min(held.pcm.length, done * FRAME_SAMPLES)), speech: held.speech.subarray(done) };
    fromUs += done * FRAME_US;
    done = 0;
  };
  return {
    async next() {
      moveOn();
      while (!isOver && held.speech.length < SPAN_FRAMES) {
        const piece = await pieces.next();
        if (piece.done === true) isOver = true;
        else held = { pcm: join(held.pcm, piece.value.pcm), speech: join(held.speech, piece.value.speech) };
      }
      if (held.speech.length === 0) return null;
      const frames = Math.min(SPAN_FRAMES, held.speech.length);
      const heard = held.speech.subarray(0, frames);
      const cut = cutAt(heard, isOver && frames === held.speech.length, size);
      done = cut.at;
      // The very last frame need not be full.
      return chunkOf({ pcm: held.pcm.subarray(0, Math.min(held.pcm.length, cut.at * FRAME_SAMPLES)), speech: heard }, cut, fromUs);
    },
    backTo(us) {
      done = Math.min(done, Math.max(1, Math.floor((us - fromUs) / FRAME_US)));
      return fromUs + done * FRAME_US;
    },
  };
}

function chunkOf({ pcm, speech }: Listened, { kept, spoken, isForced }: Cut, startUs: number): Chunk {
  const endUs = startUs + Math.round((pcm.length * US_PER_SECOND) / SAMPLE_RATE);
  const first = kept[0];
  const last = kept.at(-1);
  const spanOf = ({ from, to }: Frames): Span => ({ startUs: startUs + from * FRAME_US, endUs: Math.min(endUs, startUs + to * FRAME_US) });
  if (!first || !last) return { startUs, nextUs: endUs, pcm: NO_SOUND, speech: [], spokenUs: 0, isForced: false };
  return {
    startUs: startUs + first.from * FRAME_US,
    nextUs: endUs,
    pcm: pcm.slice(first.from * FRAME_SAMPLES, last.to * FRAME_SAMPLES),
    speech: kept.map((frames) => {
      const sure = sureWithin(frames, speech);
      return { ...spanOf(frames), ...(sure ? { sure: spanOf(sure) } : {}) };
    }),
    spokenUs: spoken * FRAME_US,
    isForced,
  };
}

interface Cut {
  /** Frames to move on by. */
  readonly at: number;
  /** Those of them that are to be recognised. */
  readonly kept: readonly Frames[];
  readonly spoken: number;
  readonly isForced: boolean;
}

function cutAt(speech: Float32Array, isLast: boolean, { longestS, filled }: ChunkSize): Cut {
  const spoken = spokenFrames(speech);
  const kept = withMargin(spoken);
  const heard = withBreaths(kept);
  const longest = longestS * FRAME_RATE;
  const to = frameAfter(heard, longest);
  if (to === null && isLast) return { at: speech.length, kept: runs(kept, 1), spoken: count(spoken), isForced: false };
  const from = to === null ? 0 : (frameAfter(heard, SHORTEST_SHARE * longest) ?? 0);
  const pause = filled && to !== null ? null : pauseBetween(spoken, from, to ?? speech.length);
  const at = pause ?? to ?? speech.length;
  // Frames kept only for a word after the cut belong to the next chunk.
  const before = spoken.subarray(0, at);
  return { at, kept: runs(withMargin(before), 1), spoken: count(before), isForced: pause === null };
}

/** Marks the pauses too that are heard along with the speech around them. */
function withBreaths(kept: Uint8Array): Uint8Array {
  const heard = kept.slice();
  for (const { from, to } of runs(kept, 0)) if (from > 0 && to < kept.length && (to - from) * FRAME_US < BREATH_US) heard.fill(1, from, to);
  return heard;
}

function count(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}

/** The frame up to which so many are marked; null when there are fewer. */
function frameAfter(marks: Uint8Array, count: number): number | null {
  let seen = 0;
  for (let i = 0; i < marks.length; i++) if (marks[i] === 1 && ++seen > count) return i;
  return null;
}

/** Where in the best pause between two frames to cut: long and late is good. Null without any pause. */
function pauseBetween(spoken: Uint8Array, from: number, to: number): number | null {
  let best: { score: number; at: number } | null = null;
  for (const pause of runs(spoken.subarray(from, to), 0)) {
    const length = pause.to - pause.from;
    if (length < SHORT_PAUSE_FRAMES) continue;
    const score = Math.min(length, LONG_PAUSE_FRAMES) * (0.7 + (0.3 * pause.from) / (to - from));
    // In the middle, or as late as leaves a margin to both words: the next chunk need not hold the silence.
    const at = from + pause.from + Math.max(Math.floor(length / 2), length - 2 * MARGIN_FRAMES);
    if (at > 0 && (best === null || score > best.score)) best = { score, at };
  }
  return best?.at ?? null;
}

function join(a: Float32Array, b: Float32Array): Float32Array {
  if (a.length === 0) return b;
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The sound of a chunk between two times, as a chunk of its own. */
export function part(chunk: Chunk, span: Span): Chunk {
  const speech = chunk.speech
    .map((s) => ({ ...s, startUs: Math.max(s.startUs, span.startUs), endUs: Math.min(s.endUs, span.endUs) }))
    .filter((s) => s.endUs > s.startUs);
  const startUs = Math.max(chunk.startUs, Math.min(span.startUs, speech[0]?.startUs ?? span.startUs));
  const sample = (us: number): number => Math.max(0, Math.round(((us - chunk.startUs) * SAMPLE_RATE) / US_PER_SECOND));
  return { ...chunk, startUs, nextUs: Math.min(chunk.nextUs, span.endUs), pcm: chunk.pcm.subarray(sample(startUs), sample(span.endUs)), speech, isForced: false };
}
