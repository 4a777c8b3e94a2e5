import type { Span } from '../../../shared/time';
import type { ClipPart } from './parts';
import type { FfmpegBinaries } from '../media/binaries';
import type { Loopback, Served } from '../media/loopback';
import type { PictureSpan, SoundSpan } from '../redaction/plan';
import type { RegionCover } from '../redaction/regionPlan';
import { checkPicture } from './checkPicture';
import { checkRegions } from './checkRegions';
import { checkSound } from './checkSound';
import { checkStreams, clipFrameTimes, type StreamExpectation } from './checkStreams';
import { openFileSource, type FileSource } from './fileSource';
import { finding, findingOf, leakError, type LeakFinding } from './leak/finding';

/** What a finished clip must be. All times in the clip. */
export interface ClipExpectation extends StreamExpectation {
  readonly sound: readonly SoundSpan[];
  readonly picture: readonly PictureSpan[];
  readonly regions: readonly RegionCover[];
  /** Where faces are meant to be seen. */
  readonly bare: readonly RegionCover[];
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
 * @param o.parts what the clip was made of: the error tells the place in the footage.
 * @throws ZapisError `export-check-failed` with `what`, and `atMs` in the footage where it has a time;
 *   `export-incomplete` when frames at the ends are missing.
 */
export async function checkClip(env: CheckEnv, file: string, expected: ClipExpectation, facts: ClipFacts, o: { readonly signal?: AbortSignal | undefined; readonly parts?: readonly ClipPart[] } = {}): Promise<void> {
  const [first] = await clipFindings(env, file, expected, facts, o.signal);
  if (first) throw leakError(first, o.parts);
}

/** All that is wrong with a finished clip; none when it may leave. Throws what keeps it from being checked. */
export async function clipFindings(env: CheckEnv, file: string, expected: ClipExpectation, facts: ClipFacts, signal?: AbortSignal): Promise<LeakFinding[]> {
  return withFile(env, file, async (served, source) => {
    const { video, audio } = expected;
    const sound = audio === null ? [] : spanFindings('sound', expected.sound, (spans) => checkSound(env.binaries, served, audio.channels, spans, signal));
    const picture = video === null ? [] : spanFindings('picture', expected.picture, (spans) => checkPicture(env.binaries, served, facts.frameTimesUs, { ...video, picture: spans, burned: expected.burned }, signal));
    const regions = video === null ? [] : spanFindings('regions', expected.regions, (some) => checkRegions(env.binaries, served, facts.frameTimesUs, { ...video, picture: expected.picture, regions: some, burned: expected.burned }, signal));
    const ends = video && !hasItsEnds(facts.frameTimesUs, expected.frameTimesUs) ? [finding('incomplete')] : [];
    // All to their end: a child left running would read on after the file is gone.
    const settled = await Promise.allSettled([ends, checkStreams(env.binaries, served, source, expected, signal), sound, picture, regions]);
    return settled.flatMap((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  });
}

/** Measures all spans in one go; where that fails, each by itself, to tell which. */
async function spanFindings<S extends Span>(kind: 'sound' | 'picture' | 'regions', spans: readonly S[], check: (spans: readonly S[]) => Promise<void>): Promise<LeakFinding[]> {
  const fails = async (some: readonly S[]): Promise<boolean> => check(some).then(() => false, (error: unknown) => {
    if (findingOf(error) === null) throw error;
    return true;
  });
  if (!(await fails(spans))) return [];
  const found: LeakFinding[] = [];
  for (const span of spans) if (await fails([span])) found.push(finding(kind, { span }));
  return found.length > 0 ? found : [finding(kind)];
}

/** First and last frame within one frame of where they should be. */
function hasItsEnds(times: readonly number[], wanted: readonly number[]): boolean {
  const steps = wanted.slice(1).map((t, i) => t - (wanted[i] ?? 0));
  const frameUs = Math.max(1_000, ...steps.slice(0, 1), ...steps.slice(-1));
  const near = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && Math.abs(a - b) <= frameUs + 1_000;
  return near(times[0], wanted[0]) && near(times.at(-1), wanted.at(-1));
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
