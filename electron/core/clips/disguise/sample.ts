import type { Uniform } from './chance';

/** Colours that are kept of a sound however long it is: a minute of it, 0.9 MB. */
const MOST = 4_096;

/** Keeps colours of a sound drawn by chance, each as likely as any other (reservoir sampling; Vitter, algorithm R, 1985). Memory does not grow. */
export class Sample {
  readonly #kept: Float64Array[] = [];
  #seen = 0;

  constructor(private readonly chance: Uniform) {}

  add(waves: Float64Array): void {
    this.#seen += 1;
    if (this.#kept.length < MOST) this.#kept.push(waves);
    else {
      const at = Math.floor(this.#seen * this.chance());
      if (at < MOST) this.#kept[at] = waves;
    }
  }

  end(): readonly Float64Array[] {
    return this.#kept;
  }
}
