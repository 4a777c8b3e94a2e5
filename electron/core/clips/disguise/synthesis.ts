import { between, normal, type Uniform } from './chance';
import { Fourier } from './fourier';
import { HOP, RATE, SIZE } from './frames';
import type { Spoken } from './otherVoice';

/** Samples of a spoken frame; two of them overlap everywhere. */
const FRAME = 2 * HOP;
const HALF = SIZE / 2;
/** Width over which tone gives way to breath, Hz. */
const BLEND_HZ = 800;
/** Breath that every tone has, a share of its power: a pure row of pulses rasps, and more is hoarse. */
const BREATH = 0.01;

/**
 * Speaks frames: a row of pulses and noise, each shaped by the frame's spectrum, overlapped and added. Nothing of the voice's own
 * waves enters. Shaped as a throat does, with the least delay that a spectrum can have (minimum phase, by the cepstrum; Oppenheim
 * and Schafer, Discrete-Time Signal Processing, §13.5): without a sound before a sound.
 */
export class Synthesis {
  readonly #fourier = new Fourier(SIZE);
  readonly #window = Float64Array.from({ length: FRAME }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME));
  /** Pulses and noise of the frame at hand. */
  readonly #pulses = new Float64Array(FRAME);
  readonly #noise = new Float64Array(FRAME);
  readonly #sum = new Float64Array(SIZE);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);
  readonly #delay: number;
  #phase = 0;
  #begun = false;

  constructor(private readonly chance: Uniform) {
    this.#delay = between(chance, 10, 30);
  }

  /** Adds a frame; gives the samples that no later one reaches: `HOP` of them, from the first sample of the sound on, and none for the first frame, half of which lies before. */
  add({ shape, pitch, toneHz }: Spoken): Float32Array {
    this.#excite(pitch);
    this.#throat(shape);
    const [gainRe, gainIm] = [this.#re.slice(0, HALF + 1), this.#im.slice(0, HALF + 1)];
    // Two real sounds in one transform: pulses as its real part, noise as its imaginary one.
    const [re, im] = [this.#re.fill(0), this.#im.fill(0)];
    for (let i = 0; i < FRAME; i += 1) {
      re[i] = (this.#pulses[i] as number) * (this.#window[i] as number);
      im[i] = (this.#noise[i] as number) * (this.#window[i] as number);
    }
    this.#fourier.forward(re, im);
    for (let k = 0; k <= HALF; k += 1) {
      const j = (SIZE - k) % SIZE;
      const [a, b, c, d] = [re[k] as number, im[k] as number, re[j] as number, im[j] as number];
      const [pulseRe, pulseIm, noiseRe, noiseIm] = [(a + c) / 2, (b - d) / 2, (b + d) / 2, (c - a) / 2];
      const hz = (k * RATE) / SIZE;
      const tone = toneHz === 0 ? 0 : Math.min(1, Math.max(0, (toneHz - hz) / BLEND_HZ + 0.5)) * Math.sqrt(1 - BREATH);
      const breath = Math.sqrt(1 - tone * tone);
      // Highs a little before lows, as in no throat in particular: a row of bare pulses sounds like a machine.
      const turn = (-this.#delay * Math.PI * hz * hz) / (RATE / 2) / RATE;
      const [cos, sin] = [Math.cos(turn) * tone, Math.sin(turn) * tone];
      const [x, y] = [pulseRe * cos - pulseIm * sin + noiseRe * breath, pulseRe * sin + pulseIm * cos + noiseIm * breath];
      const [gRe, gIm] = [gainRe[k] as number, gainIm[k] as number];
      re[k] = x * gRe - y * gIm;
      im[k] = k === 0 || k === HALF ? 0 : x * gIm + y * gRe;
      if (k > 0 && k < HALF) { re[j] = re[k] as number; im[j] = -(im[k] as number); }
    }
    this.#fourier.inverse(re, im);
    return this.#overlap(re);
  }

  /** Leaves the spectrum of minimum phase that has this amplitude in `#re` and `#im`. */
  #throat(shape: Float64Array): void {
    const [re, im] = [this.#re, this.#im.fill(0)];
    for (let k = 0; k <= HALF; k += 1) {
      re[k] = Math.log(1e-9 + (shape[k] as number));
      if (k > 0 && k < HALF) re[SIZE - k] = re[k] as number;
    }
    this.#fourier.inverse(re, im);
    for (let q = 1; q < HALF; q += 1) {
      re[q] = 2 * (re[q] as number);
      re[SIZE - q] = 0;
    }
    im.fill(0);
    this.#fourier.forward(re, im);
    for (let k = 0; k <= HALF; k += 1) {
      const [size, angle] = [Math.exp(re[k] as number), im[k] as number];
      re[k] = size * Math.cos(angle);
      im[k] = size * Math.sin(angle);
    }
  }

  /** Moves on by a hop; noise of strength 1 everywhere, pulses of the same strength at the pitch. */
  #excite(pitch: number): void {
    this.#pulses.copyWithin(0, HOP);
    this.#noise.copyWithin(0, HOP);
    this.#pulses.fill(0, HOP);
    const period = RATE / pitch;
    for (let i = HOP; i < FRAME; i += 1) {
      this.#noise[i] = normal(this.chance);
      this.#phase += 1 / period;
      if (this.#phase < 1) continue;
      this.#phase -= 1;
      // Between two samples, where the pulse really is.
      const back = this.#phase * period;
      this.#pulses[i] = (this.#pulses[i] as number) + Math.sqrt(period) * (1 - back);
      this.#pulses[i - 1] = (this.#pulses[i - 1] as number) + Math.sqrt(period) * back;
    }
  }

  /** The frame's middle lies at its own sample, so the first half of the first frame is before the sound and dropped. */
  #overlap(frame: Float64Array): Float32Array {
    for (let i = 0; i < SIZE; i += 1) this.#sum[i] = (this.#sum[i] as number) + (frame[i] as number);
    const done = Float32Array.from(this.#sum.subarray(0, HOP), soft);
    this.#sum.copyWithin(0, HOP);
    this.#sum.fill(0, SIZE - HOP);
    if (this.#begun) return done;
    this.#begun = true;
    return done.subarray(0, 0);
  }
}

/** Leaves what is below 0.7 as it is and lets nothing reach 1. */
function soft(sample: number): number {
  const size = Math.abs(sample);
  return size <= 0.7 ? sample : Math.sign(sample) * (0.7 + 0.29 * Math.tanh((size - 0.7) / 0.29));
}
