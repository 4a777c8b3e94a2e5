import type { Span } from './time';

/**
 * Sound removed beyond each end of a span, microseconds: an AAC window is 2 048 samples (42.7 ms) long and spreads
 * the noise of what lies in one half over the other. So the decoded clip is silent over the whole span itself.
 */
export const GUARD_US = 43_000;
/** Slope outside the guard, microseconds: long enough that no click marks where a syllable was cut. */
export const FADE_US = 8_000;

/** Where nothing of the sound is left in a clip: spans with their guard, those joined that leave no room for their slopes between. Sorted, disjoint. */
export function silencesOf<S extends Span>(spans: readonly S[], stronger: (a: S, b: S) => S): S[] {
  const joined: S[] = [];
  for (const { startUs, endUs, ...same } of [...spans].sort((a, b) => a.startUs - b.startUs)) {
    const span = { ...same, startUs: startUs - GUARD_US, endUs: endUs + GUARD_US } as unknown as S;
    const last = joined.at(-1);
    if (last && span.startUs - last.endUs <= 2 * FADE_US) joined[joined.length - 1] = { ...stronger(last, span), startUs: last.startUs, endUs: Math.max(last.endUs, span.endUs) };
    else joined.push(span);
  }
  return joined;
}
