import { BANDS } from './analysis';

/** Of how many waves along the bands a voice's colour is made up again; what is finer is a voice's own and no sound's. */
export const WAVES = 28;
/** First wave of a frame below which nothing is heard and nothing is changed: a mean power of 1e-9 in each band. */
export const SILENT = Math.log(1e-9) * Math.sqrt(BANDS);

/** One row of `BANDS` for each wave: an orthonormal cosine transform. */
const TABLE = Float64Array.from({ length: WAVES * BANDS }, (_, i) => {
  const [n, b] = [Math.floor(i / BANDS), i % BANDS];
  return Math.cos((Math.PI * n * (b + 0.5)) / BANDS) * Math.sqrt((n === 0 ? 1 : 2) / BANDS);
});

/** How strong wave `n` is at band `b`. */
export function wave(n: number, b: number): number {
  return TABLE[n * BANDS + b] as number;
}

/** A colour taken apart into waves; the first says how loud it is. */
export function wavesOf(bands: Float64Array): Float64Array {
  const waves = new Float64Array(WAVES);
  for (let n = 0; n < WAVES; n += 1) {
    let sum = 0;
    for (let b = 0; b < BANDS; b += 1) sum += (TABLE[n * BANDS + b] as number) * (bands[b] as number);
    waves[n] = sum;
  }
  return waves;
}

/** A colour put together again from its waves. */
export function bandsOf(waves: Float64Array): Float64Array {
  const bands = new Float64Array(BANDS);
  for (let n = 0; n < WAVES; n += 1) for (let b = 0; b < BANDS; b += 1) bands[b] = (bands[b] as number) + (TABLE[n * BANDS + b] as number) * (waves[n] as number);
  return bands;
}
