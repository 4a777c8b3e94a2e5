import { useState, type JSX } from 'react';
import type { RequestOutput } from '../../../shared/contract';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { failureText, t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { ProgressBar } from '../../ui/ProgressBar';

type Found = RequestOutput<'vault.check'> & { deep: boolean };

/** What a check found, as a sentence. */
export function healthText({ ok, footage, problems, deep }: Found): string {
  if (!ok) return tn('safety.unhealthy', problems.length);
  return tn(deep ? 'safety.healthyDeep' : 'safety.healthyQuick', footage);
}

export function HealthCheck(): JSX.Element {
  const [running, setRunning] = useState<'quick' | 'deep' | null>(null);
  const [found, setFound] = useState<Found | null>(null);

  async function check(deep: boolean): Promise<void> {
    setRunning(deep ? 'deep' : 'quick');
    setFound(null);
    const result = await ask('vault.check', { deep });
    setRunning(null);
    if (result) setFound({ ...result, deep });
  }

  return (
    <>
      <div className="row">
        <Button icon="check" disabled={running !== null} onClick={() => void check(false)}>{t('safety.quick')}</Button>
        <Button icon="search" disabled={running !== null} onClick={() => void check(true)}>{t('safety.deep')}</Button>
      </div>
      <div className="stack" role="status">
        {running && <><span className="small muted">{t(running === 'deep' ? 'safety.checkingDeep' : 'safety.checking')}</span><ProgressBar label={t('safety.check')} value={null} /></>}
        {found && <Notice tone={found.ok ? 'info' : 'danger'}>{healthText(found)}</Notice>}
        {found && found.problems.length > 0 && <ul className="problems scroll" aria-label={t('safety.problems')}>{found.problems.map((problem, i) => <li key={i}>{failureText(problem)}</li>)}</ul>}
      </div>
    </>
  );
}
