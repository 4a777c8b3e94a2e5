import { useEffect, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { ProgressBar } from '../../ui/ProgressBar';
import { useJobs } from '../jobs/store';
import { usePlayer } from './store';
import './player.css';

/** In the place of the picture while the redacted preview is still being made. The timeline still serves to choose a clip. */
export function ClosedStage({ footage }: { footage: Footage }): JSX.Element {
  const { id, durationUs } = footage;
  useEffect(() => { usePlayer.setState({ footageId: id, durationUs, playing: false, shuttle: 0, failed: false, inUs: null, outUs: null }); }, [id, durationUs]);
  const job = useJobs((state) => state.jobs.findLast((j) => j.kind === 'redacted-preview' && j.footageId === id && j.finishedAt === null));
  return (
    <div className="stage stage-closed">
      <p className="stage-note"><Icon name="eye" size={28} /><span>{t('release.previewPending')}</span></p>
      {job && <ProgressBar value={job.progress} label={t('jobs.kindRedactedPreview')} />}
    </div>
  );
}
