import { DIMENSIONS } from './cepstra';

/**
 * What is warped onto what: frames of the recording in time, and columns of the reference in order.
 * A column is a frame of a word or, before, between and after words, one optional pause.
 */
export interface WarpInput {
  readonly frames: number;
  /** `frames × DIMENSIONS` */
  readonly features: Float32Array;
  /** Cost of spending a frame in a pause. */
  readonly pauseCost: Float32Array;
  /** Extra cost of a frame for any word: above 0 where the recording is silent. */
  readonly wordCost: Float32Array;
  readonly columns: number;
  /** `columns × DIMENSIONS`; rows of pauses are unused. */
  readonly reference: Float32Array;
  readonly isPause: Uint8Array;
}

/** Per frame the columns [lo, hi] that may be visited. Both never decrease. */
export interface Band {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** Per frame the first and last column that the cheapest path visits. */
export interface WarpPath {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** A pause must earn its place, or every soft consonant at a word's border would become one. */
const ENTER_PAUSE = 3;
const STAY = 0;
const STEP = 1;
const ACROSS = 2;
const STEP_OVER_PAUSE = 3;
const ACROSS_OVER_PAUSE = 4;

/**
 * Dynamic time warping (Sakoe & Chiba 1978, symmetric steps) with optional pauses between words, inside
 * a band. Needs one byte a cell of the band and two rows of costs.
 */
export function warp(input: WarpInput, band: Band): WarpPath {
  const { frames, columns, isPause, reference, features } = input;
  const { lo, hi } = band;
  const offset = new Float64Array(frames + 1);
  for (let t = 0; t < frames; t++) offset[t + 1] = (offset[t] as number) + (hi[t] as number) - (lo[t] as number) + 1;
  const moves = new Uint8Array(offset[frames] as number);
  // Two guard cells to the left, so that j−1 and j−2 need no test.
  let before = new Float32Array(columns + 2).fill(Infinity);
  let row = new Float32Array(columns + 2).fill(Infinity);

  for (let t = 0; t < frames; t++) {
    const from = lo[t] as number;
    const to = hi[t] as number;
    const cells = (offset[t] as number) - from;
    const pauseCost = input.pauseCost[t] as number;
    const wordCost = input.wordCost[t] as number;
    const a = t * DIMENSIONS;
    row[from] = Infinity;
    row[from + 1] = Infinity;
    for (let j = from; j <= to; j++) {
      const c = j + 2;
      if (isPause[j]) {
        const stay = before[c] as number;
        const enter = (before[c - 1] as number) + ENTER_PAUSE;
        const start = t === 0 && j === 0 ? 0 : Infinity;
        const best = Math.min(stay, enter, start);
        moves[cells + j] = enter < stay ? STEP : STAY;
        row[c] = best + pauseCost;
        continue;
      }
      let sum = 0;
      for (let k = 0, b = j * DIMENSIONS; k < DIMENSIONS; k++) {
        const d = (features[a + k] as number) - (reference[b + k] as number);
        sum += d * d;
      }
      let best = before[c] as number;
      let move = STAY;
      const step = before[c - 1] as number;
      if (step <= best) [best, move] = [step, STEP];
      // A pause cannot be left within its own frame: it would cost the frame twice.
      if (isPause[j - 1]) {
        const over = before[c - 2] as number;
        if (over < best) [best, move] = [over, STEP_OVER_PAUSE];
        const across = row[c - 2] as number;
        if (across < best) [best, move] = [across, ACROSS_OVER_PAUSE];
      } else {
        const across = row[c - 1] as number;
        if (across < best) [best, move] = [across, ACROSS];
      }
      if (t === 0 && j === 1) [best, move] = [0, STAY];
      moves[cells + j] = move;
      row[c] = best + Math.sqrt(sum) + wordCost;
    }
    // What the next row may look at beyond this one's band.
    for (let j = to + 1; j <= Math.min(columns - 1, hi[Math.min(frames - 1, t + 1)] as number); j++) row[j + 2] = Infinity;
    [before, row] = [row, before];
  }
  return trace(before, moves, offset, input, band);
}

function trace(last: Float32Array, moves: Uint8Array, offset: Float64Array, input: WarpInput, band: Band): WarpPath {
  const { frames, columns } = input;
  const path: WarpPath = { first: new Int32Array(frames), last: new Int32Array(frames) };
  // The path may end in the last word or in the pause after it.
  let j = columns - 1;
  if ((last[j + 1] as number) < (last[j + 2] as number)) j--;
  let t = frames - 1;
  path.last[t] = j;
  while (t >= 0) {
    const move = moves[(offset[t] as number) + j - (band.lo[t] as number)] as number;
    if (move === ACROSS || move === ACROSS_OVER_PAUSE) {
      j = Math.max(0, j - (move === ACROSS ? 1 : 2));
      continue;
    }
    path.first[t] = j;
    if (move === STEP) j--;
    if (move === STEP_OVER_PAUSE) j -= 2;
    j = Math.max(0, j);
    t--;
    if (t >= 0) path.last[t] = j;
  }
  return path;
}
