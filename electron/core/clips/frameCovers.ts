import type { RegionTreatment } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import type { RegionCover } from '../redaction/regionPlan';
import { sweptBox, sweptEllipses, type Box } from '../../../shared/regionPath';

/** A part of one frame to cover, in shares of the picture. */
export interface FrameBox extends Box {
  readonly treatment: RegionTreatment;
  /** The ellipse in the box alone; all of the box unless given. */
  readonly shape?: 'ellipse';
  /** What lies below this height of the picture is not meant. */
  readonly upTo?: number;
}

const BUCKET_US = 5 * US_PER_SECOND;

/**
 * Tells what to cover in a frame. Hours of footage may hold thousands of tracks, so covers are kept by the seconds in
 * which they stand.
 */
export class FrameCovers {
  readonly #buckets = new Map<number, RegionCover[]>();
  #last = -1;

  constructor(covers: readonly RegionCover[]) {
    for (const cover of covers) {
      for (let at = bucketOf(cover.startUs); at <= bucketOf(cover.endUs - 1); at += 1) {
        const bucket = this.#buckets.get(at);
        if (bucket) bucket.push(cover);
        else this.#buckets.set(at, [cover]);
        this.#last = Math.max(this.#last, at);
      }
    }
  }

  /** Whatever a region touches while a frame is shown, `[fromUs, toUs)`; that is what the frame shows of it and more. */
  during(fromUs: number, toUs: number): FrameBox[] {
    return [...this.#standing(fromUs, toUs)].flatMap(({ startUs, endUs, keyframes, treatment, shape }): FrameBox[] => {
      if (shape === 'ellipse') return sweptEllipses(keyframes, Math.max(fromUs, startUs), Math.min(toUs, endUs)).map((box) => ({ ...box, treatment, shape }));
      const box = sweptBox(keyframes, Math.max(fromUs, startUs), Math.min(toUs, endUs));
      return box ? [{ ...box, treatment }] : [];
    });
  }

  #standing(fromUs: number, toUs: number): Set<RegionCover> {
    const found = new Set<RegionCover>();
    // The last frame of all is shown without end; no cover reaches further than its own end.
    const last = Math.min(bucketOf(toUs - 1), this.#last);
    for (let at = bucketOf(fromUs); at <= last; at += 1) {
      for (const cover of this.#buckets.get(at) ?? []) if (cover.startUs < toUs && cover.endUs > fromUs) found.add(cover);
    }
    return found;
  }
}

function bucketOf(us: number): number {
  return Math.floor(us / BUCKET_US);
}
