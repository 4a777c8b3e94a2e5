import { createPowerSpectrum } from '../../electron/core/transcription/align/fft';
import { seeded } from './random';

/**
 * A classical speaker verifier: cepstra, a mixture of normal distributions trained on everybody, its means adapted to one
 * voice, and the angle between two such voices (Reynolds et al., Speaker Verification Using Adapted Gaussian Mixture
 * Models, 2000). It stands in for a neural one: no weights of such a network could be had where this was written.
 */
const RATE = 16_000;
const WINDOW = 400;
const STEP = 160;
const FFT = 512;
const MELS = 26;
const CEPSTRA = 19;
const MIXTURE = 32;
/** How much sound it takes until the voice counts as much as everybody, frames of each distribution. */
const RELEVANCE = 10;

const toMel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const fromMel = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

export type Frames = readonly Float64Array[];

/**
 * What a verifier listens to: cepstra along the mel scale as they are or with their mean taken out; or, so that no disguise is made for
 * one pair of ears, along all frequencies alike, with how they move, mean and variance taken out.
 */
export type Ears = 'plain' | 'normalised' | 'linear';

/**
 * Cepstra of the louder frames.
 *
 * @param stretch ratio by which frequencies are moved before they are looked at: an attacker's try to undo a disguise.
 */
export function cepstraOf(pcm: Float32Array, { stretch = 1, ears = 'normalised' }: { stretch?: number; ears?: Ears } = {}): Frames {
  const spectrum = createPowerSpectrum(FFT);
  const power = new Float64Array(FFT / 2 + 1);
  const frame = new Float64Array(FFT);
  const edges = Float64Array.from({ length: MELS + 2 }, (_, m) => {
    const share = m / (MELS + 1);
    return ((ears === 'linear' ? 150 + 6_850 * share : fromMel(toMel(100) + (toMel(5_600) - toMel(100)) * share)) * stretch * FFT) / RATE;
  });
  const all: { loud: number; values: Float64Array }[] = [];
  for (let at = 0; at + WINDOW <= pcm.length; at += STEP) {
    frame.fill(0);
    for (let i = 0; i < WINDOW; i += 1) frame[i] = ((pcm[at + i] ?? 0) - 0.97 * (pcm[at + i - 1] ?? 0)) * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (WINDOW - 1)));
    spectrum.run(frame, power);
    const mels = Float64Array.from({ length: MELS }, (_, m) => Math.log(1e-9 + triangle(power, edges[m] ?? 0, edges[m + 1] ?? 0, edges[m + 2] ?? 0)));
    const values = Float64Array.from({ length: CEPSTRA }, (_, c) => mels.reduce((sum, v, m) => sum + v * Math.cos((Math.PI * (c + 1) * (m + 0.5)) / MELS), 0));
    all.push({ loud: mels.reduce((sum, v) => sum + v, 0), values });
  }
  const quiet = all.map(({ loud }) => loud).sort((a, b) => a - b)[Math.floor(all.length * 0.4)] ?? 0;
  const heard = ears === 'linear' ? withMovement(all.map(({ values }) => values)) : all.map(({ values }) => values);
  const kept = heard.filter((_, i) => (all[i]?.loud ?? 0) >= quiet);
  if (ears === 'plain') return kept;
  const [mean, variance] = momentsOf(kept);
  return kept.map((values) => values.map((v, c) => (v - (mean[c] ?? 0)) / (ears === 'linear' ? Math.sqrt(variance[c] ?? 1) + 1e-9 : 1)));
}

/** Each frame with how it moves over 40 ms. */
function withMovement(frames: Frames): Frames {
  return frames.map((values, i) => {
    const [before, after] = [frames[Math.max(0, i - 2)] ?? values, frames[Math.min(frames.length - 1, i + 2)] ?? values];
    return Float64Array.from([...values, ...values.map((_, c) => (after[c] ?? 0) - (before[c] ?? 0))]);
  });
}

function momentsOf(frames: Frames): [mean: Float64Array, variance: Float64Array] {
  const [mean, square] = [0, 1].map(() => new Float64Array(frames[0]?.length ?? 0)) as [Float64Array, Float64Array];
  for (const values of frames) values.forEach((v, c) => {
    mean[c] = (mean[c] ?? 0) + v / frames.length;
    square[c] = (square[c] ?? 0) + (v * v) / frames.length;
  });
  return [mean, square.map((v, c) => Math.max(0, v - (mean[c] ?? 0) ** 2))];
}

function triangle(power: Float64Array, from: number, middle: number, to: number): number {
  let sum = 0;
  for (let k = Math.ceil(from); k < Math.min(to, power.length); k += 1) sum += (power[k] ?? 0) * (k < middle ? (k - from) / (middle - from) : (to - k) / (to - middle));
  return sum;
}

