import type { Span } from '../../../shared/time';
import type { Chunk } from './chunker';
import { SAMPLE_RATE } from './levels';

/** A chunk's speech without the long pauses between, and the way back to the footage's timeline. */
export interface Packed {
  readonly pcm: Float32Array;
  /** The time of a beginning: between two stretches it lies in the later one. Milliseconds of the packed sound to microseconds. */
  startUs(ms: number): number;
  /** The time of an end: between two stretches it lies in the earlier one. */
  endUs(ms: number): number;
  readonly span: Span;
  /** Where somebody speaks, with a margin. */
  readonly speech: readonly Span[];
}

/** A pause shorter than this, margins not counted, is part of how somebody speaks: the recogniser hears better with it than without. */
export const BREATH_US = 2_000_000;

/** Spans with the pauses between them that are too short to take out. */
function withBreaths(speech: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of speech) {
    const last = joined.at(-1);
    if (last && span.startUs - last.endUs < BREATH_US) joined[joined.length - 1] = { startUs: last.startUs, endUs: span.endUs };
    else joined.push(span);
  }
  return joined;
}

const samplesOf = (us: number): number => Math.round((us * SAMPLE_RATE) / 1e6);

/** Takes out of a chunk every long stretch that is not speech: what a recogniser never hears it cannot put words to. */
export function packSpeech({ pcm, startUs, speech }: Chunk): Packed {
  const parts = withBreaths(speech).map((s) => ({ ...s, sound: pcm.subarray(samplesOf(s.startUs - startUs), samplesOf(s.endUs - startUs)) }));
  const packed = new Float32Array(parts.reduce((sum, { sound }) => sum + sound.length, 0));
  let at = 0;
  const placed = parts.map(({ sound, ...span }) => {
    packed.set(sound, at);
    const from = Math.round((at / SAMPLE_RATE) * 1e6);
    at += sound.length;
    return { ...span, from, to: Math.round((at / SAMPLE_RATE) * 1e6) };
  });
  const endUs = placed.at(-1)?.endUs ?? startUs;
  return {
    pcm: packed,
    startUs: (ms) => {
      const part = placed.find(({ to }) => ms * 1000 < to);
      return part ? Math.max(part.startUs, part.startUs + Math.round(ms * 1000) - part.from) : endUs;
    },
    endUs: (ms) => {
      const part = placed.find(({ to }) => ms * 1000 <= to);
      return part ? Math.max(part.startUs, part.startUs + Math.round(ms * 1000) - part.from) : endUs;
    },
    span: { startUs, endUs },
    speech,
  };
}
