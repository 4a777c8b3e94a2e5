import type { JSX } from 'react';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { formatBytes } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { JobRow } from '../jobs/JobRow';
import { isActive, useJobs } from '../jobs/store';
import { addModelFile, useModels } from './store';
import './models.css';

export function ModelsDialog(): JSX.Element {
  const models = useModels((state) => state.models);
  const jobs = useJobs((state) => state.jobs);
  return (
    <Dialog title={t('models.title')} onClose={closeDialog} foot={<><Button icon="import" onClick={() => void addModelFile()}>{t('models.add')}</Button><span className="spacer" /><Button kind="primary" onClick={closeDialog}>{t('common.done')}</Button></>}>
      <p className="muted">{t('models.lead')}</p>
      <ul className="models" aria-label={t('models.title')}>
        {models.map((model) => (
          <li key={model.id} className="model">
            <span className="row">
              <strong>{model.title}</strong>
              {model.isDefault && <span className="model-tag">{t('models.default')}</span>}
              <span className="spacer" />
              <span className={model.installed ? 'chip chip-good' : 'chip'}>{model.installed && <Icon name="check" size={12} />}{model.installed ? t('models.installed') : t('models.missing')}</span>
            </span>
            <span className="small muted">{t('models.facts', { size: formatBytes(model.bytes), memory: formatBytes(model.memoryBytes) })}{model.canTranslate && ` · ${t('models.translates')}`}</span>
            {!model.fits && <span className="small">{t('models.tooLarge')}</span>}
            {model.note && <span className="small">{model.note}</span>}
          </li>
        ))}
      </ul>
      <ul aria-label={t('models.jobs')}>{jobs.filter((job) => job.kind === 'model' && isActive(job)).map((job) => <JobRow key={job.id} job={job} />)}</ul>
    </Dialog>
  );
}
