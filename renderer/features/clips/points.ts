import type { Segment, WordAnchor } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { SegmentOrder } from '../transcript/words';

interface Checked {
  span: Span | null;
  startError: boolean;
  endError: 'time' | 'order' | null;
}

/** Half a second past the end is forgiven: the clock shows rounded times. */
const SLACK_US = 500_000;

/** Whether two typed points make a clip of this footage. */
export function checkPoints(start: number | null, end: number | null, durationUs: number): Checked {
  const startError = start === null || start >= durationUs;
  const outside = end === null || end > durationUs + SLACK_US;
  const endError = outside ? 'time' : !startError && end <= start ? 'order' : null;
  const span = !startError && endError === null && end !== null ? { startUs: start, endUs: Math.min(end, durationUs) } : null;
  return { span, startError, endError };
}

/** The clip that the person most likely means. A word without a time stands for its whole segment. */
export function suggestSpan(points: { inUs: number | null; outUs: number | null }, words: WordAnchor | null, segments: readonly Segment[], order: SegmentOrder, durationUs: number): Span {
  if (points.inUs !== null || points.outUs !== null) return { startUs: points.inUs ?? 0, endUs: points.outUs ?? durationUs };
  const first = words && segments[order.get(words.fromSegmentId) ?? -1];
  const last = words && segments[order.get(words.toSegmentId) ?? -1];
  if (!first || !last) return { startUs: 0, endUs: durationUs };
  const from = first.words[words.fromWord];
  const to = last.words[words.toWord];
  return {
    startUs: from && from.trust !== 'untimed' ? from.startUs : first.startUs,
    endUs: to && to.trust !== 'untimed' ? to.endUs : last.endUs,
  };
}
