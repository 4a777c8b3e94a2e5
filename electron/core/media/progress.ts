/** One report of `ffmpeg -progress`. */
export interface FfmpegProgress {
  /** Presentation time written so far, microseconds from the start of the output; 0 before the first packet. */
  readonly outTimeUs: number;
  /** Multiples of real time; null before ffmpeg knows. */
  readonly speed: number | null;
  /** Frames written; null where the output has no picture. */
  readonly frame: number | null;
  /** True for the last report. */
  readonly done: boolean;
}

/**
 * Parser for `ffmpeg -progress`: feed it pieces of text as they arrive, cut anywhere; it answers with
 * the reports that became complete. Each report is a block of `key=value` lines ended by `progress=`.
 */
export class ProgressParser {
  #rest = '';
  #fields = new Map<string, string>();

  push(text: string): FfmpegProgress[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    const reports: FfmpegProgress[] = [];
    for (const line of lines) {
      const at = line.indexOf('=');
      if (at < 1) continue;
      const key = line.slice(0, at).trim();
      const value = line.slice(at + 1).trim();
      if (key !== 'progress') {
        this.#fields.set(key, value);
        continue;
      }
      reports.push(this.#report(value === 'end'));
      this.#fields = new Map();
    }
    return reports;
  }

  #report(done: boolean): FfmpegProgress {
    // Builds before 4.4 lack out_time_us; out_time_ms is microseconds too, an old misnomer that stayed.
    const outTimeUs = number(this.#fields.get('out_time_us') ?? this.#fields.get('out_time_ms'));
    return {
      outTimeUs: Math.max(0, Math.round(outTimeUs ?? 0)),
      speed: number(this.#fields.get('speed')?.replace(/x$/, '')),
      frame: number(this.#fields.get('frame')),
      done,
    };
  }
}

/** ffmpeg writes `N/A` (and once wrote huge negative times) where it knows nothing. */
function number(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/**
 * Progress that never falls: where several inputs meet, ffmpeg tells the time of whichever output it wrote last, and a
 * clip that is rendered a second time begins anew.
 *
 * @param report told fractions from 0 to 1.
 */
export function rising(report: (fraction: number) => void): (fraction: number) => void {
  let reached = 0;
  return (fraction) => {
    reached = Math.max(reached, fraction);
    report(reached);
  };
}
