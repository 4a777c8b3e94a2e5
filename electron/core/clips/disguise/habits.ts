import { accentChange } from './accentChange';
import { BAND_HZ, BANDS } from './analysis';
import { between, normal, type Uniform } from './chance';
import { COMMON_MIDDLE, COMMON_MIDDLES_SPREAD, COMMON_SPREAD } from './commonVoice';
import { middleColour } from './middleColour';
import { bandsOf, SILENT, wave, WAVES } from './waves';

/** How far each wave may be weaker or stronger than it was, and how much of its neighbours comes into it. */
const STRENGTH = { least: 0.9, most: 1.1 } as const;
const MIXED = 0.04;
/** How much stronger the finest waves become: bands wide enough to hide pitch blur vowels. */
const SHARPER = 0.4;
/** How far another's middle colour lies from the common one; 1 is how far people's do. */
const AWAY = 0.7;
/** By how much of this each band's middle is moved at most (natural logarithm of power: 15 dB): what a telephone took away stays away. */
const MOST = 3.5;
/** Loudness beyond which a sound is changed no more than there, in spreads: silence is no very quiet vowel. */
const LOUD = 2.5;

/**
 * How a throat habitually forms its sounds, exchanged for another's way: what sets the voice apart from the common one is learnt
 * from a sample of its colours and taken out, the middle colour and the accent of somebody who never lived are put in, and
 * numbers of chance that hold for the whole clip are mixed into it. Every sound moves its own way, which no shift or stretch
 * of all frequencies undoes.
 */
export class Habits {
  readonly #own: Float64Array;
  /** Other bands from bands, what is added to them, and what is added for each spread of loudness. */
  readonly #from = new Float64Array(BANDS * BANDS);
  readonly #added = new Float64Array(BANDS);
  readonly #louder = new Float64Array(BANDS);
  readonly #bands = new Float64Array(BANDS);

  /** @param sample colours of the voice in waves, none of them silent; from none nothing is learnt. */
  constructor(sample: readonly Float64Array[], chance: Uniform) {
    this.#own = sample.length > 0 ? middleColour(sample) : COMMON_MIDDLE;
    const middle = COMMON_MIDDLE.map((v, n) => v + AWAY * (COMMON_MIDDLES_SPREAD[n] as number) * normal(chance));
    this.#fold(times(mixing(chance), accentChange(sample, this.#own, chance)), middle);
  }

  /** A change of waves, relative to their middles, as one of bands. */
  #fold(change: Float64Array, middle: Float64Array): void {
    const [own, other] = [bandsOf(this.#own), bandsOf(middle)];
    const louder = ((this.#own[0] as number) - (middle[0] as number)) / Math.sqrt(BANDS);
    for (let b = 0; b < BANDS; b += 1) this.#added[b] = (own[b] as number) + Math.max(-MOST, Math.min(MOST, (other[b] as number) + louder - (own[b] as number)));
    for (let to = 0; to < WAVES; to += 1) {
      const spread = (from: number): number => ((COMMON_SPREAD[to] as number) / (COMMON_SPREAD[from] as number)) * (change[to * WAVES + from] as number);
      const row = Float64Array.from({ length: WAVES }, (_, from) => (to === 0 || from === 0 ? Number(to === from) : spread(from)));
      const middling = row.reduce((sum, v, from) => sum + v * (this.#own[from] as number), 0);
      for (let b = 0; b < BANDS; b += 1) {
        this.#added[b] = (this.#added[b] as number) - wave(to, b) * middling;
        if (to > 0) this.#louder[b] = (this.#louder[b] as number) + wave(to, b) * (COMMON_SPREAD[to] as number) * (change[to * WAVES] as number);
        for (let from = 0; from < BANDS; from += 1) this.#from[b * BANDS + from] = (this.#from[b * BANDS + from] as number) + wave(to, b) * row.reduce((sum, v, n) => sum + v * wave(n, from), 0);
      }
    }
  }

  /** How loud a sound is stays, frame by frame, or sounds would begin at other times; silence stays what it was. Valid until the next call. */
  change(bands: Float64Array): Float64Array {
    const first = bands.reduce((sum, v) => sum + v, 0) / Math.sqrt(BANDS);
    if (first < SILENT) return bands;
    const loud = Math.max(-LOUD, Math.min(LOUD, (first - (this.#own[0] as number)) / (COMMON_SPREAD[0] as number)));
    for (let to = 0; to < BANDS; to += 1) {
      let sum = (this.#added[to] as number) + loud * (this.#louder[to] as number);
      for (let from = 0; from < BANDS; from += 1) sum += (this.#from[to * BANDS + from] as number) * (bands[from] as number);
      this.#bands[to] = sum;
    }
    const louder = Math.log(power(bands) / power(this.#bands));
    for (let b = 0; b < BANDS; b += 1) this.#bands[b] = (this.#bands[b] as number) + louder;
    return this.#bands;
  }
}

/** Power of all that is between the lowest band and the highest; those above are wider. */
function power(bands: Float64Array): number {
  return bands.reduce((sum, v, b) => sum + Math.exp(v) * (700 + (BAND_HZ[b] as number)), 0);
}

/** Each wave a little weaker or stronger, the finer the stronger, and mixed with its neighbours; in units of the common voice. */
function mixing(chance: Uniform): Float64Array {
  return Float64Array.from({ length: WAVES * WAVES }, (_, i) => {
    const [n, m] = [Math.floor(i / WAVES), i % WAVES];
    if (n === 0 || m === 0) return n === m ? 1 : 0;
    if (n === m) return between(chance, STRENGTH.least, STRENGTH.most) * (1 + (SHARPER * n) / WAVES);
    return (((MIXED * normal(chance)) / Math.max(1, Math.abs(n - m) - 1)) * (COMMON_SPREAD[m] as number)) / (COMMON_SPREAD[n] as number);
  });
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from({ length: WAVES * WAVES }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < WAVES; k += 1) sum += (a[i - (i % WAVES) + k] as number) * (b[k * WAVES + (i % WAVES)] as number);
    return sum;
  });
}
