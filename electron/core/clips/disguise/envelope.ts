import { Fourier } from './fourier';
import { FRAME, RATE, SIZE } from './frames';

const HALF = SIZE / 2;
const BIN_HZ = RATE / SIZE;
const QUIETEST = 1e-12;
/** Lowest pitch of which three periods fit into a frame, Hz. */
const LEAST_PITCH = (3 * RATE) / (FRAME - 2);
/** How much is given back to what smoothing took from the harmonics' peaks. */
const RECOVER = -0.15;

/**
 * The spectral envelope of a moment, free of its pitch: three periods are heard, their spectrum is smoothed over two thirds of a
 * harmonic's distance and what is left of harmonics is taken out of its cepstrum. After CheapTrick (Morise, CheapTrick, a spectral
 * envelope estimator for high-quality speech synthesis, Speech Communication 67, 2015).
 */
export class Envelope {
  readonly #fourier = new Fourier(SIZE);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  readonly #power = new Float64Array(HALF + 1);
  readonly #low = new Float64Array(HALF + 1);
  readonly #sum = new Float64Array(HALF + 2);

  /**
   * @param frame `FRAME` samples; the moment is its middle.
   * @param pitch Hz.
   * @returns natural logarithm of the power in each of `SIZE / 2 + 1` bins, per sample of white noise of the same strength.
   */
  of(frame: Float32Array, pitch: number): Float64Array {
    const f0 = Math.max(LEAST_PITCH, pitch);
    this.#hear(frame, Math.round((1.5 * RATE) / f0));
    this.#mirrorBelow(f0);
    this.#smooth((2 * f0) / 3);
    return this.#lifter(f0);
  }

  #hear(frame: Float32Array, half: number): void {
    const [re, im] = [this.#re.fill(0), this.#im.fill(0)];
    const window = (i: number): number => 0.5 + 0.5 * Math.cos((Math.PI * i) / (half + 0.5));
    let [strength, mean, weight] = [0, 0, 0];
    for (let i = -half; i <= half; i += 1) {
      const w = window(i);
      const value = (frame[FRAME / 2 + i] ?? 0) * w;
      re[i + half] = value;
      strength += w * w;
      mean += value;
      weight += w;
    }
    for (let i = -half; i <= half; i += 1) re[i + half] = (re[i + half] as number) - (window(i) * mean) / weight;
    this.#fourier.forward(re, im);
    for (let k = 0; k <= HALF; k += 1) this.#power[k] = ((re[k] as number) ** 2 + (im[k] as number) ** 2) / strength;
  }

  /** Nothing sounds below the pitch; what lies above it is mirrored there, so that smoothing finds no hole. */
  #mirrorBelow(pitch: number): void {
    this.#low.set(this.#power);
    for (let k = 0; k * BIN_HZ <= pitch; k += 1) {
      const place = pitch / BIN_HZ - k;
      const bin = Math.floor(place);
      const [a, b] = [this.#low[bin] as number, this.#low[bin + 1] as number];
      this.#power[k] = (this.#low[k] as number) + a + (b - a) * (place - bin);
    }
  }

  /** Leaves the logarithm, mirrored, in `#re`. */
  #smooth(hz: number): void {
    for (let k = 0; k <= HALF; k += 1) this.#sum[k + 1] = (this.#sum[k] as number) + (this.#power[k] as number);
    const upTo = (place: number): number => {
      const whole = Math.floor(place);
      const [a, b] = [this.#sum[whole] as number, this.#sum[Math.min(HALF + 1, whole + 1)] as number];
      return a + (b - a) * (place - whole);
    };
    const half = hz / BIN_HZ / 2;
    this.#im.fill(0);
    for (let k = 0; k <= HALF; k += 1) {
      const [from, to] = [Math.max(0, k + 0.5 - half), Math.min(HALF + 1, k + 0.5 + half)];
      this.#re[k] = Math.log(QUIETEST + (upTo(to) - upTo(from)) / (to - from));
      if (k > 0 && k < HALF) this.#re[SIZE - k] = this.#re[k] as number;
    }
  }

  #lifter(pitch: number): Float64Array {
    const [re, im] = [this.#re, this.#im];
    this.#fourier.inverse(re, im);
    im.fill(0);
    for (let q = 1; q <= HALF; q += 1) {
      const turn = (Math.PI * pitch * q) / RATE;
      const kept = (Math.sin(turn) / turn) * (1 - 2 * RECOVER + 2 * RECOVER * Math.cos(2 * turn));
      re[q] = (re[q] as number) * kept;
      if (q < HALF) re[SIZE - q] = re[q] as number;
    }
    this.#fourier.forward(re, im);
    return re.slice(0, HALF + 1);
  }
}
