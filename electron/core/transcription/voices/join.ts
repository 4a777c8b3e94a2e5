/** A voice as it was heard in one window of a footage. */
export interface WindowVoice {
  readonly id: number;
  /** How long it was heard alone, seconds. */
  readonly seconds: number;
  /** Of length one. */
  readonly print: readonly number[];
}

/** Prints this alike, by the cosine of the angle between them, are of one voice. 3D-Speaker's own threshold for CAM++ lies about there. */
const SAME = 0.5;
/** A voice heard for less says too little to be somebody of its own. Seconds. */
const LEAST_S = 4;

interface Person {
  readonly ids: readonly number[];
  readonly seconds: number;
  readonly print: readonly number[];
}

/**
 * Finds which voices of different windows are the same person's: the two most alike are made one again and again
 * (agglomerative clustering by centroids), until none are alike enough, or as many are
 * left as there are people. What was heard too briefly joins the one it is like, or nobody.
 *
 * @param people how many speak, from 1; null: as many as there are unlike voices.
 * @returns the person of each voice by its id, from 0 in order of the voices' ids; a voice that is nobody's is not in it.
 */
export function joinVoices(voices: readonly WindowVoice[], people: number | null): ReadonlyMap<number, number> {
  let persons = voices.map(({ id, seconds, print }): Person => ({ ids: [id], seconds, print: [...print] }));
  for (let pair = nextPair(persons, people); pair; pair = nextPair(persons, people)) {
    const [a, b] = pair;
    persons = [...persons.filter((one) => one !== a && one !== b), together(a, b)];
  }
  const found = new Map<number, number>();
  persons.filter(isSomebody).sort((a, b) => Math.min(...a.ids) - Math.min(...b.ids)).forEach(({ ids }, index) => {
    for (const id of ids) found.set(id, index);
  });
  return found;
}

/** The two most alike of those that may become one. */
function nextPair(persons: readonly Person[], people: number | null): readonly [Person, Person] | null {
  const tooMany = people !== null && persons.filter(isSomebody).length > people;
  let best: readonly [Person, Person] | null = null;
  let most = -Infinity;
  persons.forEach((a, i) => {
    for (const b of persons.slice(i + 1)) {
      const alike = cosine(a.print, b.print);
      // Told how many there are, no more of them become one once so many are left, and none stay two for being unlike.
      const may = people !== null && isSomebody(a) && isSomebody(b) ? tooMany : alike >= SAME;
      if (may && alike > most) [best, most] = [[a, b], alike];
    }
  });
  return best;
}

function isSomebody({ seconds }: Person): boolean {
  return seconds >= LEAST_S;
}

function together(a: Person, b: Person): Person {
  const print = a.print.map((value, i) => value * a.seconds + (b.print[i] ?? 0) * b.seconds);
  return { ids: [...a.ids, ...b.ids], seconds: a.seconds + b.seconds, print };
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b) || 1);
}
