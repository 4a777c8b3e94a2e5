import { useEffect, useRef, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { IconButton } from '../../ui/Button';
import { t } from '../../ui/messages';
import { useDark } from '../../ui/theme';
import { currentPassages, usePassages } from '../passages/store';
import { onTick, seek } from '../player/playback';
import { RangePoints } from '../player/RangePoints';
import { usePlayer } from '../player/store';
import { useTranscript } from '../transcript/store';
import { usePlayable } from '../player/view';
import { drawTimeline } from './draw';
import { openTimeline, setView, useTimeline, zoom, zoomAll } from './store';
import { usePointer } from './usePointer';
import { follow } from './viewport';
import './timeline.css';

/** Waveform, speech, passages, in and out. A slider to assistive technology: the arrow keys seek. */
export function Timeline({ footage }: { footage: Footage }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const { waveform, view, loading } = useTimeline();
  const { inUs, outUs, playing } = usePlayer();
  const segments = useTranscript((state) => state.segments);
  const passages = usePassages((state) => state.passages);
  const dark = useDark();
  const mayPlay = usePlayable(footage);
  const onPointerDown = usePointer(field);
  const { id, durationUs } = footage;

  useEffect(() => { void openTimeline(id, durationUs, mayPlay); }, [id, durationUs, mayPlay]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const draw = (): void => { drawTimeline(element, { view, waveform, segments, passages: currentPassages(passages), inUs, outUs }); };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => { observer.disconnect(); };
    // The colours are read while drawing: a change of theme means drawing again.
  }, [view, waveform, segments, passages, inUs, outUs, dark]);

  useEffect(() => onTick((us) => {
    const { view: now } = useTimeline.getState();
    if (usePlayer.getState().playing) {
      const turned = follow(now, us, durationUs);
      if (turned !== now) setView(turned);
    }
    const share = (us - useTimeline.getState().view.startUs) / useTimeline.getState().view.spanUs;
    const element = playhead.current;
    if (!element) return;
    element.hidden = share < 0 || share > 1;
    element.style.left = `${share * 100}%`;
    field.current?.setAttribute('aria-valuenow', String(Math.round(us / 1000)));
    field.current?.setAttribute('aria-valuetext', formatTime(us));
  }), [view, durationUs, playing]);

  return (
    <section className="timeline" aria-label={t('timeline.title')}>
      <div ref={field} className="timeline-field" role="slider" tabIndex={0} aria-label={t('timeline.position')} aria-valuemin={0} aria-valuemax={Math.round(durationUs / 1000)} aria-valuenow={0} onPointerDown={onPointerDown} onKeyDown={(event) => { if (event.key === 'Home' || event.key === 'End') seek(event.key === 'Home' ? 0 : durationUs); }}>
        <canvas ref={canvas} className="timeline-canvas" aria-hidden="true" />
        {mayPlay && <div ref={playhead} className="playhead" />}
        {loading && <span className="timeline-note">{t('timeline.loading')}</span>}
      </div>
      <div className="timeline-foot">
        <RangePoints />
        <Overview durationUs={durationUs} />
        <IconButton size="small" icon="plus" label={t('timeline.zoomIn')} shortcut="+" onClick={() => { zoom(0.5); }} />
        <IconButton size="small" icon="minus" label={t('timeline.zoomOut')} shortcut="-" onClick={() => { zoom(2); }} />
        <IconButton size="small" icon="fit" label={t('timeline.zoomAll')} shortcut="0" onClick={zoomAll} />
      </div>
    </section>
  );
}

/** Which part of the whole is showing; a scroll bar in the keyboard's and the screen reader's terms too. */
function Overview({ durationUs }: { durationUs: number }): JSX.Element {
  const view = useTimeline((state) => state.view);
  const rest = Math.max(0, durationUs - view.spanUs);
  return (
    <div className="overview">
      <span className="overview-shown" style={{ left: `${(view.startUs / durationUs) * 100}%`, width: `${Math.max(0.8, (view.spanUs / durationUs) * 100)}%` }} />
      <input type="range" aria-label={t('timeline.scroll')} min={0} max={1000} disabled={rest === 0} value={rest === 0 ? 0 : (view.startUs / rest) * 1000} onChange={(event) => { setView({ ...view, startUs: (Number(event.target.value) / 1000) * rest }); }} />
    </div>
  );
}
