import type { JSX } from 'react';
import { t } from '../../ui/messages';
import { JobRow } from '../jobs/JobRow';
import { isActive, useJobs } from '../jobs/store';
import { Block } from '../keeping/Block';
import { useMay } from '../vault/person';
import { GiveForm } from './GiveForm';
import { OwnKey } from './OwnKey';
import { TakeForm } from './TakeForm';

export function HandoverTab(): JSX.Element {
  const mayGive = useMay('handover.export');
  const jobs = useJobs((state) => state.jobs);
  const running = jobs.filter((job) => (job.kind === 'handover-export' || job.kind === 'handover-import') && isActive(job));
  return (
    <>
      {running.length > 0 && <ul aria-label={t('handover.jobs')}>{running.map((job) => <JobRow key={job.id} job={job} />)}</ul>}
      <Block title={t('handover.take')} text={t('handover.takeText')}><TakeForm /></Block>
      {mayGive && <Block title={t('handover.give')} text={t('handover.giveText')}><GiveForm /></Block>}
      <Block title={t('handover.ownKey')} text={t('handover.ownKeyText')}><OwnKey /></Block>
    </>
  );
}
