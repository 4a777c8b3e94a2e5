import { Analyser, type Voiced } from './analysis';
import { systemChance, Wander, type Uniform } from './chance';
import { FRAME, HOP } from './frames';
import type { Measured } from './measure';
import { OtherVoice } from './otherVoice';
import { Synthesis } from './synthesis';
import { Turns } from './turns';

/** How far what is heard may lie from where it was said, samples: 7 ms, so that lips stay in step. */
const LEAST_SYNC = 112;
const FRAME_S = HOP / 16_000;

/**
 * Speaks each voice of a sound anew as another one: what is kept of it is the pitch's movement and its colour in 48 bands every 4 ms;
 * from these another voice is made of pulses and noise, with another pitch, other resonances and other timing, all of
 * which wander at random. The numbers come from the system, live in here and are written down nowhere.
 *
 * Mono, 16 kHz; gives back as many samples as it was given, in step to 7 ms. Memory does not grow with the sound.
 */
export class Disguise {
  readonly #analyser = new Analyser();
  readonly #synthesis: Synthesis;
  /** One for each voice of the turns. */
  readonly #voices: readonly OtherVoice[];
  readonly #timing: Wander;
  /** Sound given, from sample `#heldFrom` on; frames reach before the first. */
  #held = new Float32Array(FRAME);
  #heldFrom = -FRAME;
  #given = 0;
  #told = 0;
  #frame = 0;

  constructor(measured: readonly Measured[], private readonly turns = new Turns(), chance: Uniform = systemChance()) {
    this.#voices = measured.map((voice) => new OtherVoice(voice, chance));
    this.#synthesis = new Synthesis(chance);
    this.#timing = new Wander(chance, LEAST_SYNC, 0.4);
  }

  push(piece: Float32Array): Float32Array {
    this.#hold(piece);
    this.#given += piece.length;
    return this.#speak(this.#given - FRAME / 2 - LEAST_SYNC, this.#given);
  }

  /** What is left when all was given. */
  end(): Float32Array {
    this.#hold(new Float32Array(FRAME + LEAST_SYNC));
    return this.#speak(this.#given + FRAME / 2, this.#given);
  }

  #hold(piece: Float32Array): void {
    const held = new Float32Array(this.#held.length + piece.length);
    held.set(this.#held);
    held.set(piece, this.#held.length);
    this.#held = held;
  }

  /** All frames whose middle lies before a sample, and what became complete by them, up to another. */
  #speak(beforeSample: number, upTo: number): Float32Array {
    const out: Float32Array[] = [];
    for (; this.#frame * HOP < beforeSample; this.#frame += 1) out.push(this.#synthesis.add(this.#other(this.#frame * HOP)));
    const kept = Math.max(0, this.#frame * HOP - FRAME);
    if (kept > this.#heldFrom) {
      this.#held = this.#held.slice(kept - this.#heldFrom);
      this.#heldFrom = kept;
    }
    return this.#join(out, upTo);
  }

  #other(middle: number): ReturnType<OtherVoice['speak']> {
    const heardAt = middle + Math.round(this.#timing.next(FRAME_S));
    const from = heardAt - FRAME / 2 - this.#heldFrom;
    const heard: Voiced = this.#analyser.hear(this.#held.subarray(Math.max(0, from), Math.max(0, from) + FRAME));
    return (this.#voices[this.turns.at(heardAt)] as OtherVoice).speak(heard);
  }

  #join(pieces: readonly Float32Array[], upTo: number): Float32Array {
    const whole = new Float32Array(Math.min(pieces.reduce((n, p) => n + p.length, 0), upTo - this.#told));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece.subarray(0, Math.max(0, whole.length - at)), at);
      at += Math.min(piece.length, whole.length - at);
    }
    this.#told += whole.length;
    return whole;
  }
}
