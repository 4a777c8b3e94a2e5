import { useEffect, useState, type JSX, type KeyboardEvent } from 'react';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { JobRow } from '../jobs/JobRow';
import { isActive, useJobs } from '../jobs/store';
import { ModelRow } from './ModelRow';
import { addModelFile, addPacks, loadModels, useModels } from './store';
import './models.css';

const JOBS = ['model'] as const;
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1), ArrowUp: (at) => Math.max(0, at - 1), Home: () => 0, End: (_, last) => last,
};

export function ModelsDialog(): JSX.Element {
  const models = useModels((state) => state.models);
  const jobs = useJobs((state) => state.jobs);
  const [at, setAt] = useState(0);
  const recommended = models.find((model) => model.isRecommended && model.kind === 'recogniser');
  const adding = jobs.filter((job) => job.kind === 'model' && isActive(job));
  // Speeds and the recommendation follow the last transcription and the interviews' languages.
  useEffect(() => { void loadModels(); }, []);

  function move(event: KeyboardEvent<HTMLUListElement>): void {
    const step = STEPS[event.key];
    if (!step || !(event.target instanceof HTMLLIElement)) return;
    event.preventDefault();
    const next = step(at, models.length - 1);
    setAt(next);
    event.currentTarget.children.item(next)?.querySelector('strong')?.scrollIntoView({ block: 'nearest' });
    (event.currentTarget.children.item(next) as HTMLElement | null)?.focus();
  }

  return (
    <Dialog wide jobs={JOBS} title={t('models.title')} onClose={closeDialog} foot={<><Button icon="import" data-first onClick={() => void addModelFile()}>{t('models.add')}</Button><Button onClick={() => void addPacks()}>{t('models.addPacks')}</Button><span className="spacer" /><Button kind="primary" onClick={closeDialog}>{t('common.done')}</Button></>}>
      <p className="muted">{t('models.lead')}</p>
      <p className="muted">{t('models.fetch')}</p>
      {recommended && <Notice tone="info">{t(recommended.installed ? 'models.recommendation' : 'models.recommendationMissing', { title: recommended.title, id: recommended.id })}</Notice>}
      {adding.length > 0 && <ul aria-label={t('models.jobs')}>{adding.map((job) => <JobRow key={job.id} job={job} />)}</ul>}
      <ul className="models" aria-label={t('models.title')} onKeyDown={move}>
        {models.map((model, i) => <ModelRow key={model.id} model={model} active={i === at} onFocus={() => { setAt(i); }} />)}
      </ul>
    </Dialog>
  );
}
