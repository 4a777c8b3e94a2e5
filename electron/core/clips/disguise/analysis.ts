import { Envelope } from './envelope';
import { Fourier } from './fourier';
import { FRAME, RATE, SIZE } from './frames';

/** Bands in which a voice's colour is kept. All that is finer is gone. */
export const BANDS = 48;
const LOWEST_HZ = 70;
const HIGHEST_HZ = 7_800;
/** Pitch that is looked for, Hz. */
export const PITCH_HZ = { least: 65, most: 420 } as const;
/** Where nobody says a vowel the colour is heard as if it were one of this pitch, Hz: in 15 ms, so that a plosive stays one. */
const UNVOICED_HZ = 200;
/** Likeness to itself a period later from which on sound is taken for partly, and for wholly, a vowel's. */
const TONE_FROM = 0.3;
const TONE_TO = 0.6;
const QUIETEST = 1e-12;

/** What is kept of 40 ms of sound. */
export interface Voiced {
  /** Natural logarithm of the power in each band, per sample of white noise of the same strength. */
  readonly bands: Float64Array;
  /** Hz; 0 where there is none. */
  readonly pitch: number;
  /** How much of it is a vowel's tone and not breath: 0 to 1. */
  readonly tone: number;
}

export const toMel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const fromMel = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);
const MEL_FROM = toMel(LOWEST_HZ);
const MEL_STEP = (toMel(HIGHEST_HZ) - MEL_FROM) / (BANDS - 1);
/** Where the bands have their middle, Hz. */
export const BAND_HZ = Float64Array.from({ length: BANDS }, (_, b) => fromMel(MEL_FROM + b * MEL_STEP));
const BIN_HZ = RATE / SIZE;

/** The place of a frequency among the bands: 0 is the middle of the first. */
export function bandAt(hz: number): number {
  return (toMel(Math.max(0, hz)) - MEL_FROM) / MEL_STEP;
}

/** Hears a voice frame by frame as its pitch and its colour in a few bands; everything else of it is dropped here. */
export class Analyser {
  readonly #fourier = new Fourier(SIZE);
  readonly #window = Float64Array.from({ length: FRAME }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME));
  readonly #envelope = new Envelope();
  readonly #own = new Float64Array(SIZE / 2);
  readonly #re = new Float64Array(SIZE);
  readonly #im = new Float64Array(SIZE);

  constructor() {
    // How alike the window is to itself later: divided out of the sound's own likeness, so that low voices are not taken for high ones.
    for (let lag = 0; lag < SIZE / 2; lag += 1) for (let i = 0; i + lag < FRAME; i += 1) this.#own[lag] = (this.#own[lag] as number) + (this.#window[i] as number) * (this.#window[i + lag] as number);
  }

  /** @param frame `FRAME` samples. */
  hear(frame: Float32Array): Voiced {
    const [re, im] = [this.#re.fill(0), this.#im.fill(0)];
    for (let i = 0; i < FRAME; i += 1) re[i] = (frame[i] ?? 0) * (this.#window[i] as number);
    this.#fourier.forward(re, im);
    for (let k = 0; k < SIZE; k += 1) {
      const power = (re[k] as number) ** 2 + (im[k] as number) ** 2;
      // Squared spectrum's transform is the sound's likeness to itself later; the highs, noisy, are left out of it.
      const hz = Math.min(k, SIZE - k) * BIN_HZ;
      re[k] = hz < 50 || hz > 2_000 ? 0 : power;
      im[k] = 0;
    }
    this.#fourier.inverse(re, im);
    const { pitch, likeness } = this.#pitch(re);
    const tone = Math.min(1, Math.max(0, (likeness - TONE_FROM) / (TONE_TO - TONE_FROM)));
    return { bands: bandsOf(this.#envelope.of(frame, tone > 0 ? pitch : UNVOICED_HZ)), pitch: tone > 0 ? pitch : 0, tone };
  }

  /** The lag of the first strong peak. Lags are at most 247 samples: what wraps around, since SIZE is not twice FRAME, lies beyond 384. */
  #pitch(likeness: Float64Array): { pitch: number; likeness: number } {
    const whole = (likeness[0] as number) / (this.#own[0] as number) || QUIETEST;
    const at = (lag: number): number => (likeness[lag] as number) / (this.#own[lag] as number) / whole;
    const [from, to] = [Math.floor(RATE / PITCH_HZ.most), Math.ceil(RATE / PITCH_HZ.least)];
    let most = 0;
    for (let lag = from; lag <= to; lag += 1) most = Math.max(most, at(lag));
    for (let lag = from; lag <= to; lag += 1) {
      const [before, here, after] = [at(lag - 1), at(lag), at(lag + 1)];
      // The first peak nearly as high as the highest: a period twice as long is as alike.
      if (here < 0.88 * most || here < before || here < after) continue;
      const bend = before - 2 * here + after;
      const shift = bend < 0 ? (0.5 * (before - after)) / bend : 0;
      return { pitch: RATE / (lag + shift), likeness: here };
    }
    return { pitch: 0, likeness: 0 };
  }
}

/** The envelope at the bands' middles: it is smooth already, over a harmonic's distance at least. */
function bandsOf(envelope: Float64Array): Float64Array {
  return Float64Array.from(BAND_HZ, (hz) => {
    const bin = Math.floor(hz / BIN_HZ);
    const [low, high] = [envelope[bin] as number, envelope[bin + 1] as number];
    return low + (high - low) * (hz / BIN_HZ - bin);
  });
}
