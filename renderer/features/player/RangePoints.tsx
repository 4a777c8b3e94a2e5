import type { JSX } from 'react';
import { IconButton } from '../../ui/Button';
import { formatPoint } from '../../ui/format';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { markIn, markOut, setRange } from './playback';
import { usePlayer } from './store';

/** The in and out points: set here, by I and O, or by dragging over the timeline. */
export function RangePoints(): JSX.Element {
  const { inUs, outUs } = usePlayer();
  const mayPlay = useMay('footage.playRedacted');
  const empty = inUs === null && outUs === null;
  return (
    <div className="points" role="group" aria-label={t('player.range')}>
      {mayPlay && <IconButton size="small" icon="markIn" label={t('player.markIn')} shortcut="I" onClick={markIn} />}
      {!empty && <span className="mono">{inUs === null ? '–' : formatPoint(inUs)} → {outUs === null ? '–' : formatPoint(outUs)}</span>}
      {mayPlay && <IconButton size="small" icon="markOut" label={t('player.markOut')} shortcut="O" onClick={markOut} />}
      {!empty && <IconButton size="small" icon="close" label={t('player.clearRange')} shortcut="Shift+X" onClick={() => { setRange(null, null); }} />}
    </div>
  );
}
