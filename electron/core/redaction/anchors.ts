import type { Segment, WordAnchor } from '../../../shared/domain';

export interface AnchoredWord {
  readonly segment: Segment;
  readonly index: number;
}

/**
 * The words that an anchor names, in order, in a transcript sorted by time. Fails closed where the anchor no longer
 * fits: an index past the end takes the segment's last word; one end missing takes the other end's segment whole;
 * both missing answers none (the passage's time still stands).
 */
export function anchoredWords(segments: readonly Segment[], anchor: WordAnchor): AnchoredWord[] {
  const at = (id: string): number => segments.findIndex((s) => s.id === id);
  const from = at(anchor.fromSegmentId);
  const to = at(anchor.toSegmentId);
  const whole = (segment: Segment): AnchoredWord[] => segment.words.map((_, index) => ({ segment, index }));
  if (from < 0 || to < 0) return segments.filter((_, i) => i === from || i === to).flatMap(whole);
  const [first, last] = from <= to ? [from, to] : [to, from];
  return segments.slice(first, last + 1).flatMap((segment, i, all) => {
    if (from > to) return whole(segment);
    const end = segment.words.length - 1;
    const a = i === 0 ? Math.min(anchor.fromWord, end) : 0;
    const b = i === all.length - 1 ? Math.min(anchor.toWord, end) : end;
    return whole(segment).slice(Math.min(a, b), Math.max(a, b) + 1);
  });
}
