import type { Span } from '../../../shared/time';
import type { RegionCover } from '../redaction/regionPlan';
import { grown, type Box } from '../../../shared/regionPath';
import type { ByteSource } from '../vault/stores';
import { FrameCovers, type FrameBox } from './frameCovers';
import { timesInClip, type ClipFrames } from './frames';
import { maskSource } from './maskStream';

/** How far a cover reaches beyond what was drawn, as a share of its own size on every side: hands and detectors are a little off. */
export const REGION_MARGIN = 0.08;

/** Levels of the mask. */
export const PIXELATED = 128;
export const BLACKENED = 255;

/** Cells across the longer side of the mask. */
const CELLS = 240;

/** The picture in cells; a region covers every cell that it touches. */
export interface MaskGrid {
  /** Side of a cell, pixels of the clip; even, because colour is stored at half the size. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Cells that the picture itself is wide and high; the last of them may be a part. */
  readonly across: number;
  readonly down: number;
}

export function maskGrid(width: number, height: number): MaskGrid {
  const cell = Math.max(4, 2 * Math.ceil(Math.max(width, height) / CELLS / 2));
  return { cell, columns: Math.ceil(width / cell), rows: Math.ceil(height / cell), across: width / cell, down: height / cell };
}

/** What to cover in the frames of a clip, as a picture of few pixels for each frame where it changes. */
export interface RegionMask {
  readonly grid: MaskGrid;
  readonly treatments: ReadonlySet<RegionCover['treatment']>;
  /** A video of grey frames for ffmpeg, whose times are microseconds of the clip. */
  readonly source: ByteSource;
}

/**
 * Draws the covers of a clip's frames. Null when none of them reaches into the clip.
 *
 * @param covers canonical, of the plan.
 */
export function regionMask(covers: readonly RegionCover[], frames: ClipFrames, clip: Span, size: { readonly width: number; readonly height: number }): RegionMask | null {
  const finder = new FrameCovers(covers);
  const grid = maskGrid(size.width, size.height);
  const shown = timesInClip(frames, clip);
  const boxesOf = (i: number): FrameBox[] => {
    const fromUs = clip.startUs + (shown[i] ?? 0);
    const next = shown[i + 1];
    return finder.during(fromUs, next === undefined ? Math.max(clip.endUs, fromUs + 1) : clip.startUs + next);
  };
  const changes: number[] = [];
  const treatments = new Set<RegionCover['treatment']>();
  let before = '';
  for (let i = 0; i < shown.length; i += 1) {
    const boxes = boxesOf(i);
    for (const { treatment } of boxes) treatments.add(treatment);
    const now = boxes.map((box) => [box.shape, ...cellsOf(box, grid)].join()).sort().join(';');
    if (i === 0 || now !== before) changes.push(i);
    before = now;
  }
  if (treatments.size === 0) return null;
  // Midway between two frames, so that no rounding on the way through ffmpeg moves a cover by a frame.
  const timeOf = (i: number): number => (i === 0 ? 0 : Math.floor(((shown[i - 1] ?? 0) + (shown[i] ?? 0)) / 2));
  const source = maskSource(grid, changes.length, (n) => ({ atUs: timeOf(changes[n] ?? 0), draw: (into) => { drawMask(boxesOf(changes[n] ?? 0), grid, into); } }));
  return { grid, treatments, source };
}

/** Cells of a box with its margin: left, top, right, bottom (exclusive), level. */
function cellsOf(box: FrameBox, { columns, rows, across, down }: MaskGrid): [number, number, number, number, number] {
  const { left, top, right, bottom } = grown(box, REGION_MARGIN);
  return [Math.floor(left * across), Math.floor(top * down), Math.min(columns, Math.ceil(right * across)), Math.min(rows, Math.ceil(bottom * down)), levelOf(box)];
}

function levelOf({ treatment }: FrameBox): number {
  return treatment === 'black' ? BLACKENED : PIXELATED;
}

/** The cells of a row that an ellipse with its margin touches: first, and behind the last. */
function cellsOfRow(box: FrameBox, row: number, { columns, across, down }: MaskGrid): [number, number] {
  const { left, top, right, bottom } = wholeEllipse(box);
  const [middle, half] = [(left + right) / 2, (right - left) / 2];
  // Where the row is nearest to the middle, the ellipse is widest.
  const y = Math.max(row / down, Math.min((row + 1) / down, (top + bottom) / 2));
  const width = half * Math.sqrt(Math.max(0, 1 - ((2 * y - top - bottom) / (bottom - top)) ** 2));
  return [Math.max(0, Math.floor((middle - width) * across)), Math.min(columns, Math.ceil((middle + width) * across))];
}

/** With its margin, also beyond the picture's edges: cut off there, it would be another ellipse. */
function wholeEllipse({ left, top, right, bottom }: FrameBox): Box {
  const [dx, dy] = [(right - left) * REGION_MARGIN, (bottom - top) * REGION_MARGIN];
  return { left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy };
}

function drawMask(boxes: readonly FrameBox[], grid: MaskGrid, into: Uint8Array): void {
  into.fill(0);
  for (const box of [...boxes].sort((a, b) => levelOf(a) - levelOf(b))) {
    const [left, top, right, bottom, level] = cellsOf(box, grid);
    for (let row = top; row < bottom; row += 1) {
      const [from, to] = box.shape === 'ellipse' ? cellsOfRow(box, row, grid) : [left, right];
      into.fill(level, row * grid.columns + from, row * grid.columns + to);
    }
  }
}
