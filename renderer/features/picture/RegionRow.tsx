import type { JSX } from 'react';
import type { Region } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { t, tn } from '../../ui/messages';
import { currentUs } from '../player/playback';
import { useMay } from '../vault/person';
import { nameOf } from './names';
import { KeyframeList } from './KeyframeList';
import { changeRegion, goToRegion, searchAgain, useRegions } from './store';

interface RegionRowProps {
  region: Region;
  /** An order's search is under way. */
  searching: boolean;
  onRemove: (region: Region) => void;
}

/** One region. Enter goes to it; what is selected can be cut to where the player stands. */
export function RegionRow({ region, searching, onRemove }: RegionRowProps): JSX.Element {
  const selected = useRegions((state) => state.selected === region.id);
  const mayDraw = useMay('regions.draw');
  // What an order found are regions of their own: cutting the order would cut none of them.
  const maySet = mayDraw && region.kind !== 'faces';
  const mayRemove = useMay('regions.remove');
  const { kind, treatment, shape, bare, startUs, endUs } = region;
  const otherShape = shape === 'ellipse' ? 'rectangle' : 'ellipse';
  const [name, time] = [nameOf(region), formatTime(startUs, true)];
  const other = treatment === 'black' ? 'pixelate' : 'black';
  const facts = [bare ? t('picture.bare') : t(`picture.as-${treatment}`), shape === 'ellipse' && t('picture.ellipse'), kind !== 'faces' && tn('picture.keyframes', region.keyframes.length)].filter(Boolean).join(' · ');
  return (
    <li className={classes('region-row', selected && 'region-row-selected', kind === 'face' && 'region-row-track', bare && 'region-row-bare')} data-region-id={region.id}>
      <button type="button" className="region-open" aria-current={selected || undefined} aria-keyshortcuts={mayRemove ? 'Enter Delete' : 'Enter'} onClick={() => { goToRegion(region); }}>
        <span className="row"><Icon name={kind === 'drawn' ? 'redact' : 'person'} size={14} /><strong className="truncate">{name}</strong><span className="spacer" /><span className="mono small muted">{time} – {formatTime(endUs, true)}</span></span>
        <span className="small muted">{facts}</span>
        {kind === 'faces' && <span className={classes('small', region.searched === null && 'region-unsearched')}>{t(region.searched !== null ? 'picture.searched' : searching ? 'picture.searching' : 'picture.unsearched')}</span>}
      </button>
      {selected && kind !== 'faces' && <KeyframeList region={region} />}
      {selected && (
        <div className="region-foot">
          {maySet && <Button size="small" icon="markIn" onClick={() => void changeRegion(region, { startUs: currentUs() })}>{t('picture.beginHere')}</Button>}
          {maySet && <Button size="small" icon="markOut" onClick={() => void changeRegion(region, { endUs: currentUs() })}>{t('picture.endHere')}</Button>}
          {mayRemove && maySet && (bare || kind === 'drawn') && <Button size="small" icon="eye" onClick={() => void changeRegion(region, { bare: !bare })}>{t(bare ? 'picture.coverAgain' : 'picture.leave')}</Button>}
          {maySet && !bare && <Button size="small" onClick={() => void changeRegion(region, { treatment: other })}>{t(`picture.make-${other}`)}</Button>}
          {mayDraw && kind === 'faces' && region.searched === null && !searching && <Button size="small" icon="search" onClick={() => void searchAgain(region)}>{t('picture.searchAgain')}</Button>}
          <span className="spacer" />
          {maySet && <Button size="small" onClick={() => void changeRegion(region, { shape: otherShape })}>{t(`picture.make-${otherShape}`)}</Button>}
          {mayRemove && !(bare && kind === 'face') && <IconButton size="small" icon="bin" label={t('picture.removeNamed', { name, time })} shortcut="Delete" onClick={() => { onRemove(region); }} />}
        </div>
      )}
    </li>
  );
}
