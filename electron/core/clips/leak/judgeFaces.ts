import { grown, type Box } from '../../../../shared/regionPath';
import type { Face, FaceQuestion } from '../../faces/protocol';
import { FIRST_SCORE } from '../../faces/tracks';
import type { FrameBox } from '../frameCovers';
import { REGION_MARGIN } from '../regionMask';

/** Beside all covers only what is clearly a face counts: an encoder moves scores a little, and what stayed under the search's threshold was no face. */
const CLEAR_SCORE = 0.8;
/** A face of which so much lies in a cover is one that should be gone. */
const WITHIN = 0.5;
/** A face that shares so much with a place at which faces may be seen is that one. */
const MEANT = 0.3;
/** Found again in so much the same place after everything covered was made flat, it is the mosaic's own pattern. */
const SAME = 0.3;

export type Picture = Pick<FaceQuestion, 'width' | 'height' | 'rgb'>;
type Places = { readonly covers: readonly FrameBox[]; readonly bare: readonly FrameBox[] };

/** Faces of a frame that should not be seen in it, as far as one look tells. */
export function suspects(faces: readonly Face[], { covers, bare }: Places): { readonly covered: Face[]; readonly beside: Face[] } {
  const wide = covers.map((box) => grown(box, REGION_MARGIN));
  const covered = faces.filter((face) => face.score >= FIRST_SCORE && wide.some((box) => shareWithin(face, box) >= WITHIN));
  const beside = faces.filter((face) => face.score >= CLEAR_SCORE && !covered.includes(face) && !wide.some((box) => shareWithin(face, box) >= WITHIN) && !bare.some((box) => shareWithin(face, grown(box, REGION_MARGIN)) >= MEANT));
  return { covered, beside };
}

/**
 * Those that are gone once the covers are laid over the frame again: what made them faces was seen under a cover. What is
 * still there is either the mosaic's own pattern or beside the cover; the latter, where it is clearly a face, is kept.
 */
export function confirmed(covered: readonly Face[], again: readonly Face[], { covers }: Places): Face[] {
  const wide = covers.map((box) => grown(box, REGION_MARGIN));
  return covered.filter((face) => {
    const still = again.find((one) => one.score >= FIRST_SCORE && overlap(one, face) >= SAME);
    return still === undefined || (still.score >= CLEAR_SCORE && !wide.some((box) => shareWithin(still, box) >= 0.8));
  });
}

/** The frame with its covers laid over it once more: nothing that a cover hides can be in it. */
export function coveredAgain({ width, height, rgb }: Picture, covers: readonly FrameBox[], block: number): Picture {
  const out = new Uint8Array(rgb);
  const whole = (share: number, of: number): number => Math.max(0, Math.min(of, Math.round(share * of)));
  for (const box of covers) {
    const wide = grown(box, REGION_MARGIN);
    const [left, top, right, bottom] = [whole(wide.left, width), whole(wide.top, height), whole(wide.right, width), whole(wide.bottom, height)];
    for (let row = Math.floor(top / block); row * block < bottom; row += 1) {
      for (let column = Math.floor(left / block); column * block < right; column += 1) {
        flatten(out, width, {
          left: Math.max(left, Math.round(column * block)), top: Math.max(top, Math.round(row * block)),
          right: Math.min(right, Math.round((column + 1) * block)), bottom: Math.min(bottom, Math.round((row + 1) * block)),
        }, box.treatment === 'black');
      }
    }
  }
  return { width, height, rgb: out };
}

/** Gives all pixels of a part, in whole pixels, their mean; or makes them black. */
function flatten(rgb: Uint8Array, width: number, { left, top, right, bottom }: Box, black: boolean): void {
  const count = (right - left) * (bottom - top);
  if (count <= 0) return;
  for (let colour = 0; colour < 3; colour += 1) {
    let sum = 0;
    if (!black) for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += rgb[(y * width + x) * 3 + colour] ?? 0;
    const mean = Math.round(sum / count);
    for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) rgb[(y * width + x) * 3 + colour] = mean;
  }
}

/** How much of a face lies in a box, 0 to 1. */
function shareWithin({ x, y, w, h }: Face, { left, top, right, bottom }: Box): number {
  const [across, down] = [Math.min(x + w, right) - Math.max(x, left), Math.min(y + h, bottom) - Math.max(y, top)];
  return across <= 0 || down <= 0 ? 0 : (across * down) / (w * h);
}

function overlap(a: Face, b: Face): number {
  return shareWithin(a, { left: b.x, top: b.y, right: b.x + b.w, bottom: b.y + b.h });
}
