import type { ClipTracks } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { US_PER_SECOND } from '../../../shared/time';
import { getFootage } from '../footage/footage';
import { timelineOf } from '../footage/timeline';
import type { MediaEnv } from '../media/env';
import type { Served } from '../media/loopback';
import { ffprobeLines } from '../media/process';

export interface ClipSound {
  readonly index: number;
  /** The most that any of the tracks has. */
  readonly channels: number;
  /** Further tracks that are mixed with it. */
  readonly mixed?: readonly number[];
}

/** What the renderer must know of the footage that a clip comes from. */
export interface ClipSource {
  /** Source time of the canonical timeline's zero, microseconds. */
  readonly originUs: number;
  readonly durationUs: number;
  readonly video: { readonly index: number; readonly width: number; readonly height: number; readonly hdr: boolean; readonly interlaced: boolean } | null;
  /** The tracks of sound that go along, mixed; all others stay behind. */
  readonly audio: ClipSound | null;
}

/** @throws ZapisError `footage-missing`; `clip-nothing-to-show` when there is neither picture nor sound. */
export function clipSource(env: MediaEnv, footageId: string, tracks: ClipTracks = 'first'): ClipSource {
  const { video } = getFootage(env.vault.db, footageId);
  const timeline = timelineOf(env.vault.db, footageId);
  const picture = timeline.videoStream;
  const source: ClipSource = {
    originUs: timeline.originUs,
    durationUs: timeline.durationUs,
    video: video && picture ? { index: picture.index, hdr: picture.hdr, interlaced: picture.interlaced, width: even(video.width), height: even(video.height) } : null,
    audio: soundOf(timeline.audioStreams.slice(0, tracks === 'mix' ? undefined : 1)),
  };
  if (!source.video && !source.audio) throw new ZapisError('clip-nothing-to-show');
  return source;
}

function soundOf([first, ...others]: readonly { readonly index: number; readonly channels: number }[]): ClipSound | null {
  if (!first) return null;
  const channels = Math.max(first.channels, ...others.map((track) => track.channels));
  return { index: first.index, channels, ...(others.length > 0 ? { mixed: others.map(({ index }) => index) } : {}) };
}

/** yuv420p halves both sides; a row or column is dropped, never invented. */
function even(pixels: number): number {
  return Math.max(2, pixels - (pixels % 2));
}

/** Seconds read before the clip's start, tried in turn: some containers seek to a place after the one asked for. */
const LEADS_S = [0, 15, 120, Number.POSITIVE_INFINITY];
const COARSE_S = 10;
const COARSE_US = COARSE_S * US_PER_SECOND;
/** B-frames come after frames that are shown later than they. */
const TAIL_S = 3;

/**
 * Reads when the frames around a clip are shown: canonical times, ascending. Packets only; frames are decoded where
 * the container hides the times of its packets, as AVI does.
 */
export async function probeFrames(env: MediaEnv, served: Served, source: ClipSource, clip: Span, signal?: AbortSignal): Promise<number[]> {
  if (!source.video) return [];
  // In whole tens: what somebody cuts out need not stand in the list of processes.
  const startS = Math.floor((source.originUs + clip.startUs) / COARSE_US) * COARSE_S;
  const endS = Math.ceil((source.originUs + clip.endUs) / COARSE_US) * COARSE_S + TAIL_S;
  for (const lead of LEADS_S) {
    const interval = `${Number.isFinite(lead) ? String(startS - lead) : ''}%${String(endS)}`;
    const times = new FrameTimes(source.originUs);
    for (const entries of ['packet=pts_time,flags', 'frame=best_effort_timestamp_time']) {
      times.clear();
      await ffprobeLines(env.binaries, [
        '-select_streams', String(source.video.index), '-read_intervals', interval, '-show_entries', entries, '-of', 'csv=p=0', '-i', served.url,
      ], { env: served.env, signal, onLine: (line) => times.add(line) }).catch(asFarAsItCame);
      if (times.complete) break;
    }
    const sorted = times.sorted();
    if (!Number.isFinite(lead) || (sorted[0] ?? Number.POSITIVE_INFINITY) <= clip.startUs) return sorted;
  }
  return [];
}

/** Footage cut off in the middle of a packet ends ffprobe badly: what came before it counts. */
function asFarAsItCame(error: unknown): void {
  if (!(error instanceof ZapisError && error.code === 'ffmpeg-failed')) throw error;
}

/** Gathers `time[,flags]` lines of ffprobe. */
export class FrameTimes {
  readonly #times = new Set<number>();
  /** False when a packet lacks its presentation time. */
  complete = true;

  constructor(private readonly originUs: number) {}

  clear(): void {
    this.#times.clear();
    this.complete = true;
  }

  /** False ends the reading: the times are of no use. */
  add(line: string): boolean {
    const [time = '', flags = ''] = line.split(',');
    // D: decoded but never shown, by the container's edit list. Empty lines stand for side data.
    if (time.trim() === '' || flags.includes('D')) return true;
    const seconds = Number(time);
    this.complete = Number.isFinite(seconds);
    if (this.complete) this.#times.add(Math.round(seconds * US_PER_SECOND) - this.originUs);
    return this.complete;
  }

  sorted(): number[] {
    return [...this.#times].sort((a, b) => a - b);
  }
}
