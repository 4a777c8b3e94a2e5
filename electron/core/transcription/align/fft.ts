/**
 * Power spectrum of real frames. A real frame of n samples is packed into n/2 complex ones, put through
 * an iterative radix-2 Cooley–Tukey transform and unpacked (Press et al., Numerical Recipes, §12.3).
 * Own code because the packages on npm for this are unmaintained since years or carry a WASM start-up,
 * and the whole of it is this page.
 */
export interface PowerSpectrum {
  /** Frame length, a power of two. */
  readonly size: number;
  /** Writes |X[k]|² for k = 0 … size/2 into `power`; reads `frame` (length `size`). */
  run(frame: Float64Array, power: Float64Array): void;
}

/**
 * @param size samples a frame, a power of two ≥ 4
 * @throws RangeError for any other size
 */
export function createPowerSpectrum(size: number): PowerSpectrum {
  if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError('frame size must be a power of two');
  const half = size >> 1;
  const reversed = bitReversal(half);
  const cos = new Float64Array(half);
  const sin = new Float64Array(half);
  for (let k = 0; k < half; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / size);
    sin[k] = Math.sin((2 * Math.PI * k) / size);
  }
  const re = new Float64Array(half);
  const im = new Float64Array(half);

  const run = (frame: Float64Array, power: Float64Array): void => {
    for (let i = 0; i < half; i++) {
      const r = reversed[i] as number;
      re[r] = frame[2 * i] as number;
      im[r] = frame[2 * i + 1] as number;
    }
    for (let length = 2; length <= half; length <<= 1) {
      const reach = length >> 1;
      const stride = size / length;
      for (let k = 0; k < reach; k++) {
        const c = cos[k * stride] as number;
        const s = sin[k * stride] as number;
        for (let p = k; p < half; p += length) {
          const q = p + reach;
          const qr = re[q] as number;
          const qi = im[q] as number;
          const tr = qr * c + qi * s;
          const ti = qi * c - qr * s;
          re[q] = (re[p] as number) - tr;
          im[q] = (im[p] as number) - ti;
          re[p] = (re[p] as number) + tr;
          im[p] = (im[p] as number) + ti;
        }
      }
    }
    power[0] = ((re[0] as number) + (im[0] as number)) ** 2;
    power[half] = ((re[0] as number) - (im[0] as number)) ** 2;
    for (let k = 1; k < half; k++) {
      const ar = re[k] as number;
      const ai = im[k] as number;
      const br = re[half - k] as number;
      const bi = -(im[half - k] as number);
      const dr = (ai - bi) / 2;
      const di = -(ar - br) / 2;
      const c = cos[k] as number;
      const s = sin[k] as number;
      const xr = (ar + br) / 2 + dr * c + di * s;
      const xi = (ai + bi) / 2 + di * c - dr * s;
      power[k] = xr * xr + xi * xi;
    }
  };
  return { size, run };
}

function bitReversal(n: number): Uint32Array {
  const table = new Uint32Array(n);
  for (let i = 1; i < n; i++) table[i] = ((table[i >> 1] as number) >> 1) | (i & 1 ? n >> 1 : 0);
  return table;
}
