import { bandAt, BANDS, type Voiced } from './analysis';
import { between, Wander, type Uniform } from './chance';
import { HOP, RATE, SIZE } from './frames';
import { Habits } from './habits';
import type { Measured } from './measure';
import { bandsOf } from './waves';

/** What is to be spoken for one frame. */
export interface Spoken {
  /** Amplitude at each frequency, `SIZE / 2 + 1` of them. */
  readonly shape: Float64Array;
  /** Hz. */
  readonly pitch: number;
  /** Hz up to which it is tone and above which it is breath; 0 for breath alone. */
  readonly toneHz: number;
}

const FRAME_S = HOP / RATE;
/** Another voice's middle pitch, Hz, and how far at least from the voice's own (a ratio: four semitones). */
const OTHER_PITCH = { least: 95, most: 230, away: 1.26 } as const;
/** How far resonances move, a ratio less one: as between two men, up or down. */
const OTHER_SIZE = { least: 0.04, most: 0.1 } as const;
/** How much of the pitch's movement is kept. */
const MOVEMENT = 0.6;
/** Of how many sounds it is learnt how loud the other voice would be. */
const GAIN_FRAMES = 300;
/** Places along the bands at which resonances wander on their own. */
const KNOTS = 6;
/** How many bands each of these places is moved at most, for the whole clip. */
const BENT = 0.45;

/** Turns what is kept of a voice into what another one would say. Everything random about it wanders for as long as it speaks. */
export class OtherVoice {
  readonly #shape = new Float64Array(SIZE / 2 + 1);
  readonly #pitch: number;
  readonly #size: number;
  readonly #sizes: Wander;
  readonly #drift: Wander;
  readonly #knots: readonly Wander[];
  readonly #colour: readonly Wander[];
  readonly #habits: Habits;
  readonly #bent: readonly number[];
  /** What keeps it as loud as the voice: all that is drawn changes how loud sounds are, and nobody shall shout who did not. */
  #gain = 1;
  #last = 0;

  constructor(private readonly measured: Measured, chance: Uniform) {
    this.#pitch = otherPitch(measured.pitch, chance);
    const size = 1 + between(chance, OTHER_SIZE.least, OTHER_SIZE.most);
    this.#size = chance() < 0.5 ? size : 1 / size;
    this.#sizes = new Wander(chance, 0.03, 3);
    this.#habits = new Habits(measured.sample, chance);
    this.#bent = Array.from({ length: KNOTS }, () => between(chance, -BENT, BENT));
    this.#drift = new Wander(chance, 0.12, 2);
    this.#knots = Array.from({ length: KNOTS }, () => new Wander(chance, 0.3, 2.5));
    this.#colour = Array.from({ length: KNOTS }, () => new Wander(chance, 0.35, 2.5));
    this.#gain = this.#evenGain();
  }

  /** By the voice's own sounds, once for the whole clip: one that followed the sound would shift where sounds begin. */
  #evenGain(): number {
    const { sample } = this.measured;
    const [heard, said] = [new Float64Array(SIZE / 2 + 1), new Float64Array(SIZE / 2 + 1)];
    for (let i = 0; i < sample.length; i += Math.ceil(sample.length / GAIN_FRAMES)) {
      const bands = bandsOf(sample[i] as Float64Array);
      for (let k = 0; k < heard.length; k += 1) heard[k] = (heard[k] as number) + Math.exp(valueAt(bands, bandAt((k * RATE) / SIZE)));
      this.#shaped(this.#habits.change(bands)).forEach((amplitude, k) => { said[k] = (said[k] as number) + amplitude ** 2; });
    }
    const [before, after] = [heard, said].map((power) => power.reduce((sum, v) => sum + v, 0)) as [number, number];
    return after > 0 ? Math.sqrt(before / after) : 1;
  }

  speak({ bands, pitch, tone }: Voiced): Spoken {
    if (pitch > 0) this.#last = this.#last === 0 ? pitch : this.#last ** 0.5 * pitch ** 0.5;
    const own = this.measured.pitch || this.#last || this.#pitch;
    const moved = this.#pitch * ((this.#last || own) / own) ** MOVEMENT * Math.exp(this.#drift.next(FRAME_S));
    return { shape: this.#shaped(this.#habits.change(bands)), pitch: Math.min(400, Math.max(60, moved)), toneHz: tone > 0 ? 900 + 4_600 * tone : 0 };
  }

  #shaped(bands: Float64Array): Float64Array {
    const size = this.#size * Math.exp(this.#sizes.next(FRAME_S));
    const shifts = this.#knots.map((knot, i) => knot.next(FRAME_S) + (this.#bent[i] as number));
    const colours = this.#colour.map((knot) => knot.next(FRAME_S));
    for (let k = 0; k <= SIZE / 2; k += 1) {
      const hz = (k * RATE) / SIZE;
      const place = bandAt(hz / size);
      const along = (Math.min(1, Math.max(0, place / (BANDS - 1)))) * (KNOTS - 1);
      const from = place + valueAt(shifts, along);
      const log = valueAt(bands, from) + valueAt(colours, along);
      // What lies beyond the bands falls off.
      const beyond = Math.max(0, -from) * 1.2 + Math.max(0, from - (BANDS - 1)) * 0.7;
      this.#shape[k] = this.#gain * Math.exp((log - beyond) / 2);
    }
    return this.#shape;
  }
}

/** Between two values in a row; at its ends the first and the last. */
function valueAt(row: ArrayLike<number>, place: number): number {
  const at = Math.min(row.length - 1, Math.max(0, place));
  const low = Math.min(row.length - 2, Math.floor(at));
  return (row[low] as number) + ((row[low + 1] as number) - (row[low] as number)) * (at - low);
}

function otherPitch(own: number, chance: Uniform): number {
  for (;;) {
    const pitch = OTHER_PITCH.least * (OTHER_PITCH.most / OTHER_PITCH.least) ** chance();
    if (own === 0 || pitch > own * OTHER_PITCH.away || pitch < own / OTHER_PITCH.away) return pitch;
  }
}
