import { FRAME_RATE } from './grid';

/** Somebody begins to speak where the detector is this sure; lost speech costs more than a moment of noise. */
const BEGINS = 0.4;
/** And goes on speaking as long as it is still this sure: soft ends of words. */
const GOES_ON = 0.25;
/** A flicker shorter than this is no word: a click, a note of music. */
const LEAST_FRAMES = 4;
/** Sound kept around speech, so that soft first and last sounds stay whole. */
export const MARGIN_FRAMES = Math.round(0.4 * FRAME_RATE);

/** Where the detector is this sure somebody speaks; a loud noise that begins as a word ends it takes for its end, less sure, for up to a second. */
const SURE = 0.5;
/** So late it may be sure of a first sound. Of a last one it is not: a noise behind one is taken for its end. */
const LATE_FRAMES = 6;

/** A stretch of frames, the end not included. */
export interface Frames {
  readonly from: number;
  readonly to: number;
}

/** Marks the frames in which somebody speaks: 1, else 0. Depends on nothing but the frames given. */
export function spokenFrames(speech: Float32Array): Uint8Array {
  const spoken = new Uint8Array(speech.length);
  let speaking = false;
  for (let i = 0; i < speech.length; i++) {
    speaking = (speech[i] ?? 0) >= (speaking ? GOES_ON : BEGINS);
    spoken[i] = speaking ? 1 : 0;
  }
  for (const { from, to } of runs(spoken, 1)) if (to - from < LEAST_FRAMES) spoken.fill(0, from, to);
  return spoken;
}

/** Adds the margin on both sides of all marked frames. */
export function withMargin(spoken: Uint8Array): Uint8Array {
  const kept = new Uint8Array(spoken.length);
  for (const { from, to } of runs(spoken, 1)) kept.fill(1, Math.max(0, from - MARGIN_FRAMES), to + MARGIN_FRAMES);
  return kept;
}

/** Stretches of equal marks, first to last. */
export function runs(marks: Uint8Array, mark: 0 | 1): Frames[] {
  const found: Frames[] = [];
  for (let at = marks.indexOf(mark); at >= 0; ) {
    const end = marks.indexOf(mark === 1 ? 0 : 1, at);
    const to = end < 0 ? marks.length : end;
    found.push({ from: at, to });
    at = marks.indexOf(mark, to);
  }
  return found;
}

/** From the first to the last frame of a stretch in which the detector is sure; null where it is nowhere. */
export function sureWithin({ from, to }: Frames, speech: Float32Array): Frames | null {
  const within = speech.subarray(from, to);
  const first = within.findIndex((p) => p >= SURE);
  if (first < 0) return null;
  return { from: Math.max(from, from + first - LATE_FRAMES), to: from + within.findLastIndex((p) => p >= SURE) + 1 };
}
