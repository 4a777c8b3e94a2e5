import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { runFfmpeg } from '../media/process';
import type { RegionCover } from '../redaction/regionPlan';
import type { PictureExpectation } from './checkPicture';
import { FrameCovers, type FrameBox } from './frameCovers';
import { coverFrames } from './frames';
import { regionBlock } from './pictureFilter';
import { isCovered, type Planes } from './regionMeasure';
import { seekTo } from './seconds';

export interface RegionExpectation extends PictureExpectation {
  /** In the clip's time and in shares of its frame. */
  readonly regions: readonly RegionCover[];
}

/** A run of frames to decode: every frame from the first to the last, with what must be covered in each. */
interface Run { readonly first: number; readonly boxes: (readonly FrameBox[])[] }

/** Frames between two covers that are decoded along rather than starting ffmpeg anew. */
const BRIDGED_FRAMES = 100;
/** Subtitles stand on the lower part: only this much of the frame is measured then. */
const BARE_SHARE = 0.6;

/**
 * Measures every covered part of every frame of the finished clip: where each must be comes from the plan, not from the
 * mask by which it was rendered. Frames that are covered whole are `checkPicture`'s.
 *
 * @param timesUs `clipFrameTimes` of the clip.
 * @throws ZapisError `export-check-failed`.
 */
export async function checkRegions(binaries: FfmpegBinaries, served: Served, timesUs: readonly number[], expected: RegionExpectation, signal?: AbortSignal): Promise<void> {
  if (expected.regions.length === 0) return;
  for (const run of runsOf(timesUs, expected)) await checkRun(binaries, served, timesUs, run, expected, signal);
}

function runsOf(timesUs: readonly number[], { picture, regions, burned }: RegionExpectation): Run[] {
  const whole = new Set(coverFrames(picture, { timesUs, lowerUs: 0, upperUs: 0 }, { startUs: 0, endUs: Number.MAX_SAFE_INTEGER })
    .flatMap(({ firstFrame, lastFrame }) => Array.from({ length: lastFrame - firstFrame + 1 }, (_, i) => firstFrame + i)));
  const covers = new FrameCovers(regions);
  const runs: Run[] = [];
  timesUs.forEach((time, i) => {
    const bottom = burned ? BARE_SHARE : 1;
    const boxes = whole.has(i) ? [] : covers.during(time, time + 1).map((box) => ({ ...box, upTo: bottom })).filter((box) => box.top < bottom);
    if (boxes.length === 0) return;
    const last = runs.at(-1);
    const gap = last ? i - last.first - last.boxes.length : 0;
    if (last && gap <= BRIDGED_FRAMES) last.boxes.push(...Array.from({ length: gap }, () => []), boxes);
    else runs.push({ first: i, boxes: [boxes] });
  });
  return runs;
}

async function checkRun(binaries: FfmpegBinaries, served: Served, timesUs: readonly number[], { first, boxes }: Run, { width, height }: RegionExpectation, signal?: AbortSignal): Promise<void> {
  const between = (i: number): number => ((timesUs[i - 1] ?? 0) + (timesUs[i] ?? 0)) / 2;
  const from = first === 0 ? -1 : between(first);
  const end = first + boxes.length < timesUs.length ? `:end=${seconds(between(first + boxes.length))}` : '';
  const seek = seekTo(from);
  const frame = new FrameReader(width, height);
  let seen = 0;
  let bare = false;
  const judge = (planes: Planes): void => {
    bare ||= !(boxes[seen] ?? []).every((box) => isCovered(planes, box, boxes[seen] ?? [], regionBlock(width, height)));
    seen += 1;
  };
  await runFfmpeg(binaries, ['-copyts', ...seek, '-i', served.url, '-filter_complex', `[0:v:0]trim=start=${seconds(from)}${end},format=yuv420p[o]`, '-map', '[o]', '-an', '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'], {
    served, signal, onStdout: (chunk) => { frame.push(chunk, judge); },
  });
  if (bare || seen !== boxes.length) throw new ZapisError('export-check-failed', { what: 'regions' });
}

/** Cuts ffmpeg's output into frames; holds one. */
class FrameReader {
  readonly #bytes: Uint8Array;
  #filled = 0;

  constructor(private readonly width: number, private readonly height: number) {
    this.#bytes = new Uint8Array((width * height * 3) / 2);
  }

  push(chunk: Uint8Array, onFrame: (planes: Planes) => void): void {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + this.#bytes.length - this.#filled);
      this.#bytes.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < this.#bytes.length) continue;
      this.#filled = 0;
      const { width, height } = this;
      const luma = width * height;
      const plane = (from: number, w: number, h: number): Planes['luma'] => ({ pixels: this.#bytes.subarray(from, from + w * h), width: w, height: h });
      onFrame({ luma: plane(0, width, height), chroma: [plane(luma, width / 2, height / 2), plane(luma * 1.25, width / 2, height / 2)] });
    }
  }
}

function seconds(us: number): string {
  return (us / US_PER_SECOND).toFixed(6);
}
