import type { FfmpegBinaries } from './binaries';
import type { Served } from './loopback';
import { runFfmpeg } from './process';

/** Footage up to this long is decoded whole; of longer one, windows spread evenly. */
const WHOLE_US = 60_000_000;
const WINDOWS = 6;
const WINDOW_US = 2_000_000;

/**
 * Decodes samples of the streams and says whether the decoder complained. Chromium's player gives up at the
 * first picture that does not decode, where ffmpeg goes on: such footage needs a preview. A complaint about
 * sound footage (possible after a seek) costs only the making of one.
 *
 * @param streams ffmpeg's stream numbers.
 */
export async function decoderComplains(binaries: FfmpegBinaries, served: Served, streams: readonly number[], durationUs: number, signal?: AbortSignal): Promise<boolean> {
  const maps = streams.flatMap((index) => ['-map', `0:${index}`]);
  const starts = durationUs <= WHOLE_US ? [null] : Array.from({ length: WINDOWS }, (_, n) => ((durationUs - WINDOW_US) * n) / (WINDOWS - 1));
  for (const startUs of starts) {
    const window = startUs === null ? [] : ['-ss', (startUs / 1e6).toFixed(3), '-t', String(WINDOW_US / 1e6)];
    const { stderr } = await runFfmpeg(binaries, ['-loglevel', 'error', '-max_error_rate', '1', ...window, '-i', served.url, ...maps, '-f', 'null', '-'], { env: served.env, signal });
    if (stderr.trim() !== '') return true;
  }
  return false;
}
