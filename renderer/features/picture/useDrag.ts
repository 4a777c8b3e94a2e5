import { useRef, type PointerEvent } from 'react';
import { moved, sized, type Place } from './box';

interface Dragged {
  place: Place;
  change: (next: Place) => void;
  store: () => void;
}

type Handlers = Readonly<Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', (event: PointerEvent<HTMLElement>) => void>>;

/** Moves a box with the mouse, or sizes it where its corner is caught, in shares of the frame that it stands in. */
export function useDrag({ place, change, store }: Dragged): Handlers {
  const from = useRef<{ x: number; y: number; place: Place; corner: boolean } | null>(null);
  const end = (): void => {
    if (!from.current) return;
    from.current = null;
    store();
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, y: event.clientY, place, corner: event.target instanceof HTMLElement && event.target.dataset['corner'] !== undefined };
    },
    onPointerMove: (event) => {
      const frame = event.currentTarget.parentElement?.getBoundingClientRect();
      if (!from.current || !frame) return;
      const { x, y, place: start, corner } = from.current;
      if (event.clientX !== x || event.clientY !== y) change((corner ? sized : moved)(start, (event.clientX - x) / frame.width, (event.clientY - y) / frame.height));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
