import { US_PER_SECOND } from '../../../shared/time';

/** The stretch of the footage that the timeline shows. */
export interface Viewport {
  startUs: number;
  spanUs: number;
}

const CLOSEST_US = US_PER_SECOND / 2;
const RULER_STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;

/** Keeps the viewport inside the footage and no closer than half a second. */
export function clampViewport(view: Viewport, durationUs: number): Viewport {
  const spanUs = Math.min(durationUs, Math.max(Math.min(CLOSEST_US, durationUs), view.spanUs));
  return { spanUs, startUs: Math.max(0, Math.min(view.startUs, durationUs - spanUs)) };
}

/** Zooms by `factor` (below 1 is closer) so that `aroundUs` stays where it is on the screen. */
export function zoomViewport(view: Viewport, factor: number, aroundUs: number, durationUs: number): Viewport {
  const clamped = clampViewport({ startUs: view.startUs, spanUs: view.spanUs * factor }, durationUs);
  const share = (aroundUs - view.startUs) / view.spanUs;
  return clampViewport({ startUs: aroundUs - share * clamped.spanUs, spanUs: clamped.spanUs }, durationUs);
}

/** The viewport that shows `us`: the same if it does already, else turned like a page. */
export function follow(view: Viewport, us: number, durationUs: number): Viewport {
  if (us >= view.startUs && us <= view.startUs + view.spanUs) return view;
  return clampViewport({ startUs: us - view.spanUs * 0.1, spanUs: view.spanUs }, durationUs);
}

/** Seconds between the ruler's numbers so that they stand at least `minPx` apart. */
export function rulerStep(spanUs: number, widthPx: number, minPx = 84): number {
  const perPx = spanUs / US_PER_SECOND / Math.max(1, widthPx);
  return RULER_STEPS_S.find((step) => step / perPx >= minPx) ?? 7200;
}
