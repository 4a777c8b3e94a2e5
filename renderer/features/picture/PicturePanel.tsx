import { useRef, type JSX, type KeyboardEvent } from 'react';
import { regionShape, regionTreatment, type Footage, type Region } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { isActive, useJobs } from '../jobs/store';
import { usePlayer } from '../player/store';
import { useMay } from '../vault/person';
import { RegionRow } from './RegionRow';
import { coverFaces, coverRegion, removeRegion, useRegions } from './store';
import './picture.css';

/** What is covered in the picture, in the order of time: boxes drawn by people and faces that the detector found. */
export function PicturePanel({ footage }: { footage: Footage }): JSX.Element {
  const { regions, treatment, shape } = useRegions();
  const list = useRef<HTMLUListElement>(null);
  const mayDraw = useMay('regions.draw') && footage.video !== null;
  const searching = useJobs((state) => state.jobs.some((job) => job.kind === 'faces' && job.footageId === footage.id && isActive(job)));
  const focus = (region: Region | undefined): void => { if (region) list.current?.querySelector<HTMLElement>(`[data-region-id="${CSS.escape(region.id)}"] .region-open`)?.focus(); };
  // A face stays on the list, left in sight.
  const remove = (region: Region): void => {
    const at = regions.indexOf(region);
    void removeRegion(region).then((done) => { if (done && region.kind !== 'face') focus(regions[at + 1] ?? regions[at - 1]); });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement) || !event.target.matches('.region-open')) return;
    const here = event.target.closest<HTMLElement>('[data-region-id]')?.dataset['regionId'];
    const at = regions.findIndex(({ id }) => id === here);
    const region = regions[at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) focus(regions[at + step]);
    else if (event.key === 'Delete' && region) remove(region);
    else return;
    event.preventDefault();
  };
  return (
    <div className="picture-pane">
      {mayDraw && (
        <div className="picture-tools">
          <Choice label={t('picture.treatment')} value={treatment} options={regionTreatment.options.map((value) => ({ value, label: t(`picture.as-${value}`) }))} onPick={(picked) => { useRegions.setState({ treatment: picked }); }} />
          <Choice label={t('picture.shape')} value={shape} options={regionShape.options.map((value) => ({ value, label: t(`picture.${value}`) }))} onPick={(picked) => { useRegions.setState({ shape: picked }); }} />
          <div className="picture-buttons">
            <Button size="small" icon="plus" onClick={() => void coverRegion(footage)}>{t('picture.coverRegion')}</Button>
            <Button size="small" icon="people" aria-disabled={searching || undefined} aria-describedby="picture-stretch" onClick={() => { if (!searching) void coverFaces(footage); }}>{t('picture.coverFaces')}</Button>
          </div>
          <p className="small muted" id="picture-stretch">{searching ? t('picture.searching') : <Stretch durationUs={footage.durationUs} />}</p>
        </div>
      )}
      {regions.length === 0 ? (
        <div className="empty"><Icon name="film" size={28} className="empty-icon" /><h3>{t('picture.emptyTitle')}</h3><p>{t(footage.video === null ? 'picture.noPicture' : 'picture.emptyText')}</p></div>
      ) : (
        <ul ref={list} className="regions scroll" aria-label={t('picture.list')} onKeyDown={onKeyDown}>
          {regions.map((region) => <RegionRow key={region.id} region={region} searching={searching} onRemove={remove} />)}
        </ul>
      )}
    </div>
  );
}

/** What the two buttons reach over. */
function Stretch({ durationUs }: { durationUs: number }): JSX.Element {
  const { inUs, outUs } = usePlayer();
  return <>{inUs === null && outUs === null ? t('picture.stretchWhole') : t('picture.stretch', { from: formatTime(inUs ?? 0, true), to: formatTime(outUs ?? durationUs, true) })}</>;
}
