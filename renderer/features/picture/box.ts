import type { Keyframe, Region } from '../../../shared/domain';
import { boxAt, type Box } from '../../../shared/regionPath';

/** Smallest side of a box, as a share of the picture: smaller could be neither seen nor caught. */
const LEAST = 0.01;
/** Keyframes are kept to a hundredth of a per cent: finer than any pixel, and readable in fields. */
const STEPS = 10_000;

/** A box as people give it: upper left corner, width and height, in shares of the picture. */
export type Place = Omit<Keyframe, 'atUs'>;

export function placeOf({ left, top, right, bottom }: Box): Place {
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** Where a region is at an instant; null where it does not stand, and for an order, which has no place. */
export function placeAt(region: Region, atUs: number): Place | null {
  if (region.kind === 'faces' || atUs < region.startUs || atUs >= region.endUs) return null;
  const box = boxAt(region.keyframes, atUs);
  return box && placeOf(box);
}

/** Moved by shares of the picture; stops at its edges without losing its size. */
export function moved({ x, y, w, h }: Place, dx: number, dy: number): Place {
  return tidy({ x: clamp(x + dx, 0, 1 - w), y: clamp(y + dy, 0, 1 - h), w, h });
}

/** The right and lower edges moved by shares of the picture; the upper left corner stays. */
export function sized({ x, y, w, h }: Place, dw: number, dh: number): Place {
  return tidy({ x, y, w: clamp(w + dw, LEAST, 1 - x), h: clamp(h + dh, LEAST, 1 - y) });
}

/**
 * The keyframes with one at an instant. One that stands in the same frame gives way to it.
 * @param frameUs how long a frame is shown.
 */
export function withPlace(keyframes: readonly Keyframe[], atUs: number, place: Place, frameUs: number): Keyframe[] {
  return [...keyframes.filter((k) => Math.abs(k.atUs - atUs) >= frameUs / 2), { ...tidy(place), atUs }].sort((a, b) => a.atUs - b.atUs);
}

function tidy({ x, y, w, h }: Place): Place {
  const [left, top] = [round(clamp(x, 0, 1 - LEAST)), round(clamp(y, 0, 1 - LEAST))];
  return { x: left, y: top, w: round(clamp(w, LEAST, 1 - left)), h: round(clamp(h, LEAST, 1 - top)) };
}

function round(share: number): number {
  return Math.round(share * STEPS) / STEPS;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
