import type { Segment } from '../../../shared/domain';
import type { WordPoint } from './words';

/**
 * Where a place of the old transcript is found in the new one, by its time: the last word there that has begun by then.
 * @returns null when the new one has no words
 */
export function carryPoint(point: WordPoint, before: readonly Segment[], after: readonly Segment[]): WordPoint | null {
  const old = before.find(({ id }) => id === point.segmentId);
  const word = old?.words[point.word];
  const us = word && word.trust !== 'untimed' ? word.startUs : old?.startUs ?? 0;
  const spoken = after.filter(({ words }) => words.length > 0);
  const segment = spoken.findLast(({ startUs }) => startUs <= us) ?? spoken[0];
  if (!segment) return null;
  const at = segment.words.findLastIndex(({ trust, startUs }) => trust !== 'untimed' && startUs <= us);
  return { segmentId: segment.id, word: Math.max(0, at) };
}
