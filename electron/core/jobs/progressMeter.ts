/** How fast older speed fades from the estimate, milliseconds: long enough to ride over a pause, short enough to follow a change. */
const MEMORY_MS = 10_000;
/** Below this there is too little to go by, milliseconds. */
const WARM_UP_MS = 1_000;

/** Estimates the time left of one run from how its progress has moved so far (exponentially smoothed speed). */
export class ProgressMeter {
  #start: number | null = null;
  #last = { at: 0, fraction: 0 };
  /** Fraction per millisecond. */
  #speed: number | null = null;

  /** Takes a progress of 0 to 1 at `nowMs` and answers with the milliseconds left, null while unknown. */
  update(fraction: number, nowMs: number): number | null {
    if (this.#start === null) {
      // A resumed job begins in the middle: what was done before says nothing about today's speed.
      this.#start = nowMs;
      this.#last = { at: nowMs, fraction };
      return null;
    }
    const elapsed = nowMs - this.#last.at;
    if (elapsed > 0 && fraction >= this.#last.fraction) {
      const current = (fraction - this.#last.fraction) / elapsed;
      const weight = this.#speed === null ? 1 : 1 - Math.exp(-elapsed / MEMORY_MS);
      this.#speed = (this.#speed ?? 0) * (1 - weight) + current * weight;
      this.#last = { at: nowMs, fraction };
    }
    if (nowMs - this.#start < WARM_UP_MS || this.#speed === null || this.#speed <= 0) return null;
    return Math.round((1 - fraction) / this.#speed);
  }
}
