import type { JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { formatPoint } from '../../ui/format';
import { t } from '../../ui/messages';
import { Clock } from './Clock';
import { markIn, markOut, setRange, setRate, setVolume, stepFrame, togglePlay } from './playback';
import { RATES, usePlayer } from './store';

/** The row of controls under the picture. */
export function Transport({ footage }: { footage: Footage }): JSX.Element {
  const { playing, shuttle, rate, volume, muted, inUs, outUs } = usePlayer();
  const running = playing || shuttle !== 0;
  return (
    <div className="transport" role="toolbar" aria-label={t('player.controls')}>
      <div className="row transport-play">
        <IconButton icon="stepBack" label={t('player.frameBack')} shortcut="," onClick={() => { stepFrame(-1); }} />
        <IconButton icon={running ? 'pause' : 'play'} label={running ? t('player.pause') : t('player.play')} shortcut="Space" className="play-button" onClick={togglePlay} />
        <IconButton icon="stepForward" label={t('player.frameForward')} shortcut="." onClick={() => { stepFrame(1); }} />
      </div>
      <Clock durationUs={footage.durationUs} />
      {shuttle !== 0 && shuttle !== 1 && <span className="shuttle mono" role="status">{shuttle < 0 ? `◀ ${-shuttle}×` : `▶ ${shuttle}×`}</span>}
      <span className="spacer" />
      <div className="row transport-points">
        <IconButton icon="markIn" label={t('player.markIn')} shortcut="I" onClick={markIn} />
        <span className="points mono">{inUs === null && outUs === null ? <span className="muted">{t('player.noRange')}</span> : `${inUs === null ? '–' : formatPoint(inUs)} → ${outUs === null ? '–' : formatPoint(outUs)}`}</span>
        <IconButton icon="markOut" label={t('player.markOut')} shortcut="O" onClick={markOut} />
        {(inUs !== null || outUs !== null) && <IconButton icon="close" label={t('player.clearRange')} shortcut="Shift+X" onClick={() => { setRange(null, null); }} />}
      </div>
      <Button icon="clip" onClick={() => { openDialog({ kind: 'export' }); }} title={t('clips.exportHint')}>{t('clips.export')}</Button>
      <span className="spacer" />
      <div className="row transport-sound">
        <select className="input rate" aria-label={t('player.speed')} value={rate} onChange={(event) => { setRate(Number(event.target.value)); }}>
          {RATES.map((r) => <option key={r} value={r}>{`${r}×`}</option>)}
        </select>
        <IconButton icon={muted || volume === 0 ? 'muted' : 'volume'} label={muted ? t('player.unmute') : t('player.mute')} aria-pressed={muted} onClick={() => { setVolume(volume, !muted); }} />
        <input type="range" className="volume" min={0} max={1} step={0.05} value={muted ? 0 : volume} aria-label={t('player.volume')} onChange={(event) => { setVolume(Number(event.target.value)); }} />
      </div>
    </div>
  );
}

/** How far the arrow keys jump. */
export const ARROW_STEP_US = 5 * US_PER_SECOND;
