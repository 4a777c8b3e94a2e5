import type { DetectorClient } from './detectorClient';
import { FRAME_SAMPLES, STRETCH_SAMPLES, WARM_SAMPLES } from './grid';

/** Sound with what the detector makes of it. */
export interface Listened {
  /** A whole number of frames, but for the very last piece. */
  readonly pcm: Float32Array;
  /** How likely somebody speaks in each frame, 0 to 1. */
  readonly speech: Float32Array;
}

/**
 * Listens to a stream of mono 16 kHz sound from its beginning on; answers from a later frame on, without judging the
 * stretches before. What is answered for a frame does not depend on where the answers begin. The next stretch is
 * listened to while the last is worked on; at most three are held.
 *
 * @param fromSample where the answers begin, a multiple of `FRAME_SAMPLES`.
 */
export async function* listen(pcm: AsyncIterable<Float32Array>, fromSample: number, detector: DetectorClient): AsyncGenerator<Listened> {
  const judged = async ({ sound, startSample }: Stretch): Promise<Listened> => {
    const speech = await detector.listen(sound);
    const skip = Math.max(0, fromSample - startSample);
    return { pcm: sound.subarray(WARM_SAMPLES + skip), speech: speech.subarray(skip / FRAME_SAMPLES) };
  };
  let next: Promise<Listened> | undefined;
  for await (const stretch of stretches(pcm)) {
    if (stretch.startSample + STRETCH_SAMPLES <= fromSample) continue;
    const ready = next;
    next = judged(stretch);
    // Its failure is told when it is asked for.
    next.catch(() => undefined);
    if (ready) yield await ready;
  }
  if (next) yield await next;
}

interface Stretch {
  /** What warms the detector up, then the stretch itself. */
  readonly sound: Float32Array;
  readonly startSample: number;
}

async function* stretches(pcm: AsyncIterable<Float32Array>): AsyncGenerator<Stretch> {
  let sound = new Float32Array(WARM_SAMPLES + STRETCH_SAMPLES);
  let filled = WARM_SAMPLES;
  let startSample = 0;
  for await (const piece of pcm) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + sound.length - filled);
      sound.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < sound.length) continue;
      yield { sound, startSample };
      startSample += STRETCH_SAMPLES;
      const following = new Float32Array(sound.length);
      following.set(sound.subarray(STRETCH_SAMPLES));
      sound = following;
      filled = WARM_SAMPLES;
    }
  }
  if (filled > WARM_SAMPLES) yield { sound: sound.subarray(0, filled), startSample };
}
