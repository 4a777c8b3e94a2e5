import { useEffect, useRef, type JSX } from 'react';
import { formatTime } from '../../../shared/time';
import { t } from '../../ui/messages';
import { onTick } from './playback';

/** Time now and in all; written to the page directly, since it changes with every frame. */
export function Clock({ durationUs }: { durationUs: number }): JSX.Element {
  const now = useRef<HTMLSpanElement>(null);
  useEffect(() => onTick((us) => {
    const text = formatTime(us, true);
    if (now.current && now.current.textContent !== text) now.current.textContent = text;
  }), []);
  return (
    <span className="clock mono" role="timer" aria-label={t('player.time')} aria-live="off">
      <span ref={now} data-testid="time-now">{formatTime(0, true)}</span>
      <span className="muted"> / {formatTime(durationUs, true)}</span>
    </span>
  );
}
