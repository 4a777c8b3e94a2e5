import type { ListedClip, PartDraft } from '../../../shared/domain';
import { formatPoint, parsePoint } from '../../ui/format';
import { checkPoints } from '../clips/points';

/** The times of one stretch as they are being typed. */
export interface TypedPart {
  readonly start: string;
  readonly end: string;
}

export function typedParts(clip: ListedClip): TypedPart[] {
  return clip.parts.map(({ startUs, endUs }) => ({ start: formatPoint(startUs), end: formatPoint(endUs) }));
}

/** What is wrong with the times of one stretch. */
export function checkPart({ start, end }: TypedPart, durationUs: number): ReturnType<typeof checkPoints> {
  return checkPoints(parsePoint(start), parsePoint(end), durationUs);
}

/**
 * The stretches anew; `undefined` where no time was changed, so that those that go by their words go on doing so; null where a time
 * cannot be. Of a stretch that was left alone the exact times stay, which are finer than what is shown.
 */
export function partsOf(clip: ListedClip, typed: readonly TypedPart[], durationOf: (footageId: string) => number): PartDraft[] | undefined | null {
  const shown = typedParts(clip);
  const same = (at: number): boolean => typed[at]?.start === shown[at]?.start && typed[at]?.end === shown[at]?.end;
  if (clip.parts.every((_, at) => same(at))) return undefined;
  const parts: PartDraft[] = [];
  for (const [at, { footageId, startUs, endUs }] of clip.parts.entries()) {
    const text = typed[at];
    const span = same(at) || text === undefined ? { startUs, endUs } : checkPart(text, durationOf(footageId)).span;
    if (span === null) return null;
    parts.push({ footageId, ...span });
  }
  return parts;
}
