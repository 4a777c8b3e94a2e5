import { DIMENSIONS } from './cepstra';
import type { Reference } from './reference';

/** The reference laid out for warping: pause, word, pause, word, … pause. */
export interface Columns {
  readonly count: number;
  readonly features: Float32Array;
  readonly isPause: Uint8Array;
  /** Token of each column, −1 for pauses. */
  readonly token: Int32Array;
  /** Last column of the finest layout that each column stands for, plus one. */
  readonly fineEnd: Int32Array;
}

/**
 * @param features cepstra of the reference, `mel.frames × DIMENSIONS`
 * @param factor reference frames averaged into one column; a word never shares a column
 */
export function layOut(reference: Reference, features: Float32Array, factor: number): Columns {
  const { from, to } = reference;
  let count = 1;
  for (let i = 0; i < from.length; i++) {
    const length = (to[i] as number) - (from[i] as number);
    if (length > 0) count += Math.ceil(length / factor) + 1;
  }
  const columns: Columns = {
    count,
    features: new Float32Array(count * DIMENSIONS),
    isPause: new Uint8Array(count),
    token: new Int32Array(count).fill(-1),
    fineEnd: new Int32Array(count),
  };
  columns.isPause[0] = 1;
  columns.fineEnd[0] = 1;
  let column = 1;
  let fine = 1;
  for (let i = 0; i < from.length; i++) {
    const end = to[i] as number;
    if (end <= (from[i] as number)) continue;
    for (let start = from[i] as number; start < end; start += factor) {
      const stop = Math.min(end, start + factor);
      average(features, start, stop, columns.features, column);
      columns.token[column] = i;
      fine += stop - start;
      columns.fineEnd[column++] = fine;
    }
    columns.isPause[column] = 1;
    columns.fineEnd[column++] = ++fine;
  }
  return columns;
}

/** Writes the mean of rows [from, to) into row `at` of `out`. */
export function average(rows: Float32Array, from: number, to: number, out: Float32Array, at: number, width = DIMENSIONS): void {
  for (let k = 0; k < width; k++) {
    let sum = 0;
    for (let r = from; r < to; r++) sum += rows[r * width + k] as number;
    out[at * width + k] = sum / (to - from);
  }
}
