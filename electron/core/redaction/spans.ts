import type { Span } from '../../../shared/time';

/** Whether two half-open spans share time. An empty one counts as the instant it stands for. */
export function overlaps(a: Span, b: Span): boolean {
  const endOf = (s: Span): number => Math.max(s.endUs, s.startUs + 1);
  return a.startUs < endOf(b) && b.startUs < endOf(a);
}

/** The smallest span around all of them. */
export function hull(first: Span, ...rest: readonly Span[]): Span {
  return rest.reduce<Span>(
    (all, s) => ({ startUs: Math.min(all.startUs, s.startUs), endUs: Math.max(all.endUs, s.endUs) }),
    { startUs: first.startUs, endUs: first.endUs },
  );
}

/** The part of `span` inside `bounds`, keeping its other properties; null when nothing is left. */
export function clamp<S extends Span>(span: S, bounds: Span): S | null {
  const startUs = Math.max(span.startUs, bounds.startUs);
  const endUs = Math.min(span.endUs, bounds.endUs);
  return startUs < endUs ? { ...span, startUs, endUs } : null;
}

/** Joins spans that overlap or lie at most `gapUs` apart; `join` settles everything but the times. Sorted by start. */
export function mergeSpans<S extends Span>(spans: readonly S[], gapUs: number, join: (a: S, b: S) => S): S[] {
  const merged: S[] = [];
  for (const span of [...spans].sort((a, b) => a.startUs - b.startUs)) {
    const last = merged.at(-1);
    if (last && span.startUs - last.endUs <= gapUs) merged[merged.length - 1] = { ...join(last, span), ...hull(last, span) };
    else merged.push(span);
  }
  return merged;
}

/** What of some spans lies in none of others. */
export function without(spans: readonly Span[], gone: readonly Span[]): Span[] {
  return gone.reduce<Span[]>((left, { startUs, endUs }) => left.flatMap((one) => [
    { startUs: one.startUs, endUs: Math.min(one.endUs, startUs) }, { startUs: Math.max(one.startUs, endUs), endUs: one.endUs },
  ].filter((part) => part.endUs > part.startUs)), spans.map(({ startUs, endUs }) => ({ startUs, endUs })));
}
