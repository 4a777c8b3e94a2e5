import { getFootage } from '../footage/footage';
import { timelineOf } from '../footage/timeline';
import type { MediaEnv } from './env';
import { seconds } from './pcm';
import { runFfmpeg } from './process';

const WIDTH = 320;

/**
 * A small JPEG of a picture a tenth into the footage, made once and kept encrypted beside it; null for
 * footage without picture, or whose picture cannot be decoded there.
 */
export async function ensureThumbnail(env: MediaEnv, footageId: string, o: { signal?: AbortSignal }): Promise<Uint8Array | null> {
  const { durationUs } = getFootage(env.vault.db, footageId);
  const { originUs, videoStream } = timelineOf(env.vault.db, footageId);
  if (!videoStream) return null;
  const store = env.vault.stores.open(footageId);
  const kept = store.derived('thumbnail');
  if (kept) return kept.read(0, kept.bytes);
  const served = env.loopback.serve(store.original());
  const chunks: Buffer[] = [];
  try {
    await runFfmpeg(env.binaries, [
      '-copyts', '-seek_timestamp', '1', '-noaccurate_seek', '-ss', seconds(originUs + durationUs / 10), '-i', served.url,
      '-map', `0:${videoStream.index}`, '-frames:v', '1', '-vf', `scale=${WIDTH}:-2,format=yuvj420p`, '-map_metadata', '-1', '-c:v', 'mjpeg', '-q:v', '5', '-f', 'image2pipe', 'pipe:1',
    ], { env: served.env, signal: o.signal, onStdout: (chunk) => { chunks.push(chunk); } });
  } finally {
    served.close();
  }
  const jpeg = Buffer.concat(chunks);
  if (jpeg.length === 0) return null;
  await store.putDerived('thumbnail', jpeg);
  return jpeg;
}
