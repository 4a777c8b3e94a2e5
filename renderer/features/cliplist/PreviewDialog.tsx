import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { ClipPreview, ListedClip } from '../../../shared/domain';
import { formatTime, msToUs } from '../../../shared/time';
import { on, request } from '../../api/client';
import { closeDialog, openDialog } from '../../state/dialogs';
import { onLock } from '../../state/session';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { failureText, t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { pause } from '../player/playback';
import { reportActive } from '../vault/store';
import { useMay } from '../vault/person';
import { PreviewPlayer, type PreviewState } from './previewPlayer';

const TITLE_MS = 6_000;
const STEP_US = 1_000_000;
const NOTHING: PreviewState = { atUs: 0, playing: false, ready: false, cue: [], failed: false };
let open: PreviewPlayer | null = null;
onLock(() => { open?.close(); });

/** A clip as it will be exported, played without rendering it. Without a plan there is neither sound nor picture. */
export function PreviewDialog({ clip, number }: { clip: ListedClip; number: number }): JSX.Element {
  const [plan, setPlan] = useState<ClipPreview | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayExport = useMay('clips.export');

  useEffect(() => {
    let [asked, gone] = [0, false];
    pause();
    const load = (): void => {
      asked += 1;
      const mine = asked;
      // What it plays by is out of date: nothing plays until there is another.
      setPlan(null);
      void request('clips.preview', { clipId: clip.id }).then((answer) => {
        if (gone || mine !== asked) return;
        setPlan(answer.ok ? answer.value : null);
        setRefusal(answer.ok ? null : failureText(answer.error));
      });
    };
    load();
    const ends = [on('passages.changed', load), on('transcript.changed', load), on('clips.changed', load), on('footage.changed', load)];
    return () => {
      gone = true;
      for (const end of ends) end();
    };
  }, [clip.id]);

  return (
    <Dialog wide title={t('cliplist.previewTitle', { title: clip.title === '' ? t('cliplist.untitled', { number }) : clip.title })} onClose={closeDialog}
      foot={<><span className="small muted">{t('cliplist.previewNote')}</span><span className="spacer" />{mayExport && <Button icon="export" onClick={() => { openDialog({ kind: 'exportClips', clipId: clip.id }); }}>{t('clips.export')}</Button>}<Button onClick={closeDialog}>{t('common.close')}</Button></>}>
      {refusal !== null && <Notice tone="danger">{refusal}</Notice>}
      {plan ? <Stage key={JSON.stringify(plan)} plan={plan} /> : <div className="preview-stage"><p className="preview-wait" role="status">{refusal === null ? t('cliplist.previewLoading') : ''}</p></div>}
    </Dialog>
  );
}

function Stage({ plan }: { plan: ClipPreview }): JSX.Element {
  const first = useRef<HTMLVideoElement>(null);
  const second = useRef<HTMLVideoElement>(null);
  const mosaic = useRef<HTMLCanvasElement>(null);
  const regions = useRef<HTMLDivElement>(null);
  const cover = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const player = useRef<PreviewPlayer | null>(null);
  // The dialog was opened while there was nothing to play yet.
  useEffect(() => { button.current?.focus(); }, []);
  const [state, setState] = useState(NOTHING);

  useEffect(() => {
    if (!first.current || !second.current || !mosaic.current || !regions.current || !cover.current) return undefined;
    const made = new PreviewPlayer(plan, { players: [first.current, second.current], mosaic: mosaic.current, regions: regions.current, cover: cover.current }, (now) => {
      setState(now);
      if (now.playing) reportActive();
    });
    player.current = made;
    open = made;
    return () => {
      made.close();
      if (open === made) open = null;
    };
  }, [plan]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP_US : event.key === 'ArrowRight' ? STEP_US : 0;
    if (event.key === ' ') player.current?.toggle();
    else if (step !== 0) player.current?.seek(state.atUs + step);
    else return;
    event.preventDefault();
  };
  const titled = state.atUs / 1000 < TITLE_MS && state.ready;
  const percent = (us: number): string => `${(100 * us) / plan.durationUs}%`;
  return (
    <div className="preview" onKeyDown={onKeyDown}>
      <div className="preview-stage" data-testid="preview-stage" data-ready={state.ready || undefined}>
        <video ref={first} preload="auto" disablePictureInPicture disableRemotePlayback tabIndex={-1} aria-hidden="true" />
        <video ref={second} preload="auto" disablePictureInPicture disableRemotePlayback tabIndex={-1} aria-hidden="true" />
        <canvas ref={mosaic} className="preview-mosaic" hidden />
        <div className="preview-regions"><div ref={regions} aria-hidden="true" /></div>
        <div ref={cover} className="preview-cover" />
        {titled && (plan.title !== '' || plan.lowerThird !== '') && <p className="preview-title"><strong>{plan.title}</strong><span>{plan.lowerThird}</span></p>}
        {state.cue.length > 0 && <p className="preview-cue">{state.cue.join('\n')}</p>}
        {state.failed && <p className="preview-wait" role="alert"><Icon name="alert" size={28} />{t('player.failed')}</p>}
      </div>
      <div className="preview-bar">
        <Button ref={button} size="small" icon={state.playing ? 'pause' : 'play'} aria-keyshortcuts="Space" onClick={() => { player.current?.toggle(); }}>{t(state.playing ? 'cliplist.pause' : 'cliplist.play')}</Button>
        <span className="preview-track">
          {plan.sound.map((span) => <span key={`s${span.startUs}`} className="preview-gone" style={{ left: percent(span.startUs), width: percent(span.endUs - span.startUs) }} />)}
          {plan.parts.slice(1).map(({ atUs }) => <span key={`j${atUs}`} className="preview-join" style={{ left: percent(atUs) }} />)}
          <input type="range" aria-label={t('cliplist.position')} aria-valuetext={formatTime(state.atUs, true)} min={0} max={plan.durationUs} step={100_000} value={state.atUs} onChange={(event) => { player.current?.seek(Number(event.target.value)); }} />
        </span>
        <span className="mono small">{formatTime(state.atUs, true)} / {formatTime(plan.durationUs, true)}</span>
      </div>
      {plan.tooFast.length > 0 && (
        <p className="preview-fast small muted">
          <span>{tn('cliplist.tooFast', plan.tooFast.length)}</span>
          {plan.tooFast.map(({ startMs, charactersASecond }) => (
            <button key={startMs} type="button" className="segment-time mono" title={t('cliplist.tooFastRate', { rate: charactersASecond })} onClick={() => { player.current?.seek(msToUs(startMs)); }}>{formatTime(msToUs(startMs), true)}</button>
          ))}
        </p>
      )}
    </div>
  );
}
