import { RATE } from './frames';

/** When who speaks. */
export interface Turn {
  /** Microseconds of the sound. */
  readonly startUs: number;
  readonly endUs: number;
  /** The same for all that one person says. */
  readonly speaker: string;
}

/** Whose voice each moment of a sound is. Between two turns it is the nearer one's; where nobody told, all is one voice. */
export class Turns {
  /** How many voices there are. */
  readonly voices: number;
  /** From which moments on each voice is heard. */
  readonly #borders: { readonly fromUs: number; readonly voice: number }[] = [];

  constructor(turns: readonly Turn[] = []) {
    const numbers = new Map<string, number>();
    let before = { endUs: 0, voice: 0 };
    for (const { startUs, endUs, speaker } of [...turns].sort((a, b) => a.startUs - b.startUs)) {
      const voice = numbers.get(speaker) ?? numbers.size;
      numbers.set(speaker, voice);
      this.#borders.push({ fromUs: startUs > before.endUs ? (before.endUs + startUs) / 2 : startUs, voice });
      // A word thrown in: the other one speaks on behind it.
      if (endUs < before.endUs) this.#borders.push({ fromUs: endUs, voice: before.voice });
      else before = { endUs, voice };
    }
    this.voices = Math.max(1, numbers.size);
  }

  /** @param sample of the sound at 16 kHz. */
  at(sample: number): number {
    const us = (sample / RATE) * 1e6;
    let [low, high] = [0, this.#borders.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#borders[middle]?.fromUs ?? 0) <= us) low = middle;
      else high = middle;
    }
    return this.#borders[low]?.voice ?? 0;
  }
}
