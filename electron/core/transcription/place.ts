import type { Span } from '../../../shared/time';
import { nfc } from '../../../shared/text';
import type { Packed } from './pack';
import type { Evidence, Recognised } from './protocol';

/** A stretch of recognised text on the footage's timeline. */
export interface Placed extends Span {
  readonly text: string;
  /** The engine gave the same text, or words of it, over and over; here they stand once or a few times, for all of the time. */
  readonly isFolded?: boolean;
  /** What the engine thinks of the window of sound that this came from; absent where it does not say. */
  readonly evidence?: Evidence;
}

/** The least time that a segment gets when the engine gave it none. */
const LEAST_US = 10_000;
/** The engine's borders are this rough, the margin around speech included: what it puts so near the end of a stretch of speech is not said there. */
const ROUGH_US = 700_000;
/** What recognisers write for sounds that are not speech: [Music], (applause), *laughs*. */
const NOISE_WORDS = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*/gu;
/** From so many equal segments in a row on, the recogniser was caught in a loop. */
const LOOP = 3;

/**
 * Puts the engine's segments on the timeline: inside the chunk, in order, without overlap; empty text and descriptions
 * of noise left out, loops folded into one segment over their whole time, so that redacting it covers all that was said.
 */
export function placeSegments({ segments, evidence }: Recognised, packed: Packed): Placed[] {
  const chunk = packed.span;
  const placed: Placed[] = [];
  for (const segment of segments) {
    const text = nfc(segment.text).replace(/\s+/gu, ' ').trim();
    if (!/[\p{L}\p{N}]/u.test(text.replace(NOISE_WORDS, ''))) continue;
    const previous = placed.at(-1);
    const clamp = (us: number): number => Math.min(chunk.endUs, Math.max(previous?.endUs ?? chunk.startUs, us));
    const told = { startUs: packed.startUs(Math.max(0, segment.t0Ms)), endUs: packed.endUs(Math.max(0, segment.t1Ms)) };
    const spoken = withinSpeech(told, packed.speech);
    const [startUs, endUs] = [clamp(spoken.startUs), clamp(spoken.endUs)];
    if (endUs - startUs >= LEAST_US) placed.push({ startUs, endUs, text, ...windowOf(segment.t0Ms, evidence) });
    else if (previous) placed[placed.length - 1] = { ...previous, endUs: Math.max(previous.endUs, endUs), text: `${previous.text} ${text}` };
    else placed.push({ startUs: chunk.startUs, endUs: Math.min(chunk.endUs, chunk.startUs + LEAST_US), text });
  }
  return foldLoops(placed);
}

/**
 * Moves rough borders over pauses: an engine that lets a sentence begin a moment too early, where before it only the last
 * sounds of the one before were, would stretch it over all the noise between the two.
 */
export function withinSpeech({ startUs, endUs }: Span, speech: readonly Span[]): Span {
  let first = speech.findIndex((s) => s.endUs > startUs);
  let last = speech.findLastIndex((s) => s.startUs < endUs);
  if (first < 0 || last < 0) return { startUs, endUs };
  const part = (i: number): Span => speech[i] ?? { startUs, endUs };
  const begun = first;
  const ended = last;
  while (first < last && part(first).endUs - startUs < ROUGH_US) first++;
  while (first < last && endUs - part(last).startUs < ROUGH_US) last--;
  return {
    startUs: first === begun ? Math.max(startUs, Math.min(part(first).startUs, endUs)) : part(first).startUs,
    endUs: last === ended ? Math.min(endUs, Math.max(part(last).endUs, startUs)) : part(last).endUs,
  };
}

function windowOf(ms: number, windows: readonly Evidence[]): { evidence?: Evidence } {
  const evidence = windows.findLast((w) => w.fromMs <= ms) ?? windows[0];
  return evidence ? { evidence } : {};
}

function foldLoops(segments: readonly Placed[]): Placed[] {
  const folded: Placed[] = [];
  for (let at = 0; at < segments.length; ) {
    const first = segments[at];
    if (!first) break;
    let next = at + 1;
    while (segments[next]?.text === first.text) next++;
    const run = segments.slice(at, next);
    if (run.length >= LOOP) folded.push({ ...first, endUs: run.at(-1)?.endUs ?? first.endUs, isFolded: true });
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
