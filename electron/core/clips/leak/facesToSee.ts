import type { RegionCover } from '../../redaction/regionPlan';
import type { PictureSpan } from '../../redaction/plan';
import { coverFrames } from '../frames';
import { FrameCovers, type FrameBox } from '../frameCovers';

/** A frame of a finished clip in which faces must not be seen. */
export interface FrameToSee {
  /** Number of the frame. */
  readonly frame: number;
  /** Where tracked faces are covered: looked at closely. */
  readonly faces: readonly FrameBox[];
  /** All that is covered. */
  readonly covers: readonly FrameBox[];
  /** Where faces are meant to be seen. */
  readonly bare: readonly FrameBox[];
}

export interface FacesWanted {
  /** When the clip's frames are shown, ascending. */
  readonly timesUs: readonly number[];
  /** All of the clip, in its time and in shares of its frame. */
  readonly picture: readonly PictureSpan[];
  readonly regions: readonly RegionCover[];
  readonly bare: readonly RegionCover[];
}

/** Tells in which frames to look for faces: all in which one was tracked, but those that are covered whole. */
export function framesToSee({ timesUs, picture, regions, bare }: FacesWanted): FrameToSee[] {
  const faces = new FrameCovers(regions.filter(({ face }) => face === true));
  const [all, seen] = [new FrameCovers(regions), new FrameCovers(bare)];
  const whole = new Set(coverFrames(picture, { timesUs, lowerUs: 0, upperUs: 0 }, { startUs: 0, endUs: Number.MAX_SAFE_INTEGER })
    .flatMap(({ firstFrame, lastFrame }) => Array.from({ length: lastFrame - firstFrame + 1 }, (_, i) => firstFrame + i)));
  return timesUs.flatMap((timeUs, frame): FrameToSee[] => {
    const here = whole.has(frame) ? [] : faces.during(timeUs, timeUs + 1);
    return here.length === 0 ? [] : [{ frame, faces: here, covers: all.during(timeUs, timeUs + 1), bare: seen.during(timeUs, timeUs + 1) }];
  });
}

/** Frames of a run are decoded in one go. */
const LONGEST = 500;
/** Frames between that are decoded along rather than starting ffmpeg anew. */
const BRIDGED = 25;

/** Frames that lie near each other, in stretches of which an interruption costs one. */
export function runsOf(frames: readonly FrameToSee[]): (readonly [FrameToSee, ...FrameToSee[]])[] {
  const runs: [FrameToSee, ...FrameToSee[]][] = [];
  for (const one of frames) {
    const run = runs.at(-1);
    if (run && one.frame - (run.at(-1)?.frame ?? 0) <= BRIDGED && one.frame - run[0].frame < LONGEST) run.push(one);
    else runs.push([one]);
  }
  return runs;
}
