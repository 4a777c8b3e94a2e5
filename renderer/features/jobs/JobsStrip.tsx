import type { JSX } from 'react';
import { Button } from '../../ui/Button';
import { t, tn } from '../../ui/messages';
import { JobRow } from './JobRow';
import { dismissFinished, isActive, toggleJobs, useJobs } from './store';
import './jobs.css';

/** The foot of the window: the work under way in one line, or all of it when opened. */
export function JobsStrip(): JSX.Element {
  const { jobs, open } = useJobs();
  const active = jobs.filter(isActive).length;
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  const shown = open ? jobs : jobs.slice(0, 1);
  return (
    <section className="jobs" aria-label={t('jobs.pane')} data-open={open || undefined}>
      <div className="jobs-head">
        <Button kind="quiet" size="small" icon={open ? 'down' : 'up'} aria-expanded={open} aria-controls="jobs-list" onClick={toggleJobs}>
          {t('jobs.title')}
          {jobs.length > 0 && <span className="count">{jobs.length}</span>}
        </Button>
        {!open && failed > 0 && <span className="jobs-failed small">{tn('jobs.failedCount', failed)}</span>}
        {open && <span className="small muted">{active > 0 ? tn('jobs.active', active) : t('jobs.idle')}</span>}
        {open && <span className="spacer" />}
        {open && jobs.some((job) => !isActive(job)) && <Button kind="quiet" size="small" onClick={() => void dismissFinished()}>{t('jobs.dismiss')}</Button>}
      </div>
      <ul className="jobs-list scroll" id="jobs-list" aria-label={t('jobs.title')}>
        {shown.map((job) => <JobRow key={job.id} job={job} />)}
      </ul>
      {jobs.length === 0 && <span className="jobs-none small muted">{t('jobs.none')}</span>}
    </section>
  );
}
