import { BANDS } from './analysis';
import { between, normal, type Uniform } from './chance';

/** Of how many waves along the bands a voice's colour is made up again; what is finer is a voice's own and no sound's. */
const WAVES = 28;
/** How far each wave may be weaker or stronger than it was, and how much of its neighbours comes into it. */
const STRENGTH = { least: 0.9, most: 1.2 } as const;
/** How much stronger the finest waves become: bands wide enough to hide pitch blur vowels. */
const SHARPER = 0.4;
const MIXED = 0.06;

/**
 * How a throat habitually forms its sounds, exchanged for another way: the colour of each frame is taken apart into waves along
 * the bands (a cosine transform), each is made weaker or stronger and mixed with its neighbours by numbers of chance that hold
 * for the whole clip, and put together again. Every sound moves its own way, which no shift or stretch of all frequencies undoes.
 */
export class Habits {
  /** From the bands of a frame to other bands. */
  readonly #other = new Float64Array(BANDS * BANDS);
  readonly #bands = new Float64Array(BANDS);

  constructor(chance: Uniform) {
    const wave = (n: number, b: number): number => Math.cos((Math.PI * n * (b + 0.5)) / BANDS) * Math.sqrt((n === 0 ? 1 : 2) / BANDS);
    const mix = Array.from({ length: WAVES }, (_, n) => Array.from({ length: WAVES }, (__, m) => {
      if (n === 0 || m === 0) return n === m ? 1 : 0;
      return n === m ? between(chance, STRENGTH.least, STRENGTH.most) * (1 + (SHARPER * n) / WAVES) : (MIXED * normal(chance)) / Math.max(1, Math.abs(n - m) - 1);
    }));
    for (let to = 0; to < BANDS; to += 1) for (let from = 0; from < BANDS; from += 1) {
      let sum = 0;
      for (let n = 0; n < WAVES; n += 1) for (let m = 0; m < WAVES; m += 1) sum += wave(n, to) * (mix[n]?.[m] ?? 0) * wave(m, from);
      this.#other[to * BANDS + from] = sum;
    }
  }

  /** Valid until the next call. */
  change(bands: Float64Array): Float64Array {
    for (let to = 0; to < BANDS; to += 1) {
      let sum = 0;
      for (let from = 0; from < BANDS; from += 1) sum += (this.#other[to * BANDS + from] as number) * (bands[from] as number);
      this.#bands[to] = sum;
    }
    return this.#bands;
  }
}
