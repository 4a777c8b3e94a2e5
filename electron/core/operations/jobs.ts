import type { Job } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { standingRelease } from '../releasing/release';
import type { Workspace } from '../workspace/workspace';
import { looking } from './operation';
import { seesRaw } from './release';

/** Whether the person may know of a job: its title and its error may name what must not be named to everybody. */
export function maySeeJob(workspace: Workspace, job: Pick<Job, 'id' | 'kind' | 'footageId'>): boolean {
  const preview = job.kind === 'redacted-preview' && job.footageId !== null && standingRelease(workspace.vault.db, job.footageId) !== null;
  return preview || isOwn(workspace, job.id);
}

/** @throws ZapisError `job-missing` for a job that the person may not know of. */
export function assertSeesJob(workspace: Workspace, jobId: string): void {
  const job = workspace.jobs.get(jobId);
  if (job !== undefined && !maySeeJob(workspace, job)) throw new ZapisError('job-missing');
}

export const listJobs = looking('jobs.list', (workspace: Workspace): Job[] => workspace.jobs.list().filter((job) => maySeeJob(workspace, job)));

/** Those who see nothing raw cancel what they began themselves. @throws ZapisError `job-missing` */
export const cancelJob = looking('jobs.cancel', (workspace, { jobId }: { jobId: string }) => {
  if (workspace.jobs.get(jobId) !== undefined && !isOwn(workspace, jobId)) throw new ZapisError('job-missing');
  workspace.jobs.cancel(jobId);
});

export const dismissFinishedJobs = looking('jobs.dismissFinished', (workspace: Workspace) => {
  workspace.jobs.dismissFinished(seesRaw(workspace) ? undefined : workspace.actor.id);
});

function isOwn(workspace: Workspace, jobId: string): boolean {
  return seesRaw(workspace) || workspace.jobs.startedBy(jobId) === workspace.actor.id;
}
