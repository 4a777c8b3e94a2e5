import type { Job } from '../../../shared/domain';
import { record } from '../audit';
import { listFootage } from '../footage/footage';
import { publicName } from '../releasing/publicName';
import { makeRedactedPreview } from '../releasing/redactedPreview';
import { latestReleases, takenBackByItself } from '../releasing/release';
import { transaction } from '../vault/database';
import type { Workspace } from './workspace';

/** Begins making what editors may watch of a footage. Its title is the one that editors know it by. */
export function enqueueRedactedPreview({ jobs }: Workspace, footageId: string): Job {
  return jobs.enqueue('redacted-preview', publicName(footageId), footageId, {});
}

/** Ends what is being made for a release that stands no more. */
export function cancelRedactedPreviews({ jobs }: Workspace, footageId: string): void {
  for (const job of jobs.list()) if (job.kind === 'redacted-preview' && job.footageId === footageId && job.finishedAt === null) jobs.cancel(job.id);
}

/** Teaches the queue to make redacted previews, and writes down and tells what the database takes back by itself. */
export function keepReleases(workspace: Workspace): void {
  const { jobs, changes } = workspace;
  jobs.register('redacted-preview', async (ctx) => {
    const footageId = ctx.footageId ?? '';
    const made = await makeRedactedPreview(workspace, footageId, { signal: ctx.signal, onProgress: (fraction) => { ctx.progress(fraction); } });
    changes.emit('footage', footageId);
    return { made };
  });
  const settle = (): void => { noteTakenBack(workspace); };
  changes.on('passages', settle);
  changes.on('transcript', settle);
  settle();
}

/** Makes redacted previews that are missing: interrupted, failed, or made by a Zapis that redacted differently. */
export function completeReleases(workspace: Workspace): void {
  const { jobs, vault } = workspace;
  const making = new Set(jobs.list().filter((job) => job.kind === 'redacted-preview' && job.finishedAt === null).map((job) => job.footageId));
  const releases = latestReleases(vault.db);
  for (const { id } of listFootage(vault.db)) {
    const release = releases.get(id);
    if (release?.standing === true && !release.previewed && !making.has(id)) enqueueRedactedPreview(workspace, id);
  }
}

function noteTakenBack(workspace: Workspace): void {
  const { vault, actor, changes } = workspace;
  const taken = transaction(vault.db, () => {
    const found = takenBackByItself(vault.db);
    for (const { footageId, why } of found) {
      record(vault.db, { person: { id: actor.id, name: actor.name }, action: 'footage.release', item: { kind: 'footage', id: footageId }, details: { released: false, because: why } });
    }
    return found;
  });
  for (const { footageId } of taken) {
    cancelRedactedPreviews(workspace, footageId);
    changes.emit('footage', footageId);
  }
}
