import type { JSX } from 'react';
import { t } from '../../../ui/messages';
import { ProgressBar } from '../../../ui/ProgressBar';
import { isActive, useJobs } from '../../jobs/store';

/** How often the memory was read to its end in this session: what was searched before is searched anew. */
export function useIndexed(): number {
  return useJobs(({ jobs }) => jobs.filter(({ kind, state }) => kind === 'memory' && state === 'succeeded').length);
}

/** Says that pairs are still being read into the memory, and how many of them are. */
export function Indexing(): JSX.Element | null {
  const progress = useJobs(({ jobs }) => jobs.find((job) => job.kind === 'memory' && isActive(job))?.progress);
  if (progress === undefined) return null;
  return (
    <div className="memory-indexing" role="status">
      <span>{t('memory.indexing')}</span>
      <ProgressBar label={t('jobs.kindMemory')} value={progress} />
    </div>
  );
}