interface Normal { weight: number; mean: Float64Array; variance: Float64Array }

export class Verifier {
  readonly #everybody: Normal[];
  /** Numbers of a frame. */
  readonly #size: number;

  /** @param everybody frames of many voices. */
  constructor(everybody: Frames) {
    this.#everybody = train(everybody);
    this.#size = (everybody[0] as Float64Array).length;
  }

  /** A voice as what sets it apart from everybody; compare with `likeness`. */
  print(frames: Frames): Float64Array {
    const { counts, sums } = share(this.#everybody, frames);
    return Float64Array.from({ length: MIXTURE * this.#size }, (_, i) => {
      const [m, c] = [Math.floor(i / this.#size), i % this.#size];
      const [one, n] = [this.#everybody[m] as Normal, counts[m] ?? 0];
      const moved = ((sums[m]?.[c] ?? 0) - n * (one.mean[c] ?? 0)) / (n + RELEVANCE);
      return (Math.sqrt(one.weight) * moved) / Math.sqrt(one.variance[c] ?? 1);
    });
  }
}

/** Cosine of the angle between two prints. */
export function likeness(a: Float64Array, b: Float64Array): number {
  const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, v, i) => sum + v * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** The threshold at which as many strangers pass as friends are refused, and how many of each. */
export function equalError(friends: readonly number[], strangers: readonly number[]): { threshold: number; rate: number } {
  const places = [...friends, ...strangers].sort((a, b) => a - b);
  const share_ = (list: readonly number[], passes: (v: number) => boolean): number => list.filter(passes).length / list.length;
  let best = { threshold: 0, rate: 1, gap: Infinity };
  for (const threshold of places) {
    const [refused, passed] = [share_(friends, (v) => v < threshold), share_(strangers, (v) => v >= threshold)];
    if (Math.abs(refused - passed) < best.gap) best = { threshold, rate: (refused + passed) / 2, gap: Math.abs(refused - passed) };
  }
  return best;
}

function train(frames: Frames): Normal[] {
  const random = seeded(7);
  const whole = momentsOf(frames)[1];
  let mixture = Array.from({ length: MIXTURE }, (): Normal => ({ weight: 1 / MIXTURE, mean: Float64Array.from(random.pick(frames)), variance: Float64Array.from(whole) }));
  for (let round = 0; round < 12; round += 1) {
    const { counts, sums, squares } = share(mixture, frames);
    mixture = mixture.map((old, m) => {
      const n = counts[m] ?? 0;
      if (n < 20) return old;
      const mean = whole.map((_, c) => (sums[m]?.[c] ?? 0) / n);
      return { weight: n / frames.length, mean, variance: Float64Array.from(mean, (v, c) => Math.max(0.02 * (whole[c] ?? 1), (squares[m]?.[c] ?? 0) / n - v * v)) };
    });
  }
  return mixture;
}

/** How much of each frame belongs to which distribution, added up. */
function share(mixture: readonly Normal[], frames: Frames): { counts: Float64Array; sums: Float64Array[]; squares: Float64Array[] } {
  const [counts, size] = [new Float64Array(MIXTURE), frames[0]?.length ?? 0];
  const sums = mixture.map(() => new Float64Array(size));
  const squares = mixture.map(() => new Float64Array(size));
  const constant = mixture.map(({ weight, variance }) => Math.log(weight + 1e-12) - 0.5 * variance.reduce((sum, v) => sum + Math.log(v), 0));
  const logs = new Float64Array(MIXTURE);
  for (const frame of frames) {
    let most = -Infinity;
    for (let m = 0; m < MIXTURE; m += 1) {
      const { mean, variance } = mixture[m] as Normal;
      let log = constant[m] as number;
      for (let c = 0; c < size; c += 1) log -= (0.5 * ((frame[c] as number) - (mean[c] as number)) ** 2) / (variance[c] as number);
      logs[m] = log;
      most = Math.max(most, log);
    }
    let total = 0;
    for (let m = 0; m < MIXTURE; m += 1) total += logs[m] = Math.exp((logs[m] as number) - most);
    for (let m = 0; m < MIXTURE; m += 1) {
      const part = (logs[m] as number) / total;
      if (part < 1e-4) continue;
      counts[m] = (counts[m] as number) + part;
      const [sum, square] = [sums[m] as Float64Array, squares[m] as Float64Array];
      for (let c = 0; c < size; c += 1) {
        sum[c] = (sum[c] as number) + part * (frame[c] as number);
        square[c] = (square[c] as number) + part * (frame[c] as number) ** 2;
      }
    }
  }
  return { counts, sums, squares };
}
