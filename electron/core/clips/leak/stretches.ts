import { US_PER_SECOND, type Span } from '../../../../shared/time';

/** What is heard along on either side of what is redacted. Recognisers take half a minute for as long as a second: it is filled. */
const AROUND_US = 12 * US_PER_SECOND;
/** Shorter remainders are heard along with what they lie beside. */
const REMAINDER_US = 12 * US_PER_SECOND;
/** How far stretches reach into each other: a word that one of them cuts is whole in the other. */
const OVERLAP_US = 3 * US_PER_SECOND;
/** Longer stretches are parted: an interruption costs one. */
const LONGEST_US = 120 * US_PER_SECOND;

/**
 * In which order a clip is listened to: first what is redacted with its surroundings, since that is where a transcript's
 * wrong times leave something, then all the rest. Every moment of the clip lies in one of the stretches.
 *
 * @param redacted spans in the clip's time, in any order.
 */
export function stretchesToHear(durationUs: number, redacted: readonly Span[]): Span[] {
  const around = merged(redacted.map(({ startUs, endUs }) => within({ startUs: startUs - AROUND_US, endUs: endUs + AROUND_US }, durationUs)).filter((span) => span.endUs > span.startUs))
    .map(({ startUs, endUs }) => ({ startUs: startUs < REMAINDER_US ? 0 : startUs, endUs: durationUs - endUs < REMAINDER_US ? durationUs : endUs }));
  const rest = [...around, { startUs: durationUs, endUs: durationUs }].map((next, i) => ({ startUs: around[i - 1]?.endUs ?? 0, endUs: next.startUs })).filter(({ startUs, endUs }) => endUs > startUs);
  return [...around.flatMap(parted), ...rest.map(({ startUs, endUs }) => within({ startUs: startUs - OVERLAP_US, endUs: endUs + OVERLAP_US }, durationUs)).flatMap(parted)];
}

function within({ startUs, endUs }: Span, durationUs: number): Span {
  return { startUs: Math.max(0, startUs), endUs: Math.min(durationUs, endUs) };
}

/** What has but a remainder between becomes one. */
function merged(spans: readonly Span[]): Span[] {
  const joined: { startUs: number; endUs: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.startUs - b.startUs)) {
    const last = joined.at(-1);
    if (last && span.startUs - last.endUs <= REMAINDER_US) last.endUs = Math.max(last.endUs, span.endUs);
    else joined.push({ ...span });
  }
  return joined;
}

function parted({ startUs, endUs }: Span): Span[] {
  if (endUs - startUs <= LONGEST_US) return [{ startUs, endUs }];
  return [{ startUs, endUs: startUs + LONGEST_US }, ...parted({ startUs: startUs + LONGEST_US - OVERLAP_US, endUs })];
}
