import { region, type Keyframe, type Region, type RegionTreatment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import type { PictureSpan } from './plan';
import { clamp } from './spans';

/** A part of the picture to cover, on the footage's canonical timeline. */
export interface RegionCover extends Span {
  readonly treatment: RegionTreatment;
  /** The ellipse in each box alone; all of the box unless given. */
  readonly shape?: 'ellipse';
  /** The detector found what is there. */
  readonly face?: true;
  /** Ascending, at least one. */
  readonly keyframes: readonly Keyframe[];
}

/** What regions ask of the picture within a stretch: parts to cover, and whole frames where nobody knows the parts. */
export interface RegionPlan {
  readonly covers: readonly RegionCover[];
  readonly whole: readonly PictureSpan[];
  /** Where faces are meant to be seen. */
  readonly bare: readonly RegionCover[];
}

/**
 * Fails closed: a stretch whose faces are to be covered and were not searched for is covered whole.
 *
 * @throws ZapisError `region-plan-failed` for a region that cannot be drawn: nothing may leave then.
 */
export function planRegions(regions: readonly Region[], within: Span): RegionPlan {
  const covers: RegionCover[] = [];
  const whole: PictureSpan[] = [];
  const bare: RegionCover[] = [];
  for (const one of regions) {
    assertDrawable(one);
    for (const seen of seenParts(one)) {
      const part = clamp(seen, within);
      if (part) bare.push({ startUs: part.startUs, endUs: part.endUs, treatment: one.treatment, keyframes: one.keyframes });
    }
    const span = clamp(one, within);
    if (span === null || one.bare) continue;
    if (one.kind !== 'faces') covers.push({ startUs: span.startUs, endUs: span.endUs, treatment: one.treatment, ...(one.shape === 'ellipse' ? { shape: one.shape } : {}), ...(one.kind === 'face' ? { face: true as const } : {}), keyframes: one.keyframes });
    else if (one.searched === null) whole.push({ startUs: span.startUs, endUs: span.endUs, treatment: one.treatment === 'black' ? 'black' : 'blur' });
  }
  return { covers, whole, bare };
}

/** Where every frame was searched for faces. */
export function searchedStretches(regions: readonly Region[]): Span[] {
  return regions.filter(({ kind, searched }) => kind === 'faces' && searched !== null).map(({ startUs, endUs }) => ({ startUs, endUs }));
}

/** When a region says that it may be seen: always, or while its face was found and somebody cut the cover off. */
function seenParts({ kind, bare, startUs, endUs, keyframes }: Region): Span[] {
  if (bare) return [{ startUs, endUs }];
  const [first, last] = [keyframes[0], keyframes.at(-1)];
  if (kind !== 'face' || !first || !last) return [];
  return [{ startUs: first.atUs, endUs: startUs }, { startUs: endUs, endUs: last.atUs + 1 }].filter((part) => part.endUs > part.startUs);
}

function assertDrawable(one: Region): void {
  const ascending = one.keyframes.every((k, i) => k.atUs > (one.keyframes[i - 1]?.atUs ?? -1));
  if (!region.safeParse(one).success || one.endUs <= one.startUs || !ascending || (one.kind !== 'faces' && one.keyframes.length === 0)) throw new ZapisError('region-plan-failed');
}

/** A cover of the plan in time from the clip's first instant; keyframes may lie before it. */
export function coverInClipTime(cover: RegionCover, clip: Span): RegionCover {
  return {
    ...cover, startUs: cover.startUs - clip.startUs, endUs: cover.endUs - clip.startUs,
    keyframes: cover.keyframes.map((k) => ({ ...k, atUs: k.atUs - clip.startUs })),
  };
}
