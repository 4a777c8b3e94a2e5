import type { Span } from '../../../shared/time';
import type { Chunk } from './chunker';

/** A cut within this much of the last words may have gone through them. */
const NEAR_US = 300_000;
/** A chunk that would shrink to less than this share is better kept as it is: it has to move on. */
const LEAST_SHARE = 0.3;
/** So much speech after the last segment, margins included, is more than its rough border. */
const LEFT_US = 1_200_000;

export interface Settled<S extends Span> {
  readonly segments: readonly S[];
  /** Where the next chunk had better begin, microseconds; null: after this one. */
  readonly backToUs: number | null;
}

/**
 * Leaves to the next chunk what is better heard with it as a whole, as Whisper itself moves on from segment to segment:
 * what follows the last segment, or that segment too, of a chunk that was cut in the middle of speech; and, where a single window was asked for, the speech
 * after its last whole sentence.
 */
export function settle<S extends Span>(segments: readonly S[], chunk: Chunk, isWindow: boolean): Settled<S> {
  const last = segments.at(-1);
  const kept: Settled<S> = { segments, backToUs: null };
  if (!last || (!chunk.isForced && !(isWindow && leftUs(chunk, last.endUs) >= LEFT_US))) return kept;
  const isCut = chunk.isForced && last.endUs >= chunk.nextUs - NEAR_US;
  const backToUs = isCut ? last.startUs : last.endUs;
  if (backToUs - chunk.startUs < LEAST_SHARE * (chunk.nextUs - chunk.startUs)) return kept;
  return { segments: isCut ? segments.slice(0, -1) : segments, backToUs };
}

function leftUs(chunk: Chunk, fromUs: number): number {
  return chunk.speech.reduce((sum, s) => sum + Math.max(0, s.endUs - Math.max(s.startUs, fromUs)), 0);
}
