import { overlapUs, type Span } from './spans';

/** Letters a second that nobody speaks; the fastest of 80 parliamentary utterances in Croatian and Serbian has 20. */
const FASTEST = 27;
/** Text so short passes at any rate: the engine's borders are too rough to tell. */
const SHORT_LETTERS = 12;
/** Letters a second of detected speech that would be next to nothing said, where at least so much speech was heard. */
const SLOWEST = 1.5;
const LONG_SPEECH_US = 8_000_000;
/** Segments' borders are rough: so much speech around one may be its own. */
const ROUGH_US = 500_000;
/** The least that counts as somebody heard. */
const LEAST_SPEECH_US = 100_000;

/** True where nobody could say this text in the speech heard around it, or where far more was said than written. */
export function isImpossibleRate(text: string, segment: Span, speech: readonly Span[]): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const wide = overlapUs({ startUs: segment.startUs - ROUGH_US, endUs: segment.endUs + ROUGH_US }, speech) / 1e6;
  const own = overlapUs(segment, speech);
  return (letters > SHORT_LETTERS && letters > FASTEST * wide) || (own >= LONG_SPEECH_US && letters < (SLOWEST * own) / 1e6);
}

/** True where nobody was heard to speak in a segment's time. */
export function isOverSilence(segment: Span, speech: readonly Span[]): boolean {
  return overlapUs(segment, speech) < Math.min(LEAST_SPEECH_US, (segment.endUs - segment.startUs) / 2);
}
