import { grown, type Box } from '../../../shared/regionPath';
import type { FrameBox } from './frameCovers';

interface Plane { readonly pixels: Uint8Array; readonly width: number; readonly height: number }

/** A decoded frame, yuv420p. */
export interface Planes { readonly luma: Plane; readonly chroma: readonly [Plane, Plane] }

/** Levels of 255. Black is 16, the rest is the encoder's. */
const BLACK_BELOW = 32;
/** Colour of black is 128. */
const GREY_WITHIN = 12;
/** Mean distance of a block's pixels from their mean; encoders leave one or two, any picture of something more. */
const FLAT_WITHIN = 3;
/** Of few pixels the encoder's own waves around the cover's edge are a larger part; of a face there would be still more. */
const [SMALL, SMALL_FLAT_WITHIN] = [256, 8];
/** So far an encoder blends one block of the mosaic into the next, pixels. */
const BLENDED = 2;
/** What lies next to black may have become black with it: the mask's margin and cells, and the encoder's blocks. */
const BLACK_REACH = 0.3;
const BLACK_REACH_SHARE = 0.03;

/** Whether a part of a frame shows nothing: black, or in each block of the mosaic one colour. */
export function isCovered({ luma, chroma }: Planes, box: FrameBox, all: readonly FrameBox[], block: number): boolean {
  if (box.treatment === 'black') {
    return everyPixel(luma, box, (value) => value < BLACK_BELOW) && chroma.every((plane) => Math.abs(mean(plane, box) - 128) <= GREY_WITHIN);
  }
  const black = all.filter(({ treatment }) => treatment === 'black').map(reachOf);
  return isFlat(luma, box, black, block) && chroma.every((plane) => isFlat(plane, box, black, block / 2));
}

interface Rect { left: number; top: number; right: number; bottom: number }

/** Whether the middle of a pixel lies in what is covered of a box. */
function insideOf({ shape, left, top, right, bottom }: FrameBox, { width, height }: Plane): ((x: number, y: number) => boolean) | null {
  if (shape !== 'ellipse') return null;
  const [middleX, middleY, halfX, halfY] = [((left + right) / 2) * width, ((top + bottom) / 2) * height, ((right - left) / 2) * width, ((bottom - top) / 2) * height];
  return (x, y) => ((x + 0.5 - middleX) / halfX) ** 2 + ((y + 0.5 - middleY) / halfY) ** 2 <= 1;
}

/** Whole pixels inside a box, at least one. */
function pixelsOf(box: Box & Pick<FrameBox, 'upTo'>, { width, height }: Plane): Rect {
  const left = Math.min(width - 1, Math.ceil(box.left * width - 0.01));
  const top = Math.min(height - 1, Math.ceil(box.top * height - 0.01));
  return { left, top, right: Math.max(left + 1, Math.min(width, Math.floor(box.right * width + 0.01))), bottom: Math.max(top + 1, Math.min(height, Math.floor(Math.min(box.bottom, box.upTo ?? 1) * height + 0.01))) };
}

function reachOf(box: Box): Box {
  const wide = grown(box, BLACK_REACH);
  return { left: wide.left - BLACK_REACH_SHARE, top: wide.top - BLACK_REACH_SHARE, right: wide.right + BLACK_REACH_SHARE, bottom: wide.bottom + BLACK_REACH_SHARE };
}

function isFlat(plane: Plane, box: FrameBox, black: readonly Box[], block: number): boolean {
  const all = pixelsOf(box, plane);
  const dark = black.map((one) => pixelsOf(one, plane));
  const inside = insideOf(box, plane);
  for (let y = Math.floor(all.top / block) * block; y < all.bottom; y += block) {
    for (let x = Math.floor(all.left / block) * block; x < all.right; x += block) {
      const part = { left: Math.max(x + BLENDED, all.left), top: Math.max(y + BLENDED, all.top), right: Math.min(x + block - BLENDED, all.right), bottom: Math.min(y + block - BLENDED, all.bottom) };
      const values = valuesIn(plane, part, dark, inside);
      if (distance(values) > (values.length < SMALL ? SMALL_FLAT_WITHIN : FLAT_WITHIN)) return false;
    }
  }
  return true;
}

type Inside = ((x: number, y: number) => boolean) | null;

/** The pixels of a part that count: those near black apart, and what lies beside an ellipse. */
function valuesIn(plane: Plane, part: Rect, dark: readonly Rect[], inside: Inside): number[] {
  const values: number[] = [];
  for (let y = part.top; y < part.bottom; y += 1) {
    for (let x = part.left; x < part.right; x += 1) {
      if ((inside === null || inside(x, y)) && !dark.some((d) => x >= d.left && x < d.right && y >= d.top && y < d.bottom)) values.push(plane.pixels[y * plane.width + x] ?? 0);
    }
  }
  return values;
}

/** Mean distance of pixels from their mean. */
function distance(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const middle = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.reduce((sum, v) => sum + Math.abs(v - middle), 0) / values.length;
}

function mean(plane: Plane, box: FrameBox): number {
  let [sum, count] = [0, 0];
  everyPixel(plane, box, (value) => { sum += value; count += 1; return true; });
  // An ellipse so small that no pixel's middle lies in it.
  return count === 0 ? 128 : sum / count;
}

function everyPixel(plane: Plane, box: FrameBox, holds: (value: number) => boolean): boolean {
  return everyIn(plane, pixelsOf(box, plane), insideOf(box, plane), holds);
}

function everyIn({ pixels, width }: Plane, part: Rect, inside: Inside, holds: (value: number) => boolean): boolean {
  for (let y = part.top; y < part.bottom; y += 1) {
    for (let x = part.left; x < part.right; x += 1) if ((inside === null || inside(x, y)) && !holds(pixels[y * width + x] ?? 0)) return false;
  }
  return true;
}
