import { Analyser, PITCH_HZ } from './analysis';
import { systemChance, type Uniform } from './chance';
import { FRAME, HOP } from './frames';
import { Sample } from './sample';
import { Turns } from './turns';
import { SILENT, wavesOf } from './waves';

/** What a voice is like: what a disguise takes away first. */
export interface Measured {
  /** Middle pitch of the voice, Hz; 0 where none was heard. */
  readonly pitch: number;
  /** Colours that it has, in waves, drawn by chance; of silence none. */
  readonly sample: readonly Float64Array[];
}

/** Samples from one frame that is looked at to the next: 16 ms. */
const STEP = 4 * HOP;

/** Adds up what each voice of a sound is like. Memory does not grow with it. */
export class Measure {
  readonly #analyser = new Analyser();
  readonly #voices: readonly { readonly pitches: Pitches; readonly sample: Sample }[];
  #held = new Float32Array(0);
  /** Sample of the sound that the next frame begins with. */
  #at = 0;

  constructor(private readonly turns = new Turns(), chance: Uniform = systemChance()) {
    this.#voices = Array.from({ length: turns.voices }, () => ({ pitches: new Pitches(), sample: new Sample(chance) }));
  }

  push(piece: Float32Array): void {
    const samples = new Float32Array(this.#held.length + piece.length);
    samples.set(this.#held);
    samples.set(piece, this.#held.length);
    let at = 0;
    for (; at + FRAME <= samples.length; at += STEP, this.#at += STEP) {
      const { bands, pitch, tone } = this.#analyser.hear(samples.subarray(at, at + FRAME));
      const voice = this.#voices[this.turns.at(this.#at + FRAME / 2)];
      const waves = wavesOf(bands);
      if ((waves[0] as number) >= SILENT) voice?.sample.add(waves);
      if (pitch > 0) voice?.pitches.add(pitch, tone * Math.sqrt(bands.reduce((sum, band) => sum + Math.exp(band), 0)));
    }
    this.#held = samples.slice(at);
  }

  /** Each voice of the turns; of silence one without a pitch. */
  end(): readonly Measured[] {
    return this.#voices.map(({ pitches, sample }) => ({ pitch: pitches.middle(), sample: sample.end() }));
  }
}

/** Pitches by the 24th of an octave. */
class Pitches {
  readonly #steps = new Float64Array(100);

  add(pitch: number, weight: number): void {
    const step = Math.floor(24 * Math.log2(pitch / PITCH_HZ.least));
    this.#steps[step] = (this.#steps[step] ?? 0) + weight;
  }

  /** Hz; 0 where there was none. */
  middle(): number {
    const all = this.#steps.reduce((sum, n) => sum + n, 0);
    let below = 0;
    const middle = this.#steps.findIndex((n) => (below += n) >= all / 2);
    return all > 0 ? PITCH_HZ.least * 2 ** ((middle + 0.5) / 24) : 0;
  }
}
