import { useEffect, type PointerEvent, type RefObject } from 'react';
import { seek, setRange } from '../player/playback';
import { usePlayer } from '../player/store';
import { useTranscript } from '../transcript/store';
import { RULER_HEIGHT } from './draw';
import { setView, useTimeline, zoom } from './store';

const CLICK_PX = 4;
const GRAB_PX = 6;

/** The time under a pointer. */
function timeAt(canvas: HTMLElement, clientX: number): number {
  const box = canvas.getBoundingClientRect();
  const { view } = useTimeline.getState();
  const us = view.startUs + ((clientX - box.left) / box.width) * view.spanUs;
  return Math.round(Math.min(usePlayer.getState().durationUs, Math.max(0, us)));
}

type Drag = (us: number) => void;

/** What a press at this place begins: the ruler scrubs, an edge of the range moves, the wave starts a range. */
function beginDrag(canvas: HTMLElement, event: PointerEvent): Drag {
  const at = timeAt(canvas, event.clientX);
  if (event.clientY - canvas.getBoundingClientRect().top < RULER_HEIGHT) return seek;
  const { inUs, outUs } = usePlayer.getState();
  const near = (us: number | null): boolean => us !== null && Math.abs(us - at) < (GRAB_PX / canvas.clientWidth) * useTimeline.getState().view.spanUs;
  if (near(inUs)) return (us) => { if (outUs === null || us < outUs) setRange(us, outUs); };
  if (near(outUs)) return (us) => { if (inUs === null || us > inUs) setRange(inUs, us); };
  return (us) => {
    if (us === at) return;
    // The newest choice is the one that M marks.
    useTranscript.setState({ selection: null });
    setRange(Math.min(at, us), Math.max(at, us));
  };
}

/** Mouse, pen and wheel on the timeline. Without a drag a press seeks. */
export function usePointer(ref: RefObject<HTMLDivElement | null>): (event: PointerEvent<HTMLDivElement>) => void {
  useEffect(() => {
    const element = ref.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { view } = useTimeline.getState();
      if (!element) return;
      if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY * 0.0022), timeAt(element, event.clientX));
      else setView({ ...view, startUs: view.startUs + ((event.deltaX + event.deltaY) / element.clientWidth) * view.spanUs });
    };
    // React listens to the wheel passively: zooming must keep the page itself from zooming.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => { element?.removeEventListener('wheel', onWheel); };
  }, [ref]);

  return (event) => {
    if (event.button !== 0) return;
    const element = event.currentTarget;
    const from = event.clientX;
    const drag = beginDrag(element, event);
    let moved = drag === seek;
    if (moved) seek(timeAt(element, from));
    element.setPointerCapture(event.pointerId);
    const move = (e: globalThis.PointerEvent): void => {
      moved ||= Math.abs(e.clientX - from) >= CLICK_PX;
      if (moved) drag(timeAt(element, e.clientX));
    };
    const end = (): void => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('lostpointercapture', end);
      if (!moved) seek(timeAt(element, from));
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', end);
  };
}
