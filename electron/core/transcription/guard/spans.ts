import type { Span } from '../../../../shared/time';

export type { Span } from '../../../../shared/time';

/** The parts of spans that others leave free, at least so long; both lists in order, apart. */
export function uncovered(spans: readonly Span[], others: readonly Span[], leastUs: number): Span[] {
  return spans.flatMap((span) => {
    const free: Span[] = [];
    let at = span.startUs;
    for (const other of others.filter((o) => o.endUs > span.startUs && o.startUs < span.endUs)) {
      free.push({ startUs: at, endUs: other.startUs });
      at = Math.max(at, other.endUs);
    }
    return [...free, { startUs: at, endUs: span.endUs }].filter(({ startUs, endUs }) => endUs - startUs >= leastUs);
  });
}

/** How much of a span lies in others, which do not overlap each other; microseconds. */
export function overlapUs(span: Span, others: readonly Span[]): number {
  return others.reduce((sum, other) => sum + Math.max(0, Math.min(span.endUs, other.endUs) - Math.max(span.startUs, other.startUs)), 0);
}
