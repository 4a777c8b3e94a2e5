import { ZapisError } from '../../../shared/errors';
import type { FfmpegBinaries } from '../media/binaries';
import type { Loopback, Served } from '../media/loopback';
import type { PictureSpan, SoundSpan } from '../redaction/plan';
import type { RegionCover } from '../redaction/regionPlan';
import { checkPicture } from './checkPicture';
import { checkRegions } from './checkRegions';
import { checkSound } from './checkSound';
import { checkStreams, clipFrameTimes, type StreamExpectation } from './checkStreams';
import { openFileSource, type FileSource } from './fileSource';

/** What a finished clip must be. All times in the clip. */
export interface ClipExpectation extends StreamExpectation {
  readonly sound: readonly SoundSpan[];
  readonly picture: readonly PictureSpan[];
  readonly regions: readonly RegionCover[];
  readonly burned: boolean;
  /** When its frames should be shown; empty without picture. */
  readonly frameTimesUs: readonly number[];
}

export interface ClipFacts {
  /** Every frame is there, at its time to the millisecond. */
  readonly framesExact: boolean;
  /** When its frames are shown, ascending. */
  readonly frameTimesUs: readonly number[];
}

interface CheckEnv {
  readonly binaries: FfmpegBinaries;
  readonly loopback: Loopback;
}

/** Reads a finished clip's frame times. */
export async function clipFacts(env: CheckEnv, file: string, expected: ClipExpectation, signal?: AbortSignal): Promise<ClipFacts> {
  return withFile(env, file, async (served) => {
    const times = expected.video ? await clipFrameTimes(env.binaries, served, signal) : [];
    const framesExact = times.length === expected.frameTimesUs.length && times.every((t, i) => Math.abs(t - (expected.frameTimesUs[i] ?? 0)) <= 1_000);
    return { framesExact, frameTimesUs: times };
  });
}

/**
 * The check that every export must pass before its file gets its name: made on the file itself, decoded anew, and
 * on nothing that the rendering believed.
 *
 * @param facts `clipFacts` of this very file.
 * @throws ZapisError `export-check-failed` with `what`; `export-incomplete` when frames at the ends are missing.
 */
export async function checkClip(env: CheckEnv, file: string, expected: ClipExpectation, facts: ClipFacts, signal?: AbortSignal): Promise<void> {
  await withFile(env, file, async (served, source) => {
    const streams = checkStreams(env.binaries, served, source, expected, signal);
    const sound = expected.audio ? checkSound(env.binaries, served, expected.audio.channels, expected.sound, signal) : Promise.resolve();
    const picture = expected.video ? checkFrames(env, served, expected, facts.frameTimesUs, signal) : Promise.resolve();
    // All to their end: a child left running would read on after the file is gone.
    const failed = (await Promise.allSettled([streams, sound, picture])).find((r) => r.status === 'rejected');
    if (failed) throw failed.reason;
  });
}

async function checkFrames(env: CheckEnv, served: Served, expected: ClipExpectation, times: readonly number[], signal?: AbortSignal): Promise<void> {
  checkEnds(times, expected.frameTimesUs);
  if (!expected.video) return;
  await checkPicture(env.binaries, served, times, { ...expected.video, picture: expected.picture, burned: expected.burned }, signal);
  await checkRegions(env.binaries, served, times, { ...expected.video, picture: expected.picture, regions: expected.regions, burned: expected.burned }, signal);
}

/** First and last frame within one frame of where they should be. */
function checkEnds(times: readonly number[], wanted: readonly number[]): void {
  const steps = wanted.slice(1).map((t, i) => t - (wanted[i] ?? 0));
  const frameUs = Math.max(1_000, ...steps.slice(0, 1), ...steps.slice(-1));
  const near = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && Math.abs(a - b) <= frameUs + 1_000;
  if (!near(times[0], wanted[0]) || !near(times.at(-1), wanted.at(-1))) throw new ZapisError('export-incomplete');
}

async function withFile<T>(env: CheckEnv, file: string, work: (served: Served, source: FileSource) => Promise<T>): Promise<T> {
  const source = openFileSource(file);
  const served = env.loopback.serve(source);
  try {
    return await work(served, source);
  } finally {
    served.close();
    source.close();
  }
}
