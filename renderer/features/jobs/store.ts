import type { Job } from '../../../shared/domain';
import { msToUs } from '../../../shared/time';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { failureText, t, type MessageKey } from '../../ui/messages';
import { dismissAboutJobs, dismissFailuresOf, toast } from '../../ui/notices';
import { pickFootage, useLibrary } from '../library/store';
import { seekIn } from '../player/playback';

export const useJobs = vaultStore<{ jobs: Job[]; open: boolean }>(() => ({ jobs: [], open: false }));

/** What leaves the vault has to be known as finished before its disk is pulled out. */
const DONE: Readonly<Partial<Record<Job['kind'], MessageKey>>> = { export: 'jobs.exportedToast', backup: 'jobs.backedUpToast', 'handover-export': 'jobs.handedOverToast' };

export const isActive = (job: Job): boolean => job.state === 'running' || job.state === 'queued';

/** Running first, then waiting, then finished with the newest on top. */
export function inOrder(jobs: readonly Job[]): Job[] {
  const rank = (job: Job): number => (job.state === 'running' ? 0 : job.state === 'queued' ? 1 : 2);
  const age = (a: Job, b: Job): number => (rank(a) === 2 ? (b.finishedAt ?? b.createdAt).localeCompare(a.finishedAt ?? a.createdAt) : a.createdAt.localeCompare(b.createdAt));
  return [...jobs].sort((a, b) => rank(a) - rank(b) || age(a, b));
}

export async function loadJobs(): Promise<void> {
  const jobs = await ask('jobs.list', {});
  if (jobs) useJobs.setState({ jobs: inOrder(jobs) });
}

/** Puts in what main says of one job, and tells the person when it has ended. */
export function takeJob(job: Job): void {
  const before = useJobs.getState().jobs.find((other) => other.id === job.id);
  useJobs.setState(({ jobs }) => ({ jobs: inOrder([...jobs.filter((other) => other.id !== job.id), job]) }));
  if (before?.state === job.state) return;
  if (job.state === 'succeeded') dismissFailuresOf(job.kind, job.title);
  if (job.state === 'failed' && job.error) toast(about(job, failureText(job.error)), 'danger', job.kind);
  if (job.state === 'succeeded' && job.duplicateOf !== undefined) toast(about(job, duplicateText(job.duplicateOf)), 'info', job.kind);
  const done = DONE[job.kind];
  if (job.state === 'succeeded' && done) toast(t(done, { title: job.title }), 'info', job.kind);
}

/** A sentence that begins with what the job is called needs not be told of what it speaks. */
function about({ title }: Job, sentence: string): string {
  return sentence.startsWith(title) ? sentence : t('jobs.failedToast', { title, reason: sentence });
}

/** An import that brought nothing new must not look like one that did. */
export function duplicateText(footageId: string): string {
  return t('jobs.duplicate', { name: useLibrary.getState().footage.find(({ id }) => id === footageId)?.name ?? '…' });
}

export async function cancelJob(jobId: string): Promise<void> {
  await ask('jobs.cancel', { jobId });
}

export async function dismissFinished(): Promise<void> {
  if (await ask('jobs.dismissFinished', {})) await loadJobs();
}

export async function revealClip(jobId: string): Promise<void> {
  await ask('clips.reveal', { jobId });
}

/** Where in which footage a job found what made it fail; null where it did not say, or the footage is not on the list. */
export function placeOfFailure({ state, error }: Job): { readonly footageId: string; readonly atUs: number } | null {
  const { footage, atMs } = error?.params ?? {};
  const known = state === 'failed' && typeof footage === 'string' && typeof atMs === 'number' && useLibrary.getState().footage.some(({ id }) => id === footage);
  return known ? { footageId: footage, atUs: msToUs(atMs) } : null;
}

/** Opens that footage there. */
export function goToFailure(job: Job): void {
  const place = placeOfFailure(job);
  if (place === null) return;
  pickFootage(place.footageId);
  seekIn(place.footageId, place.atUs);
}

/** Opened, the list itself says what has ended and how. */
export function toggleJobs(): void {
  if (!useJobs.getState().open) dismissAboutJobs();
  useJobs.setState(({ open }) => ({ open: !open }));
}
