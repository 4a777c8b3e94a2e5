import type { VideoTreatment, WholeTreatment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { PictureSpan } from './plan';

const STRENGTH: Readonly<Record<VideoTreatment, number>> = { none: 0, faces: 1, blur: 2, black: 3 };

/** The stronger of two treatments of the same picture: black over blur over faces over none. */
export function stronger<T extends VideoTreatment>(a: T, b: T): T {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}

/** At every instant the strongest treatment asked for, as sorted, disjoint spans; neighbours alike are one. */
export function strongestPicture(spans: readonly (Span & { treatment: WholeTreatment })[]): PictureSpan[] {
  const covering = spans.filter((s) => s.treatment !== 'none');
  const edges = [...new Set(covering.flatMap((s) => [s.startUs, s.endUs]))].sort((a, b) => a - b);
  const result: PictureSpan[] = [];
  edges.slice(0, -1).forEach((startUs, i) => {
    const endUs = edges[i + 1] ?? startUs;
    const treatment = covering
      .filter((s) => s.startUs <= startUs && s.endUs >= endUs)
      .reduce<WholeTreatment>((strongest, s) => stronger<WholeTreatment>(strongest, s.treatment), 'none');
    if (treatment === 'none') return;
    const last = result.at(-1);
    if (last && last.endUs === startUs && last.treatment === treatment) result[result.length - 1] = { ...last, endUs };
    else result.push({ startUs, endUs, treatment });
  });
  return result;
}
