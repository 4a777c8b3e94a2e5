import { ZapisError } from '../../../shared/errors';
import { getFootage, markPreviewMade } from '../footage/footage';
import { timelineOf, type Timeline } from '../footage/timeline';
import type { VideoInfo } from '../../../shared/domain';
import type { MediaEnv } from './env';
import { alignedSound, seconds } from './pcm';
import { ffmpegStream } from './stream';

const LONG_SIDE = 1280;
const SHORT_SIDE = 720;

export interface PreviewOptions {
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Makes the encrypted preview of footage that the player cannot play, or whose clock it would misread:
 * H.264/AAC in a fragmented MP4, written straight into the store. Its clock is the canonical timeline.
 *
 * @throws ZapisError `ffmpeg-failed`, `clip-nothing-to-show`, `disk-full`; `AbortError`.
 */
export async function makePreview(env: MediaEnv, footageId: string, o: PreviewOptions = {}): Promise<void> {
  const { video, durationUs } = getFootage(env.vault.db, footageId);
  const timeline = timelineOf(env.vault.db, footageId);
  const store = env.vault.stores.open(footageId);
  const served = env.loopback.serve(store.original());
  try {
    const args = ['-copyts', '-max_error_rate', '1', '-i', served.url, ...previewArgs(timeline, video)];
    await store.putDerived('proxy', ffmpegStream(env.binaries, args, {
      env: served.env,
      signal: o.signal,
      onProgress: ({ outTimeUs }) => o.onProgress?.(Math.min(1, outTimeUs / durationUs)),
    }));
  } finally {
    served.close();
  }
  markPreviewMade(env.vault.db, footageId);
  // With -copyts ffmpeg counts from its first report, so its last one falls a little short.
  o.onProgress?.(1);
}

/** Everything behind the input. Pure. */
export function previewArgs({ originUs, videoStream, audioStreams: [track] }: Timeline, video: VideoInfo | null): string[] {
  if (!(video && videoStream) && !track) throw new ZapisError('clip-nothing-to-show');
  const picture = video && videoStream ? [
    '-map', `0:${videoStream.index}`,
    '-vf', [
      ...(videoStream.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
      previewScale(video),
      ...(videoStream.hdr ? TONE_MAP : []),
      'format=yuv420p', 'settb=1/90000', `setpts=PTS-(${seconds(originUs)})/TB`,
    ].join(','),
    // Every picture keeps its own time: a constant rate would shift the flash against the word.
    '-fps_mode', 'passthrough', '-enc_time_base:v', '1/90000', '-video_track_timescale', '90000',
    // No B-frames: their reordering delay would move the first picture off zero. A key frame each second makes seeks quick.
    '-c:v', 'libx264', '-preset', 'superfast', '-crf', '26', '-bf', '0', '-force_key_frames', 'expr:gte(t,n_forced)',
  ] : [];
  const sound = track ? [
    '-map', `0:${track.index}`, '-af', alignedSound(48_000, originUs), '-ac', '2', '-c:a', 'aac', '-b:a', '128k',
  ] : [];
  return [
    ...picture, ...sound, '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1',
    // A pipe cannot be rewound, hence fragments. delay_moov: only then the encoder's priming gets its edit list and
    // zero stays zero. Long fragments: on opening, Chromium visits each one with a request of its own.
    '-movflags', 'delay_moov+default_base_moof', '-frag_duration', '15000000', '-f', 'mp4', 'pipe:1',
  ];
}

/** Linear light, BT.709 primaries, and a curve that keeps faces visible; SMPTE ST 2084 and HLG in, SDR out. */
const TONE_MAP = ['zscale=t=linear:npl=100', 'format=gbrpf32le', 'zscale=p=bt709', 'tonemap=hable:desat=0', 'zscale=t=bt709:m=bt709:r=tv'];

function previewScale(video: VideoInfo): string {
  const { width, height } = previewSize(video);
  return `scale=${width}:${height},setsar=1`;
}

/** Size of a picture in previews, pixels: at most 1280 by 720, even, never enlarged. */
export function previewSize({ width, height }: Pick<VideoInfo, 'width' | 'height'>): { width: number; height: number } {
  const factor = Math.min(1, LONG_SIDE / Math.max(width, height), SHORT_SIDE / Math.min(width, height));
  const even = (pixels: number): number => Math.max(2, 2 * Math.round((pixels * factor) / 2));
  return { width: even(width), height: even(height) };
}
