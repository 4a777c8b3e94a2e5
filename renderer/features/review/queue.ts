import { isDoubtfulWord, type Segment } from '../../../shared/domain';
import type { SegmentOrder, WordPoint } from '../transcript/words';

/** A place where the machine is not sure: words next to each other, or a whole segment. */
export interface DoubtfulPlace {
  readonly segmentId: string;
  /** First and last doubtful word. */
  readonly from: number;
  readonly to: number;
  /** There are reasons against the segment as a whole: it is reviewed in one go, its words with it. */
  readonly whole: boolean;
  readonly startUs: number;
  readonly endUs: number;
}

/** A segment never changes in place, so that its places need looking for once. */
const cache = new WeakMap<Segment, readonly DoubtfulPlace[]>();

function placesIn(segment: Segment): readonly DoubtfulPlace[] {
  const known = cache.get(segment);
  if (known) return known;
  const { id: segmentId, words, startUs, endUs, doubts } = segment;
  const places: DoubtfulPlace[] = [];
  if (doubts !== undefined && doubts.length > 0) places.push({ segmentId, from: 0, to: Math.max(0, words.length - 1), whole: true, startUs, endUs });
  else {
    for (let from = 0; from < words.length; from += 1) {
      const first = words[from];
      if (!first || !isDoubtfulWord(first)) continue;
      let to = from;
      for (let next = words[to + 1]; next && isDoubtfulWord(next); next = words[to + 1]) to += 1;
      const timed = words.slice(from, to + 1).filter((w) => w.trust !== 'untimed');
      places.push({ segmentId, from, to, whole: false, startUs: timed[0]?.startUs ?? startUs, endUs: timed.at(-1)?.endUs ?? endUs });
      from = to;
    }
  }
  cache.set(segment, places);
  return places;
}

/** Everything that waits for review, in the order it was spoken. */
export function doubtfulPlaces(segments: readonly Segment[]): DoubtfulPlace[] {
  return segments.flatMap((segment) => placesIn(segment));
}

/** The place that a point lies in; -1 outside of all. */
export function placeAt(places: readonly DoubtfulPlace[], point: WordPoint | null): number {
  return point ? places.findIndex((p) => p.segmentId === point.segmentId && p.from <= point.word && point.word <= p.to) : -1;
}

/** The next place after a point (or the one before it), round and round; the first, or last, without a point. Null when nothing waits. */
export function stepPlace(places: readonly DoubtfulPlace[], point: WordPoint | null, step: 1 | -1, order: SegmentOrder): DoubtfulPlace | null {
  const ahead = step === 1 ? places : places.toReversed();
  const row = order.get(point?.segmentId ?? '') ?? (step === 1 ? -1 : Infinity);
  const beyond = (p: DoubtfulPlace): boolean => {
    const at = order.get(p.segmentId) ?? -1;
    if (at !== row) return step === 1 ? at > row : at < row;
    return step === 1 ? p.from > (point?.word ?? -1) : p.to < (point?.word ?? 0);
  };
  return ahead.find(beyond) ?? ahead[0] ?? null;
}
