import type { ClipPreview } from '../../../shared/domain';
import { FADE_US } from '../../../shared/soundEdges';

/** Where nothing of the sound is left, in the clip's time. */
export type Silence = ClipPreview['sound'][number];

/** A change of how loud the sound is: from an instant of the clip, over so long, to 0 or 1. */
export interface GainStep { readonly atUs: number; readonly overUs: number; readonly to: 0 | 1 }

/** How loud the sound is at an instant: 0 within a silence and on its slopes, which are laid down before they are reached. */
export function gainAt(silences: readonly Silence[], us: number): 0 | 1 {
  return silences.some(({ startUs, endUs }) => startUs - FADE_US <= us && us < endUs) ? 0 : 1;
}

/** The changes after one instant and before another, in order: a slope down that ends where a silence begins, one up from its end. */
export function gainSteps(silences: readonly Silence[], fromUs: number, untilUs: number): GainStep[] {
  return silences.flatMap(({ startUs, endUs }): GainStep[] => [{ atUs: startUs - FADE_US, overUs: FADE_US, to: 0 }, { atUs: endUs, overUs: FADE_US, to: 1 }])
    .filter(({ atUs }) => atUs > fromUs && atUs < untilUs);
}
