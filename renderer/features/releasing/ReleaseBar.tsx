import type { JSX } from 'react';
import type { Footage, Release } from '../../../shared/domain';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { formatMoment } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { openCount } from '../clips/refusal';
import { RefusalReasons } from '../clips/RefusalReasons';
import { usePassages } from '../passages/store';
import { useView } from '../player/view';
import { useMay } from '../vault/person';
import { releaseFootage, takeBackRelease } from './store';
import './releasing.css';

/** Whether editors see this footage, who let them, and why they do no more. */
export function ReleaseBar({ footage }: { footage: Footage }): JSX.Element | null {
  const mayRelease = useMay('footage.release');
  const seesRaw = useMay('footage.play');
  const told = usePassages((state) => state.refusal);
  const open = openCount(told);
  const shown = useView((state) => state.publishedOf === footage.id);
  const release = footage.release ?? null;
  const standing = release?.standing === true;
  if (!seesRaw) return null;
  return (
    <section className="release" aria-label={t('release.title')}>
      <p className={classes('release-state', standing && 'release-stands')} role="status"><Icon name={standing ? 'eye' : 'lock'} size={14} /><span>{stateText(release)}</span></p>
      {!standing && open > 0 && <div className="release-refusal small"><span className="muted">{t('release.before')}</span><RefusalReasons reasons={told?.reasons ?? []} id="release-refusal" label={t('release.before')} brief /></div>}
      <div className="row row-wrap">
        {standing && <Button size="small" icon="eye" disabled={!release.previewed} aria-pressed={shown && release.previewed} onClick={() => { useView.setState({ publishedOf: shown ? null : footage.id }); }}>{t(release.previewed ? 'release.asPublished' : 'release.previewMaking')}</Button>}
        {standing && mayRelease && <Button size="small" icon="close" onClick={() => void takeBackRelease(footage)}>{t('release.takeBack')}</Button>}
        {!standing && mayRelease && <Button size="small" icon="check" kind="primary" disabled={open > 0} aria-describedby={open > 0 ? 'release-refusal' : undefined} onClick={() => void releaseFootage(footage)}>{t('release.release')}</Button>}
      </div>
    </section>
  );
}

function stateText(release: Release | null): string {
  if (release === null) return t('release.never');
  if (release.standing) return t('release.standing', { name: release.by, when: formatMoment(release.at) });
  const when = formatMoment(release.takenBackAt ?? release.at);
  if (release.why === 'person') return t('release.wasTakenBack', { name: release.takenBackBy ?? '', when });
  return t(release.why === 'transcript' ? 'release.transcriptChanged' : 'release.passagesChanged', { when });
}
