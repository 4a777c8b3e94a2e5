import type { JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { t } from '../../ui/messages';
import { RefusalReasons } from '../clips/RefusalReasons';
import { useExportRefusal } from '../clips/refusal';
import { loopSegment } from '../transcript/listening';
import { Clock } from './Clock';
import { setRate, setVolume, stepFrame, togglePlay } from './playback';
import { RATES, usePlayer } from './store';
import { usePlayable } from './view';

/** The row of controls under the picture. */
export function Transport({ footage }: { footage: Footage }): JSX.Element {
  const { playing, shuttle, rate, volume, muted, loop } = usePlayer();
  const mayPlay = usePlayable(footage);
  const refusal = useExportRefusal();
  const running = playing || shuttle !== 0;
  return (
    <div className="transport" role="toolbar" aria-label={t('player.controls')}>
      <div className="transport-line">
        {mayPlay && <div className="row transport-play">
          <IconButton icon="stepBack" label={t('player.frameBack')} shortcut="," onClick={() => { stepFrame(-1); }} />
          <IconButton icon={running ? 'pause' : 'play'} label={running ? t('player.pause') : t('player.play')} shortcut="Space" className="play-button" onClick={togglePlay} />
          <IconButton icon="stepForward" label={t('player.frameForward')} shortcut="." onClick={() => { stepFrame(1); }} />
          <IconButton icon="loop" label={t('player.loop')} shortcut="R" aria-pressed={loop !== null} onClick={loopSegment} />
        </div>}
        {mayPlay && <Clock durationUs={footage.durationUs} />}
        {shuttle !== 0 && shuttle !== 1 && <span className="shuttle mono" role="status">{shuttle < 0 ? `◀ ${-shuttle}×` : `▶ ${shuttle}×`}</span>}
        <span className="spacer" />
        {!refusal?.hidden && <Button icon="clip" disabled={refusal !== null && !refusal.mayOverride} aria-describedby={refusal ? 'export-refusal' : undefined} onClick={() => { openDialog({ kind: 'export' }); }} title={t('clips.exportHint')}><span className="export-label">{t('clips.export')}</span></Button>}
        {mayPlay && <div className="row transport-sound">
          <select className="input rate" aria-label={t('player.speed')} value={rate} onChange={(event) => { setRate(Number(event.target.value)); }}>
            {RATES.map((r) => <option key={r} value={r}>{`${r}×`}</option>)}
          </select>
          <IconButton icon={muted || volume === 0 ? 'muted' : 'volume'} label={muted ? t('player.unmute') : t('player.mute')} aria-pressed={muted} onClick={() => { setVolume(volume, !muted); }} />
          <input type="range" className="volume" min={0} max={1} step={0.05} value={muted ? 0 : volume} aria-label={t('player.volume')} onChange={(event) => { setVolume(Number(event.target.value)); }} />
        </div>}
      </div>
      {refusal && !refusal.hidden && <div className="transport-refusal small"><span className="muted">{t('clips.beforeExport')}</span><RefusalReasons reasons={refusal.reasons} id="export-refusal" brief /></div>}
    </div>
  );
}
