import { ZapisError } from '../../../shared/errors';
import type { FfmpegBinaries } from './binaries';
import type { Served } from './loopback';
import type { StreamFacts } from './probe';
import { ffprobeLines } from './process';

/**
 * Decodes until the first frame (picture or block of sound) comes out, and answers with its presentation
 * time in microseconds of the source's clock; null when the whole stream yields none. The decoder knows
 * what no header tells: leading pictures that cannot be shown, hidden pre-roll, priming samples cut off.
 */
export async function firstFrameUs(binaries: FfmpegBinaries, served: Served, stream: StreamFacts, signal?: AbortSignal): Promise<number | null> {
  let found: number | null = null;
  try {
    await ffprobeLines(binaries, ['-select_streams', String(stream.index), '-show_entries', 'frame=best_effort_timestamp', '-of', 'csv=p=0', '-i', served.url], {
      env: served.env,
      signal,
      onLine: (line) => {
        if (line === '') return true;
        const pts = /^-?\d+/.exec(line);
        found = pts ? Math.round((Number(pts[0]) * stream.time_base.above * 1e6) / stream.time_base.below) : 0;
        return false;
      },
    });
  } catch (error) {
    if (!(error instanceof ZapisError && error.code === 'ffmpeg-failed')) throw error;
  }
  return found;
}
