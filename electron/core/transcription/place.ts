import type { Span } from '../../../shared/time';
import { nfc } from '../../../shared/text';
import type { Recognised } from './protocol';

/** A stretch of recognised text on the footage's timeline. */
export interface Placed extends Span {
  readonly text: string;
}

/** The least time that a segment gets when the engine gave it none. */
const LEAST_US = 10_000;
/** What recognisers write for sounds that are not speech: [Music], (applause), *laughs*. */
const NOISE_WORDS = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*/gu;
/** From so many equal segments in a row on, the recogniser was caught in a loop. */
const LOOP = 3;

/**
 * Puts the engine's segments on the timeline: inside the chunk, in order, without overlap; empty text and descriptions
 * of noise left out, loops folded into one segment over their whole time, so that redacting it covers all that was said.
 *
 * @param chunk where the chunk's sound lies, microseconds.
 */
export function placeSegments(segments: Recognised['segments'], chunk: Span): Placed[] {
  const placed: Placed[] = [];
  for (const segment of segments) {
    const text = nfc(segment.text).replace(/\s+/gu, ' ').trim();
    if (!/[\p{L}\p{N}]/u.test(text.replace(NOISE_WORDS, ''))) continue;
    const previous = placed.at(-1);
    const clamp = (ms: number): number => Math.min(chunk.endUs, Math.max(previous?.endUs ?? chunk.startUs, chunk.startUs + Math.round(ms * 1000)));
    const startUs = clamp(segment.t0Ms);
    const endUs = clamp(segment.t1Ms);
    if (endUs - startUs >= LEAST_US) placed.push({ startUs, endUs, text });
    else if (previous) placed[placed.length - 1] = { ...previous, endUs: Math.max(previous.endUs, endUs), text: `${previous.text} ${text}` };
    else placed.push({ startUs: chunk.startUs, endUs: Math.min(chunk.endUs, chunk.startUs + LEAST_US), text });
  }
  return foldLoops(placed);
}

function foldLoops(segments: readonly Placed[]): Placed[] {
  const folded: Placed[] = [];
  for (let at = 0; at < segments.length; ) {
    const first = segments[at];
    if (!first) break;
    let next = at + 1;
    while (segments[next]?.text === first.text) next++;
    const run = segments.slice(at, next);
    if (run.length >= LOOP) folded.push({ ...first, endUs: run.at(-1)?.endUs ?? first.endUs });
    else folded.push(...run);
    at = next;
  }
  return folded;
}

/** True when one text is in Cyrillic and the other in Latin, by the letters that prevail. */
export function scriptFlipped(before: string, now: string): boolean {
  const script = (text: string): number => Math.sign((text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) - (text.match(/\p{Script=Latin}/gu)?.length ?? 0));
  return script(before) * script(now) < 0;
}
