import type { JSX } from 'react';
import type { Job, PauseReason } from '../../../shared/domain';
import { Button, IconButton } from '../../ui/Button';
import { formatBytes, formatRemaining } from '../../ui/format';
import { Icon, type IconName } from '../../ui/Icon';
import { failureText, t, type MessageKey } from '../../ui/messages';
import { ProgressBar } from '../../ui/ProgressBar';
import { goOnAnyway, useWaitsForPower } from '../power/store';
import { cancelJob, duplicateText, goToFailure, isActive, placeOfFailure, revealClip } from './store';

const ICONS: Readonly<Record<Job['kind'], IconName>> = { import: 'import', preview: 'film', 'redacted-preview': 'film', transcribe: 'transcribe', align: 'clock', speakers: 'people', translate: 'translate', faces: 'people', export: 'clip', model: 'chip', backup: 'lock', 'handover-export': 'folder', 'handover-import': 'import', check: 'check', memory: 'search' };
const KINDS: Readonly<Record<Job['kind'], MessageKey>> = { import: 'jobs.kindImport', preview: 'jobs.kindPreview', 'redacted-preview': 'jobs.kindRedactedPreview', transcribe: 'jobs.kindTranscribe', align: 'jobs.kindAlign', speakers: 'jobs.kindSpeakers', translate: 'jobs.kindTranslate', faces: 'jobs.kindFaces', export: 'jobs.kindExport', model: 'jobs.kindModel', backup: 'jobs.kindBackup', 'handover-export': 'jobs.kindHandoverExport', 'handover-import': 'jobs.kindHandoverImport', check: 'jobs.kindCheck', memory: 'jobs.kindMemory' };
const STATES: Readonly<Record<Job['state'], MessageKey>> = { queued: 'jobs.queued', running: 'jobs.running', succeeded: 'jobs.succeeded', failed: 'jobs.failed', cancelled: 'jobs.cancelled' };

/** Imports are measured in bytes a second, everything else against the length of the footage. */
function speedText(job: Job): string | null {
  if (job.speed === null || job.speed === 0) return null;
  return job.kind === 'import' || job.kind === 'model' ? t('jobs.bytesPerSecond', { size: formatBytes(job.speed) }) : t('jobs.realTime', { factor: job.speed });
}

function details(job: Job, waitsFor: PauseReason | null): string {
  if (waitsFor !== null) return [job.progress > 0 && `${Math.floor(job.progress * 100)} %`, t(`jobs.paused-${waitsFor}`)].filter(Boolean).join(' · ');
  if (job.state === 'failed' && job.error) return failureText(job.error);
  if (job.duplicateOf !== undefined) return duplicateText(job.duplicateOf);
  if (job.state !== 'running') return t(STATES[job.state]);
  const left = job.remainingMs === null ? null : formatRemaining(job.remainingMs);
  return [`${Math.floor(job.progress * 100)} %`, job.parts && t('jobs.parts', job.parts), speedText(job), left].filter(Boolean).join(' · ');
}

export function JobRow({ job }: { job: Job }): JSX.Element {
  const waitsFor = useWaitsForPower(job);
  const name = t('jobs.named', { kind: t(KINDS[job.kind]), title: job.title });
  return (
    <li className="job" data-job-id={job.id} data-state={job.state} data-kind={job.kind} data-paused={waitsFor ?? undefined}>
      <Icon name={job.state === 'failed' ? 'alert' : job.state === 'succeeded' ? 'check' : ICONS[job.kind]} />
      <span className="job-kind">{t(KINDS[job.kind])}</span>
      <span className="job-title truncate" title={job.title}>{job.title}</span>
      {job.state === 'running' && <ProgressBar label={name} value={job.progress === 0 ? null : job.progress} />}
      <span className="job-details tabular">{details(job, waitsFor)}</span>
      {waitsFor !== null && <Button size="small" title={t('jobs.goOnHint')} onClick={() => void goOnAnyway()}>{t('jobs.goOn')}</Button>}
      {isActive(job) && <IconButton icon="close" size="small" label={t('jobs.cancelNamed', { name })} onClick={() => void cancelJob(job.id)} />}
      {placeOfFailure(job) !== null && <Button size="small" icon="eye" onClick={() => { goToFailure(job); }}>{t('jobs.goThere')}</Button>}
      {job.kind === 'export' && job.state === 'succeeded' && <Button size="small" icon="folder" onClick={() => void revealClip(job.id)}>{t('jobs.reveal')}</Button>}
    </li>
  );
}
