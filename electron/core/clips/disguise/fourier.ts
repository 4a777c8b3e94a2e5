/**
 * Fourier transform of complex frames, in place: iterative radix-2 Cooley–Tukey (Press et al., Numerical Recipes, §12.2).
 * Both directions, which the power spectrum of the aligner does not have.
 */
export class Fourier {
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;

  /** @param size samples a frame, a power of two. */
  constructor(readonly size: number) {
    this.#cos = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    this.#reversed = new Uint32Array(size);
    for (let i = 1; i < size; i += 1) this.#reversed[i] = ((this.#reversed[i >> 1] ?? 0) >> 1) | (i & 1 ? size >> 1 : 0);
  }

  forward(re: Float64Array, im: Float64Array): void {
    const { size } = this;
    for (let i = 0; i < size; i += 1) {
      const j = this.#reversed[i] as number;
      if (j <= i) continue;
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
    for (let half = 1; half < size; half <<= 1) {
      const stride = size / (2 * half);
      for (let k = 0; k < half; k += 1) {
        const c = this.#cos[k * stride] as number;
        const s = this.#sin[k * stride] as number;
        for (let p = k; p < size; p += 2 * half) {
          const q = p + half;
          const tr = (re[q] as number) * c + (im[q] as number) * s;
          const ti = (im[q] as number) * c - (re[q] as number) * s;
          re[q] = (re[p] as number) - tr;
          im[q] = (im[p] as number) - ti;
          re[p] = (re[p] as number) + tr;
          im[p] = (im[p] as number) + ti;
        }
      }
    }
  }

  /** Unscaled on the way there, divided by the size on the way back. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.forward(im, re);
    for (let i = 0; i < this.size; i += 1) {
      re[i] = (re[i] as number) / this.size;
      im[i] = (im[i] as number) / this.size;
    }
  }
}
