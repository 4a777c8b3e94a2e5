/** Microseconds in one millisecond. */
export const US_PER_MS = 1_000;
/** Microseconds in one second. */
export const US_PER_SECOND = 1_000_000;

/** Milliseconds (as people and the command line write them) to whole microseconds. */
export function msToUs(ms: number): number {
  return Math.round(ms * US_PER_MS);
}

/** Microseconds to whole milliseconds, rounded half up. */
export function usToMs(us: number): number {
  return Math.round(us / US_PER_MS);
}

/**
 * A time for people: `m:ss` or `h:mm:ss`, with tenths when `tenths` is set. Truncated, never
 * rounded up, so that the clock does not show a second that has not begun.
 */
export function formatTime(us: number, tenths = false): string {
  const total = Math.max(0, Math.floor(us / 100_000));
  const seconds = Math.floor(total / 10);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const h = Math.floor(seconds / 3600);
  const m = Math.floor(seconds / 60) % 60;
  const text = h > 0 ? `${h}:${pad(m)}:${pad(seconds % 60)}` : `${m}:${pad(seconds % 60)}`;
  return tenths ? `${text}.${total % 10}` : text;
}

/** A span on a footage's canonical timeline: `[startUs, endUs)`, whole microseconds, end after start. */
export interface Span {
  readonly startUs: number;
  readonly endUs: number;
}
