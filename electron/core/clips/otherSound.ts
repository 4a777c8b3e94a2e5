import type { MediaEnv } from '../media/env';
import type { GraphServer } from '../media/graphs';
import { floats } from '../media/pcm';
import { ffmpegStream } from '../media/stream';
import { Disguise } from './disguise/disguise';
import { RATE } from './disguise/frames';
import { Measure } from './disguise/measure';
import { Turns, type Turn } from './disguise/turns';

/** Arguments behind the inputs and the graph that make `[a]` the sound that a disguise takes: raw, on the standard output. */
export const SOUND_OUT = ['-map', '[a]', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', 'pipe:1'] as const;
/** Arguments of the input by which it comes back. */
export const SOUND_IN = ['-f', 'f32le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0'] as const;

/**
 * A clip's sound with every voice in it disguised, piece by piece as it is wanted. It is decoded twice: once to learn what
 * the voice is like on average, once to speak it anew. Neither keeps more than a fraction of a second.
 *
 * @param told who speaks when, as far as anybody told, so that each voice is learnt by itself and becomes another one.
 * @param args for ffmpeg, ending in `SOUND_OUT`; what must be gone from the sound is gone already.
 * @throws what `ffmpegStream` throws.
 */
export async function* otherSound({ binaries }: Pick<MediaEnv, 'binaries'>, served: GraphServer, args: readonly string[], told: readonly Turn[], signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  const sound = (): AsyncGenerator<Float32Array, void, undefined> => floats(ffmpegStream(binaries, args, { served, signal }));
  const turns = new Turns(told);
  const measure = new Measure(turns);
  for await (const piece of sound()) measure.push(piece);
  const disguise = new Disguise(measure.end(), turns);
  for await (const piece of sound()) yield bytes(disguise.push(piece));
  yield bytes(disguise.end());
}

function bytes(samples: Float32Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
