import type { Span } from '../../../shared/time';
import { PCM_RATE, pcm16k, type MediaEnv } from '../media/pcm';

/** A gap longer than this is jumped over by beginning to decode anew; shorter ones cost less to decode, microseconds. */
const JUMP_US = 20_000_000;

/** A footage's sound, read stretch by stretch in the order of time. */
export interface SoundWindow {
  /** Mono 16 kHz samples of a stretch that begins no earlier than the one before. */
  read(span: Span): Promise<Float32Array>;
  close(): Promise<void>;
}

const sampleAt = (us: number): number => Math.round((us * PCM_RATE) / 1e6);

/** Decodes once for neighbouring stretches, and holds no more sound than the longest of them. */
export function openSound(env: MediaEnv, footageId: string, signal: AbortSignal): SoundWindow {
  let stream: AsyncGenerator<Float32Array, void, undefined> | null = null;
  let held: Float32Array[] = [];
  let [from, to] = [0, 0];
  const begin = async (atSample: number): Promise<void> => {
    await stream?.return();
    stream = pcm16k(env, footageId, { startUs: Math.floor((atSample * 1e6) / PCM_RATE), signal });
    held = [];
    [from, to] = [atSample, atSample];
  };
  const dropBefore = (sample: number): void => {
    for (let first = held[0]; first !== undefined && from + first.length <= sample; [first] = held) {
      from += first.length;
      held.shift();
    }
  };
  return {
    async read({ startUs, endUs }) {
      const [start, end] = [sampleAt(startUs), sampleAt(endUs)];
      if (stream === null || start < from || start - to > sampleAt(JUMP_US)) await begin(start);
      while (to < end) {
        const next = await stream?.next();
        if (next === undefined || next.done === true) break;
        held.push(next.value);
        to += next.value.length;
        dropBefore(start);
      }
      dropBefore(start);
      return cut(held, from, start, Math.min(end, to));
    },
    close: async () => { await stream?.return(); },
  };
}

function cut(pieces: readonly Float32Array[], from: number, start: number, end: number): Float32Array {
  const wanted = new Float32Array(Math.max(0, end - start));
  let at = from;
  for (const piece of pieces) {
    const [a, b] = [Math.max(start, at), Math.min(end, at + piece.length)];
    if (b > a) wanted.set(piece.subarray(a - at, b - at), a - start);
    at += piece.length;
  }
  return wanted;
}
