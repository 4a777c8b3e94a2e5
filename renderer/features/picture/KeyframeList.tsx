import { useLayoutEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { Region } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { classes } from '../../ui/classes';
import { t } from '../../ui/messages';
import { currentUs, seek } from '../player/playback';
import { useMay } from '../vault/person';
import { nameOf } from './names';
import { removeKeyframe } from './store';

/** Keyframes shown on either side of the one in hand: a track of hours has thousands. */
const AROUND = 12;

/** Every keyframe of the open region, a line each: Enter goes there, where the box can be changed; Delete takes it away. */
export function KeyframeList({ region }: { region: Region }): JSX.Element {
  const { keyframes } = region;
  const mayDraw = useMay('regions.draw');
  const [at, setAt] = useState(() => Math.max(0, keyframes.findLastIndex(({ atUs }) => atUs <= currentUs())));
  const list = useRef<HTMLUListElement>(null);
  const follow = useRef(false);
  const here = Math.min(at, keyframes.length - 1);
  const from = Math.max(0, Math.min(here - AROUND, keyframes.length - 2 * AROUND));
  useLayoutEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    list.current?.querySelector<HTMLElement>(`[data-keyframe="${here}"]`)?.focus();
  });

  function onKeyDown(event: KeyboardEvent, index: number): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const frame = keyframes[index];
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: AROUND, PageUp: -AROUND, Home: -keyframes.length, End: keyframes.length }[event.key];
    if (step !== undefined) {
      follow.current = true;
      setAt(Math.max(0, Math.min(keyframes.length - 1, index + step)));
    } else if (event.key === 'Delete' && frame && mayDraw) {
      void removeKeyframe(region, frame.atUs).then((done) => {
        if (!done) return;
        follow.current = true;
        setAt(Math.max(0, Math.min(keyframes.length - 2, index)));
      });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <ul ref={list} className="keyframes scroll" aria-label={t('picture.keyframeList', { name: nameOf(region) })}>
      {keyframes.slice(from, from + 2 * AROUND + 1).map(({ atUs, x, y, w, h }, n) => {
        const told = { time: formatTime(atUs, true), x: percent(x), y: percent(y), w: percent(w), h: percent(h) };
        return (
        <li key={atUs}>
          <button
            type="button" className={classes('keyframe', 'mono', 'small', from + n === here && 'keyframe-here')} data-keyframe={from + n} tabIndex={from + n === here ? 0 : -1}
            aria-keyshortcuts={mayDraw ? 'Enter Delete' : 'Enter'} title={mayDraw ? t('picture.keyframeKeys') : undefined}
            onClick={() => { setAt(from + n); seek(Math.min(Math.max(atUs, region.startUs), region.endUs - 1)); }} onKeyDown={(event) => { onKeyDown(event, from + n); }}
          >
            <span aria-hidden="true">{t('picture.keyframeShort', told)}</span><span className="visually-hidden">{t('picture.keyframeAt', told)}</span>
          </button>
        </li>
        );
      })}
    </ul>
  );
}

function percent(share: number): number {
  return Math.round(share * 100);
}
