import type { TokenMeasurement } from './measure';

/** Frames [start, end) of the recording. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** A silence this long ends a word; shorter ones can be a held consonant. 200 ms. */
const PAUSE_INSIDE = 20;

/**
 * Where each token sounds: what the path gave it, without the silence at its ends, never across a
 * pause, never over the next one. Null where it has no sounding frame of its own.
 */
export function wordSpans(tokens: readonly Pick<TokenMeasurement, 'start' | 'end'>[], voiced: Uint8Array): (Run | null)[] {
  const spans: (Run | null)[] = [];
  let free = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { start, end } = tokens[i] as TokenMeasurement;
    const next = nextStart(tokens, i);
    // The frame that a word shares with the next one goes to the next, unless it is all it has.
    const from = Math.max(start, free);
    const to = next > from ? Math.min(end, next) : end;
    const span = start < 0 ? null : soundingPart(from, to, voiced);
    spans.push(span);
    if (span) free = span.end;
  }
  return spans;
}

function nextStart(tokens: readonly Pick<TokenMeasurement, 'start' | 'end'>[], i: number): number {
  for (let n = i + 1; n < tokens.length; n++) {
    const start = tokens[n]?.start ?? -1;
    if (start >= 0) return start;
  }
  return Infinity;
}

/** The longest stretch of [start, end) that no pause interrupts, from its first to its last sound. */
function soundingPart(start: number, end: number, voiced: Uint8Array): Run | null {
  let best: Run | null = null;
  let from = -1;
  let last = -1;
  for (let t = start; t <= end; t++) {
    const sounds = t < end && voiced[t] === 1;
    if (sounds && from < 0) from = t;
    if (sounds) last = t;
    const over = t === end || t - last >= PAUSE_INSIDE;
    if (from >= 0 && over) {
      if (!best || last + 1 - from > best.end - best.start) best = { start: from, end: last + 1 };
      from = -1;
    }
  }
  return best;
}

/**
 * Gives tokens without a time a share of the sounding frames between their neighbours, by their length
 * in the reference, so that what nobody can place at least lies where someone speaks.
 */
export function fillIn(spans: readonly (Run | null)[], shares: readonly number[], frames: number, voiced: Uint8Array): (Run | null)[] {
  const filled = [...spans];
  for (let i = 0; i < filled.length; i++) {
    if (filled[i]) continue;
    let stop = i;
    while (stop < filled.length && !filled[stop]) stop++;
    const from = i === 0 ? 0 : (filled[i - 1]?.end ?? 0);
    const to = stop < filled.length ? (filled[stop]?.start ?? frames) : frames;
    const sounding: number[] = [];
    for (let t = from; t < to; t++) if (voiced[t]) sounding.push(t);
    const total = shares.slice(i, stop).reduce((a, b) => a + b, 0);
    let passed = 0;
    for (let n = i; n < stop; n++) {
      const first = Math.floor((sounding.length * passed) / Math.max(1, total));
      passed += shares[n] ?? 0;
      const last = Math.floor((sounding.length * passed) / Math.max(1, total));
      if (last > first) filled[n] = soundingPart(sounding[first] as number, (sounding[last - 1] as number) + 1, voiced);
    }
    i = stop - 1;
  }
  return filled;
}
