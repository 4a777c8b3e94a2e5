import type { Span } from '../../../shared/time';
import type { PictureSpan, RedactionPlan } from './plan';

/**
 * Whether what was made by one plan takes out all that another asks for, in sound and picture. Asked before a clip gets its
 * name: somebody may have marked or corrected something while it was made.
 */
export function isCoveredBy(asked: Pick<RedactionPlan, 'sound' | 'picture'>, made: Pick<RedactionPlan, 'sound' | 'picture'>): boolean {
  const within = (inner: Span, outer: Span): boolean => outer.startUs <= inner.startUs && outer.endUs >= inner.endUs;
  const covers = (inner: PictureSpan): boolean => made.picture.some((outer) => within(inner, outer) && (outer.treatment === 'black' || inner.treatment === 'blur'));
  return asked.sound.every((inner) => made.sound.some((outer) => within(inner, outer))) && asked.picture.every(covers);
}
