import type { JSX, KeyboardEvent, PointerEvent } from 'react';

interface SplitterProps {
  label: string;
  orientation: 'vertical' | 'horizontal';
  /** Size of the pane that it resizes, CSS pixels. */
  value: number;
  min: number;
  max: number;
  /** The pane lies after the splitter, so that moving towards it makes it smaller. */
  after?: boolean;
  onChange: (value: number) => void;
}

const KEY_STEP = 16;

/** The line between two panes: drag it, or focus it and use the arrow keys. */
export function Splitter({ label, orientation, value, min, max, after = false, onChange }: SplitterProps): JSX.Element {
  const clamp = (n: number): number => Math.round(Math.min(max, Math.max(min, n)));
  const sign = after ? -1 : 1;

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const along = (e: { clientX: number; clientY: number }): number => (orientation === 'vertical' ? e.clientX : e.clientY);
    const from = along(event);
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    const move = (e: globalThis.PointerEvent): void => { onChange(clamp(value + sign * (along(e) - from))); };
    const end = (): void => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('lostpointercapture', end);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('lostpointercapture', end);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const grow = orientation === 'vertical' ? { ArrowRight: 1, ArrowLeft: -1 }[event.key] : { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (grow === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(clamp(value + grow * sign * KEY_STEP));
  }

  return <div className="splitter" role="separator" tabIndex={0} aria-label={label} aria-orientation={orientation} aria-valuenow={value} aria-valuemin={min} aria-valuemax={max} onPointerDown={onPointerDown} onKeyDown={onKeyDown} />;
}
