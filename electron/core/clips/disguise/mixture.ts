import { WAVES } from './waves';

/** How far each kind of sound of a voice lies from everybody's: `WAVES` numbers for each kind. */
export type Accent = Float64Array;

/** Kinds of sound, each a normal distribution of colours; rows of `WAVES`. */
export interface Kinds {
  readonly shares: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** What counts as none of a kind. */
const NONE = 1e-4;

/** Tells which kind of sound a colour is, and takes out what is a voice's own way of it. */
export class Mixture {
  readonly size: number;
  readonly #inverse: Float64Array;
  readonly #constant: Float64Array;
  readonly #kind: Float64Array;

  constructor(readonly kinds: Kinds) {
    this.size = kinds.shares.length;
    this.#inverse = kinds.variances.map((v) => 1 / v);
    this.#kind = new Float64Array(this.size);
    this.#constant = kinds.shares.map((share, k) => Math.log(share) - 0.5 * kinds.variances.subarray(k * WAVES, (k + 1) * WAVES).reduce((sum, v) => sum + Math.log(v), 0));
  }

  /** A share for each kind, together 1. Valid until the next call. */
  kindOf(waves: Float64Array): Float64Array {
    const [kind, { means }] = [this.#kind, this.kinds];
    let most = -Infinity;
    for (let k = 0; k < this.size; k += 1) {
      let far = 0;
      for (let n = 0, i = k * WAVES; n < WAVES; n += 1, i += 1) far += ((waves[n] as number) - (means[i] as number)) ** 2 * (this.#inverse[i] as number);
      kind[k] = (this.#constant[k] as number) - far / 2;
      most = Math.max(most, kind[k] as number);
    }
    let sum = 0;
    for (let k = 0; k < this.size; k += 1) sum += kind[k] = Math.exp((kind[k] as number) - most);
    for (let k = 0; k < this.size; k += 1) kind[k] = (kind[k] as number) / sum;
    return kind;
  }

  /** In place. How loud a sound is, its first wave, stays. */
  takeOut(accent: Accent, waves: Float64Array): void {
    this.kindOf(waves).forEach((share, k) => {
      if (share > NONE) for (let n = 1; n < WAVES; n += 1) waves[n] = (waves[n] as number) - share * (accent[k * WAVES + n] as number);
    });
  }
}

/** Adds up how a voice forms each kind of sound. Memory does not grow. */
export class Accents {
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;

  constructor(private readonly mixture: Mixture) {
    this.#counts = new Float64Array(mixture.size);
    this.#sums = new Float64Array(mixture.size * WAVES);
  }

  add(waves: Float64Array): void {
    this.mixture.kindOf(waves).forEach((share, k) => {
      if (share <= NONE) return;
      this.#counts[k] = (this.#counts[k] as number) + share;
      for (let n = 0, i = k * WAVES; n < WAVES; n += 1, i += 1) this.#sums[i] = (this.#sums[i] as number) + share * (waves[n] as number);
    });
  }

  /** @param doubt frames of a kind from which on the voice is believed more than everybody. */
  end(doubt: number): Accent {
    return this.#sums.map((sum, i) => {
      const count = this.#counts[Math.floor(i / WAVES)] as number;
      return (sum - count * (this.mixture.kinds.means[i] as number)) / (count + doubt);
    });
  }
}
