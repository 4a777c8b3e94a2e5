import { isDeepStrictEqual } from 'node:util';
import type { Span } from '../../../shared/time';
import type { PictureSpan, RedactionPlan } from './plan';
import type { RegionCover } from './regionPlan';

/**
 * Whether what was made by one plan takes out all that another asks for, in sound and picture. Asked before a clip gets its
 * name: somebody may have marked or corrected something while it was made.
 */
export function isCoveredBy(asked: Cuts, made: Cuts): boolean {
  const within = (inner: Span, outer: Span): boolean => outer.startUs <= inner.startUs && outer.endUs >= inner.endUs;
  const covers = (inner: PictureSpan): boolean => made.picture.some((outer) => within(inner, outer) && (outer.treatment === 'black' || inner.treatment === 'blur'));
  const covering = (inner: RegionCover): boolean => made.picture.some((outer) => within(inner, outer))
    || made.regions.some((outer) => within(inner, outer) && (outer.treatment === 'black' || inner.treatment === 'pixelate') && (outer.shape === undefined || outer.shape === inner.shape) && isDeepStrictEqual(inner.keyframes, outer.keyframes));
  return asked.sound.every((inner) => made.sound.some((outer) => within(inner, outer))) && asked.picture.every(covers) && asked.regions.every(covering);
}

type Cuts = Pick<RedactionPlan, 'sound' | 'picture' | 'regions'>;
