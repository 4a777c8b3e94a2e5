import { Analyser, BAND_HZ, BANDS, PITCH_HZ } from './analysis';
import { FRAME, HOP } from './frames';

/** What all of a sound is like on average: what a disguise takes away first. */
export interface Measured {
  /** Middle pitch of the voice, Hz; 0 where none was heard. */
  readonly pitch: number;
  /** For each band what must be added (natural logarithm of power) to sound like anybody. */
  readonly toAnybody: Float64Array;
  /** Middle power in each band, natural logarithm, where anything is heard. */
  readonly colour: Float64Array;
}

/**
 * Speech of men and women in thirteen languages on average, decibels in each third of an octave (after Byrne et al.,
 * J. Acoust. Soc. Am. 96, 1994).
 */
const ANYBODY: readonly (readonly [hz: number, db: number])[] = [
  [63, 38.6], [80, 43.5], [100, 54.4], [125, 57.7], [160, 56.8], [200, 60.2], [250, 60.3], [315, 59], [400, 62.1], [500, 62.1], [630, 60.5],
  [800, 56.8], [1000, 53.7], [1250, 53], [1600, 52], [2000, 48.7], [2500, 48.1], [3150, 46.8], [4000, 45.6], [5000, 44.5], [6300, 44.3], [8000, 43.7],
];
/** How much of the difference to anybody is taken away, and how much of it at most (natural logarithm of power: 12 dB). */
const SHARE = 0.85;
const MOST = 2.76;
const TO_LOG = Math.LN10 / 10;

/** Adds up what a sound is like. Memory does not grow with it. */
export class Measure {
  readonly #analyser = new Analyser();
  readonly #power = new Float64Array(BANDS);
  /** Pitches by the 24th of an octave. */
  readonly #pitches = new Float64Array(100);
  #held = new Float32Array(0);

  push(piece: Float32Array): void {
    const samples = new Float32Array(this.#held.length + piece.length);
    samples.set(this.#held);
    samples.set(piece, this.#held.length);
    let at = 0;
    for (; at + FRAME <= samples.length; at += 4 * HOP) {
      const { bands, pitch, tone } = this.#analyser.hear(samples.subarray(at, at + FRAME));
      let loud = 0;
      for (let b = 0; b < BANDS; b += 1) {
        this.#power[b] = (this.#power[b] as number) + Math.exp(bands[b] as number);
        loud += Math.exp(bands[b] as number);
      }
      if (pitch > 0) {
        const step = Math.floor(24 * Math.log2(pitch / PITCH_HZ.least));
        this.#pitches[step] = (this.#pitches[step] ?? 0) + tone * Math.sqrt(loud);
      }
    }
    this.#held = samples.slice(at);
  }

  end(): Measured {
    const all = this.#pitches.reduce((sum, n) => sum + n, 0);
    let below = 0;
    const middle = this.#pitches.findIndex((n) => (below += n) >= all / 2);
    return { pitch: all > 0 ? PITCH_HZ.least * 2 ** ((middle + 0.5) / 24) : 0, toAnybody: this.#toAnybody(), colour: this.#power.map((power) => Math.log(power + 1e-12)) };
  }

  #toAnybody(): Float64Array {
    const whole = this.#power.reduce((sum, p) => sum + p, 0);
    if (whole === 0) return new Float64Array(BANDS);
    const own = this.#power.map((p) => Math.log(p / whole + 1e-9));
    const target = Float64Array.from(BAND_HZ, (hz) => anybodyDb(hz) * TO_LOG);
    const level = Math.log(target.reduce((sum, d) => sum + Math.exp(d), 0));
    const change = own.map((p, b) => Math.max(-MOST, Math.min(MOST, SHARE * ((target[b] as number) - level - p))));
    // As loud as before.
    const after = Math.log(change.reduce((sum, c, b) => sum + Math.exp(c + (own[b] as number)), 0) / own.reduce((sum, p) => sum + Math.exp(p), 0));
    return change.map((c) => c - after);
  }
}

/** Power in each hertz, decibels. */
function anybodyDb(hz: number): number {
  const i = Math.max(1, ANYBODY.findIndex(([at]) => at >= hz));
  const [[lowHz, low], [highHz, high]] = [ANYBODY[i - 1] as readonly [number, number], ANYBODY[i] as readonly [number, number]];
  const at = Math.max(0, Math.log(hz / lowHz) / Math.log(highHz / lowHz));
  return low + (high - low) * at - 10 * Math.log10(0.23 * hz);
}
