import type { Workspace } from '../workspace/workspace';
import { looking } from './operation';

export const listJobs = looking('jobs.list', ({ jobs }: Workspace) => jobs.list());

export const cancelJob = looking('jobs.cancel', ({ jobs }, { jobId }: { jobId: string }) => { jobs.cancel(jobId); });

export const dismissFinishedJobs = looking('jobs.dismissFinished', ({ jobs }: Workspace) => { jobs.dismissFinished(); });
