import type { Span } from '../../../shared/time';
import type { Chunk } from './chunker';
import { SAMPLE_RATE } from './levels';

/** A chunk's speech without the pauses between, and the way back to the footage's timeline. */
export interface Packed {
  readonly pcm: Float32Array;
  /** The time of a beginning: between two stretches it lies in the later one. Milliseconds of the packed sound to microseconds. */
  startUs(ms: number): number;
  /** The time of an end: between two stretches it lies in the earlier one. */
  endUs(ms: number): number;
  readonly span: Span;
}

const samplesOf = (us: number): number => Math.round((us * SAMPLE_RATE) / 1e6);

/** Takes out of a chunk everything that is not speech: what a recogniser never hears it cannot put words to. */
export function packSpeech({ pcm, startUs, speech }: Chunk): Packed {
  const parts = speech.map((s) => ({ ...s, sound: pcm.subarray(samplesOf(s.startUs - startUs), samplesOf(s.endUs - startUs)) }));
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
  };
}
