import type { WholeTreatment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { stronger } from '../redaction/picture';
import type { PictureSpan } from '../redaction/plan';

/**
 * How far a cut may lie from a frame's edge and still mean that edge: half a millisecond of rounding by people and
 * the command line, half by containers that count in milliseconds. Far below any frame's duration.
 */
const EDGE_US = 1_000;

/** The frames of a clip. Times are canonical; `lower` and `upper` lie midway to the frames that stay outside. */
export interface ClipFrames {
  /** Presentation time of each frame of the clip, ascending. */
  readonly timesUs: readonly number[];
  readonly lowerUs: number;
  readonly upperUs: number;
}

/**
 * The frames that are on the screen during a clip: the first is the one shown at its start, although it may have
 * appeared earlier; the last is the last that appears before its end. Null for footage without frames there.
 *
 * @param allUs presentation times of the frames around the clip, ascending.
 */
export function framesOfClip(allUs: readonly number[], clip: Span): ClipFrames | null {
  if (allUs.length === 0) return null;
  const first = Math.max(0, allUs.findLastIndex((t) => t <= clip.startUs + EDGE_US));
  const last = Math.max(first, allUs.findLastIndex((t) => t < clip.endUs - EDGE_US));
  const at = (i: number): number | undefined => (i >= 0 ? allUs[i] : undefined);
  const firstUs = at(first) ?? 0;
  const lastUs = at(last) ?? firstUs;
  if (firstUs >= clip.endUs) return null;
  const before = at(first - 1);
  const after = at(last + 1);
  return {
    timesUs: allUs.slice(first, last + 1),
    lowerUs: before === undefined ? firstUs - EDGE_US : midway(before, firstUs),
    upperUs: after === undefined ? lastUs + EDGE_US : midway(lastUs, after),
  };
}

/** When each frame appears in the clip, microseconds from its start; the first was there already. */
export function timesInClip(frames: ClipFrames, clip: Span): number[] {
  return frames.timesUs.map((t) => Math.max(0, t - clip.startUs));
}

/** A run of whole frames to cover. `from` and `to` (microseconds in the clip) lie midway to the frames that stay bare. */
export interface FrameCover {
  readonly treatment: PictureSpan['treatment'];
  /** Indices into the clip's frames, inclusive. */
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * Extends picture spans outward to whole frames: a frame is covered when any instant of its showing lies in a span.
 * A frame under two spans gets the stronger treatment.
 *
 * @param picture canonical spans of the plan.
 */
export function coverFrames(picture: readonly PictureSpan[], frames: ClipFrames, clip: Span): FrameCover[] {
  const shown = timesInClip(frames, clip);
  const treatments = shown.map((fromUs, i): WholeTreatment => {
    const toUs = shown[i + 1] ?? Number.POSITIVE_INFINITY;
    return picture
      .filter((s) => s.startUs - clip.startUs < toUs && s.endUs - clip.startUs > fromUs)
      .reduce<WholeTreatment>((strongest, s) => stronger<WholeTreatment>(strongest, s.treatment), 'none');
  });
  const covers: FrameCover[] = [];
  treatments.forEach((treatment, i) => {
    const last = covers.at(-1);
    const next = shown[i + 1];
    const toUs = next === undefined ? Number.MAX_SAFE_INTEGER : midway(shown[i] ?? 0, next);
    if (treatment === 'none') return;
    if (last && last.lastFrame === i - 1 && last.treatment === treatment) covers[covers.length - 1] = { ...last, lastFrame: i, toUs };
    else covers.push({ treatment, firstFrame: i, lastFrame: i, fromUs: i === 0 ? -1 : midway(shown[i - 1] ?? 0, shown[i] ?? 0), toUs });
  });
  return covers;
}

function midway(a: number, b: number): number {
  return Math.floor((a + b) / 2);
}
