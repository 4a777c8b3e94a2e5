import { useEffect, useState, type JSX } from 'react';
import type { CheckReport } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { formatMoment } from '../../ui/format';
import { t } from '../../ui/messages';
import { ProgressBar } from '../../ui/ProgressBar';
import { JobRow } from '../jobs/JobRow';
import { isActive, useJobs } from '../jobs/store';
import { Findings } from './Findings';
import { beginDeepCheck, dismissHealth, loadHealth, useHealth } from './health';

export function HealthCheck(): JSX.Element {
  const [running, setRunning] = useState(false);
  const [quick, setQuick] = useState<CheckReport | null>(null);
  const kept = useHealth((state) => state.kept);
  const jobs = useJobs((state) => state.jobs);
  const deep = jobs.filter((job) => job.kind === 'check' && isActive(job));
  useEffect(() => { void loadHealth(); }, []);

  async function check(): Promise<void> {
    setRunning(true);
    setQuick(null);
    const answer = await ask('vault.check', { deep: false });
    setRunning(false);
    setQuick(answer?.report ?? null);
  }

  return (
    <>
      <div className="row">
        <Button icon="check" disabled={running} onClick={() => void check()}>{t('safety.quickCheck')}</Button>
        <Button icon="search" disabled={deep.length > 0} onClick={() => void beginDeepCheck()}>{t('safety.deep')}</Button>
      </div>
      {deep.length > 0 && <ul aria-label={t('safety.checkingDeep')}>{deep.map((job) => <JobRow key={job.id} job={job} />)}</ul>}
      <div className="stack" role="status">
        {running && <><span className="small muted">{t('safety.checking')}</span><ProgressBar label={t('safety.check')} value={null} /></>}
        {quick && <Findings report={quick} deep={false} />}
      </div>
      {kept && (
        <section className="stack" aria-label={t('safety.lastDeep')}>
          <div className="row">
            <span className="small muted">{t('safety.lastDeepBy', { at: formatMoment(kept.finishedAt), name: kept.by })}</span>
            <span className="spacer" />
            <Button size="small" kind="quiet" onClick={() => void dismissHealth()}>{t('safety.dismiss')}</Button>
          </div>
          <Findings report={kept} deep />
        </section>
      )}
    </>
  );
}
