import { HOP, RATE, SIZE } from './analysis';
import { between, normal, type Uniform } from './chance';
import { Fourier } from './fourier';
import type { Spoken } from './otherVoice';

/** Samples of a spoken frame. */
const FRAME = 384;
/** Width over which tone gives way to breath, Hz. */
const BLEND_HZ = 800;
/** Breath that every tone has, a share of its amplitude: a pure row of pulses rasps. */
const BREATH = 0.12;
/** Frames overlap so that the sum of their windows is this. */
const OVERLAP = FRAME / HOP / 2;

/** Speaks frames: a row of pulses and noise, each shaped by the frame's spectrum, overlapped and added. Nothing of the voice's own waves enters. */
export class Synthesis {
  readonly #fourier = new Fourier(SIZE);
  readonly #window = Float64Array.from({ length: FRAME }, (_, i) => Math.sqrt(0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME)));
  /** Pulses and noise of the frame at hand. */
  readonly #pulses = new Float64Array(FRAME);
  readonly #noise = new Float64Array(FRAME);
  readonly #sum = new Float64Array(SIZE);
  readonly #delay: number;
  #phase = 0;
  /** Frames added. */
  #count = 0;
  /** Samples of pulses and noise that are made anew for the next frame. */
  #fresh = FRAME;

  constructor(private readonly chance: Uniform) {
    this.#delay = between(chance, 10, 30);
  }

  /** Adds a frame; gives the `HOP` samples that no later one reaches, from the first sample of the sound on. */
  add({ shape, pitch, toneHz }: Spoken): Float32Array {
    this.#excite(pitch);
    // Two real sounds in one transform: pulses as its real part, noise as its imaginary one.
    const [re, im] = [new Float64Array(SIZE), new Float64Array(SIZE)];
    for (let i = 0; i < FRAME; i += 1) {
      re[i] = (this.#pulses[i] as number) * (this.#window[i] as number);
      im[i] = (this.#noise[i] as number) * (this.#window[i] as number);
    }
    this.#fourier.forward(re, im);
    const [outRe, outIm] = [new Float64Array(SIZE), new Float64Array(SIZE)];
    for (let k = 0; k <= SIZE / 2; k += 1) {
      const j = (SIZE - k) % SIZE;
      const [a, b, c, d] = [re[k] as number, im[k] as number, re[j] as number, im[j] as number];
      const [pulseRe, pulseIm, noiseRe, noiseIm] = [(a + c) / 2, (b - d) / 2, (b + d) / 2, (c - a) / 2];
      const hz = (k * RATE) / SIZE;
      const tone = toneHz === 0 ? 0 : Math.min(1, Math.max(0, (toneHz - hz) / BLEND_HZ + 0.5)) * (1 - BREATH);
      const breath = Math.sqrt(1 - tone * tone);
      // Highs a little before lows, as in no throat in particular: a row of bare pulses sounds like a machine.
      const turn = (-this.#delay * Math.PI * hz * hz) / (RATE / 2) / RATE;
      const [cos, sin] = [Math.cos(turn) * tone, Math.sin(turn) * tone];
      const gain = shape[k] as number;
      const [x, y] = [gain * (pulseRe * cos - pulseIm * sin + noiseRe * breath), gain * (pulseRe * sin + pulseIm * cos + noiseIm * breath)];
      outRe[k] = x;
      outIm[k] = k === 0 || k === SIZE / 2 ? 0 : y;
      if (k > 0 && k < SIZE / 2) { outRe[j] = x; outIm[j] = -y; }
    }
    this.#fourier.inverse(outRe, outIm);
    return this.#overlap(outRe);
  }

  /** Moves on by a hop; noise of strength 1 everywhere, pulses of the same strength at the pitch. */
  #excite(pitch: number): void {
    const from = FRAME - this.#fresh;
    this.#pulses.copyWithin(0, this.#fresh);
    this.#noise.copyWithin(0, this.#fresh);
    this.#pulses.fill(0, from);
    const period = RATE / pitch;
    for (let i = from; i < FRAME; i += 1) {
      this.#noise[i] = normal(this.chance);
      this.#phase += 1 / period;
      if (this.#phase < 1) continue;
      this.#phase -= 1;
      // Between two samples, where the pulse really is.
      const back = this.#phase * period;
      this.#pulses[i] = (this.#pulses[i] as number) + Math.sqrt(period) * (1 - back);
      if (i > 0) this.#pulses[i - 1] = (this.#pulses[i - 1] as number) + Math.sqrt(period) * back;
    }
    this.#fresh = HOP;
  }

  /** The frame's middle lies at its own sample, so the first half of the first frame is before the sound and dropped. */
  #overlap(frame: Float64Array): Float32Array {
    for (let i = 0; i < FRAME; i += 1) this.#sum[i] = (this.#sum[i] as number) + ((frame[i] as number) * (this.#window[i] as number)) / OVERLAP;
    const done = Float32Array.from(this.#sum.subarray(0, HOP), soft);
    this.#sum.copyWithin(0, HOP);
    this.#sum.fill(0, SIZE - HOP);
    this.#count += 1;
    const early = FRAME / 2 - (this.#count - 1) * HOP;
    return early > 0 ? done.subarray(Math.min(HOP, early)) : done;
  }
}

/** Leaves what is below 0.7 as it is and lets nothing reach 1. */
function soft(sample: number): number {
  const size = Math.abs(sample);
  return size <= 0.7 ? sample : Math.sign(sample) * (0.7 + 0.29 * Math.tanh((size - 0.7) / 0.29));
}
