import type { Span } from '../../../shared/time';
import { framesOfClip } from '../clips/frames';
import { TONE_MAP } from '../clips/pictureFilter';
import { plainSeconds } from '../clips/seconds';
import { probeFrames, type ClipSource } from '../clips/source';
import type { MediaEnv } from '../media/env';
import type { Served } from '../media/loopback';
import { ffmpegStream } from '../media/stream';
import { LOOKED_AT, type FaceQuestion } from './protocol';

/** A frame of the footage, small. */
export interface Picture extends Pick<FaceQuestion, 'width' | 'height' | 'rgb'> {
  /** When it appears, canonical microseconds. */
  readonly atUs: number;
}

/**
 * Every frame that is on the screen during a stretch, upright, at most {@link LOOKED_AT} pixels wide or high. Frames are told
 * by the times that exports go by: where as many do not come as there are, nobody can say which is which, and the answer is
 * false.
 *
 * @param leadS seconds read before the stretch; null, reading from the start, loses none at its beginning.
 * @throws ZapisError `ffmpeg-…`; `AbortError`.
 */
export async function picturesOf(env: MediaEnv, served: Served, source: ClipSource, stretch: Span, leadS: number | null, signal: AbortSignal, onPicture: (picture: Picture) => Promise<void>): Promise<boolean> {
  const { video } = source;
  const frames = video && framesOfClip(await probeFrames(env, served, source, stretch, signal), stretch);
  if (!video || !frames) return true;
  const { width, height } = lookedAt(video);
  let seen = 0;
  for await (const rgb of cut(width * height * 3, decode(env, served, source, frames, { width, height, lead: leadS, signal }))) {
    const atUs = frames.timesUs[seen];
    seen += 1;
    if (atUs === undefined) break;
    await onPicture({ atUs, width, height, rgb });
  }
  return seen === frames.timesUs.length;
}

function decode(env: MediaEnv, served: Served, { originUs, video }: ClipSource, { lowerUs, upperUs, timesUs }: { lowerUs: number; upperUs: number; timesUs: readonly number[] }, o: { width: number; height: number; lead: number | null; signal: AbortSignal }): AsyncIterable<Uint8Array> {
  const fromUs = (timesUs[0] ?? 0) + originUs - (o.lead ?? 0) * 1e6;
  const seek = o.lead !== null && fromUs > originUs ? ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', (fromUs / 1e6).toFixed(6)] : [];
  const chain = [
    `[0:${video?.index}]trim=start=${plainSeconds(originUs + lowerUs)}:end=${plainSeconds(originUs + upperUs)}`,
    ...(video?.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []), ...(video?.hdr ? TONE_MAP : []),
    `scale=${o.width}:${o.height}:flags=area`, 'format=rgb24',
  ];
  return ffmpegStream(env.binaries, ['-max_error_rate', '1', '-copyts', ...seek, '-i', served.url, '-filter_complex', `${chain.join(',')}[v]`, '-map', '[v]', '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'], { served, signal: o.signal });
}

/** Cuts ffmpeg's output into pictures of so many bytes, each a buffer of its own. */
export async function* cut(bytes: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let picture = new Uint8Array(bytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + bytes - filled);
      picture.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < bytes) continue;
      yield picture;
      picture = new Uint8Array(bytes);
      filled = 0;
    }
  }
}

/** How large a picture of this size is looked at. */
export function lookedAt({ width, height }: { readonly width: number; readonly height: number }): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, LOOKED_AT / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}
