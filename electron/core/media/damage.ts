import type { FfmpegBinaries } from './binaries';
import type { Served } from './loopback';
import { runFfmpeg } from './process';

/** Footage up to this long is decoded whole; of longer one, windows spread evenly. */
const WHOLE_US = 60_000_000;
const WINDOWS = 6;
const WINDOW_US = 2_000_000;
/** A line of ffmpeg's picture decoders (those of the codecs that Chromium plays) or of the stream they read. */
const PICTURE_COMPLAINT = /^\[(vist#|dec:|h264|vp8|vp9|av1|libdav1d)/m;

/**
 * Decodes samples of the picture and says whether the decoder complained. Chromium's player gives up at the
 * first picture that does not decode, where ffmpeg goes on: such footage needs a preview. A complaint about
 * whole footage (possible after a seek) costs only the making of one. Sound does not count: the player
 * skips bad blocks of it, and ffmpeg's Opus parser complains about every file, mapped or not.
 *
 * @param stream ffmpeg's number of the picture's stream.
 */
export async function decoderComplains(binaries: FfmpegBinaries, served: Served, stream: number, durationUs: number, signal?: AbortSignal): Promise<boolean> {
  const starts = durationUs <= WHOLE_US ? [null] : Array.from({ length: WINDOWS }, (_, n) => ((durationUs - WINDOW_US) * n) / (WINDOWS - 1));
  for (const startUs of starts) {
    const window = startUs === null ? [] : ['-ss', (startUs / 1e6).toFixed(3), '-t', String(WINDOW_US / 1e6)];
    const { stderr } = await runFfmpeg(binaries, ['-loglevel', 'error', '-max_error_rate', '1', ...window, '-i', served.url, '-map', `0:${stream}`, '-f', 'null', '-'], { env: served.env, signal });
    if (PICTURE_COMPLAINT.test(stderr)) return true;
  }
  return false;
}
