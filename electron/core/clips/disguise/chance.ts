import { randomFillSync } from 'node:crypto';

/** Where random numbers come from: 0 ≤ x < 1. */
export type Uniform = () => number;

/**
 * The system's random numbers. Not `Math.random`, whose state can be computed from what it gave: whoever has a disguised
 * voice has its noise.
 */
export function systemChance(): Uniform {
  const pool = new Uint32Array(4096);
  let at = pool.length;
  return () => {
    if (at === pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    const value = pool[at] as number;
    pool[at] = 0;
    at += 1;
    return value / 4_294_967_296;
  };
}

/** Normally distributed, mean 0, deviation 1: the sum of four even ones is near enough. */
export function normal(chance: Uniform): number {
  return (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3);
}

export function between(chance: Uniform, least: number, most: number): number {
  return least + (most - least) * chance();
}

/** A value that wanders about 0 without ever leaving ±`most` (an Ornstein–Uhlenbeck process, bent at its bounds). */
export class Wander {
  #x: number;

  /**
   * @param most bound of what it answers; half of it is its usual size.
   * @param seconds after which it has forgotten where it was.
   */
  constructor(private readonly chance: Uniform, private readonly most: number, private readonly seconds: number) {
    this.#x = normal(chance);
  }

  /** Its value after another `dt` seconds. */
  next(dt: number): number {
    const kept = Math.exp(-dt / this.seconds);
    this.#x = this.#x * kept + normal(this.chance) * Math.sqrt(1 - kept * kept);
    return this.most * Math.tanh(this.#x * 0.55);
  }
}
