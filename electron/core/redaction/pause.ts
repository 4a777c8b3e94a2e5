import type { Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { PausePolicy } from './policy';
import { possibleSpan } from './wordTimes';

/** Speech that cannot be cut without cutting into a word: a word, or several that are spoken over each other. */
interface Run extends Span {
  readonly words: readonly Span[];
}

/**
 * Where people pause, by all the time in which words may have been spoken (`possibleSpan`): what has no trusted time is
 * speech as long as it may last, and a text without words is speech throughout.
 */
export class Pauses {
  readonly #after: readonly Run[];
  /** The same mirrored in time, so that both directions are one search. */
  readonly #before: readonly Run[];

  constructor(segments: readonly Segment[], private readonly policy: PausePolicy) {
    const words = segments.flatMap((s) => (s.words.length > 0 ? s.words.map((_, i) => possibleSpan(s, i)) : s.text.trim() === '' ? [] : [s]));
    this.#after = runsOf(words);
    this.#before = runsOf(words.map(mirrored));
  }

  /**
   * The span grown at each end to the nearest pause: never less, and no earlier end for a longer span. Where nobody
   * pauses within `reachUs`, it ends where the gap between two words is widest.
   */
  grow({ startUs, endUs }: Span): Span {
    return { startUs: -this.#next(this.#before, -startUs), endUs: this.#next(this.#after, endUs) };
  }

  #next(runs: readonly Run[], us: number): number {
    const { pauseUs, clearUs, reachUs } = this.policy;
    let at = this.#outOfWord(runs, us);
    const limitUs = us + reachUs;
    let best = { at, clear: -1 };
    for (let i = firstFrom(runs, at); ; i += 1) {
      const [before, next] = [runs[i - 1], runs[i]];
      const clear = next ? next.startUs - at : Number.POSITIVE_INFINITY;
      const pause = next ? next.startUs - (before?.endUs ?? Number.NEGATIVE_INFINITY) : Number.POSITIVE_INFINITY;
      if (pause >= pauseUs && clear >= clearUs) return at;
      if (clear > best.clear) best = { at, clear };
      if (!next || next.endUs > limitUs) return best.at;
      at = next.endUs;
    }
  }

  /** The end of the speech that would be cut here. People who talk over each other for long are cut between one's words only. */
  #outOfWord(runs: readonly Run[], us: number): number {
    const run = runs[firstFrom(runs, us)];
    if (!run || run.startUs >= us) return us;
    if (run.endUs - us <= this.policy.overlappingUs) return run.endUs;
    return Math.max(us, ...run.words.filter((w) => w.startUs < us && w.endUs > us).map((w) => w.endUs));
  }
}

/** The first run that ends after an instant. */
function firstFrom(runs: readonly Run[], us: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.endUs ?? 0) > us) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Words that only touch stay apart: between them one may cut. */
function runsOf(words: readonly Span[]): Run[] {
  const runs: { startUs: number; endUs: number; words: Span[] }[] = [];
  for (const word of [...words].sort((a, b) => a.startUs - b.startUs)) {
    const last = runs.at(-1);
    if (last && word.startUs < last.endUs) {
      last.endUs = Math.max(last.endUs, word.endUs);
      last.words.push(word);
    } else {
      runs.push({ startUs: word.startUs, endUs: word.endUs, words: [word] });
    }
  }
  return runs;
}

function mirrored({ startUs, endUs }: Span): Span {
  return { startUs: -endUs, endUs: -startUs };
}
