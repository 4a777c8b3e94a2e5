import path from 'node:path';
import type { Footage, Job, Waveform } from '../../../shared/domain';
import { may } from '../../../shared/roles';
import { ZapisError } from '../../../shared/errors';
import { assignInterview, getFootage, listFootage as list, playbackSource } from '../footage/footage';
import { ensureWaveform } from '../media/waveform';
import { publicFootage } from '../releasing/publicName';
import { currentPlan, publishedMedia, redactedWaveform, type PublishedMedia } from '../releasing/published';
import { latestReleases } from '../releasing/release';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, log, looking, type Operation } from './operation';
import { seesRaw } from './release';

/** All footage, or what is released, under neutral names, for those who see nothing raw. */
export const listFootage = looking('footage.list', (workspace: Workspace): Footage[] => {
  const { db } = workspace.vault;
  const releases = latestReleases(db);
  const footage = list(db).map((f) => ({ ...f, release: releases.get(f.id) ?? null }));
  return seesRaw(workspace) ? footage : footage.filter((f) => f.release?.standing === true).map(publicFootage);
});

/** Begins to import files; what came of each is logged by its job. */
export const importFootage = changing('footage.import', ({ jobs }, { paths, interviewId }: { paths: readonly string[]; interviewId: string | null }): Job[] =>
  paths.map((file) => jobs.enqueue('import', path.basename(file), null, { path: file, interviewId })),
({ paths, interviewId }) => ({ item: interviewId === null ? null : { kind: 'interview', id: interviewId }, details: { files: paths.length } }));

export const assignFootage = changing('footage.assign', ({ vault, changes }, { footageId, interviewId }: { footageId: string; interviewId: string | null }): Footage => {
  const footage = assignInterview(vault.db, footageId, interviewId);
  changes.emit('footage', footageId);
  return { ...footage, release: latestReleases(vault.db).get(footageId) ?? null };
}, ({ footageId, interviewId }) => ({ item: { kind: 'footage', id: footageId }, details: { interview: interviewId } }));

/** Destroys footage for good: its key, then its file, then all that hangs on it. No transaction around it: the key must be gone from the disk before the file goes. */
export const deleteFootage: Operation<{ footageId: string }, { sha256: string }> = (workspace, { footageId }) => {
  authorise(workspace, 'footage.delete');
  const { vault, changes } = workspace;
  const { sha256 } = getFootage(vault.db, footageId);
  vault.stores.remove(footageId, () => { log(workspace, 'footage.delete', { item: { kind: 'footage', id: footageId }, details: { sha256 } }); });
  changes.emit('footage', footageId);
  return { sha256 };
};

/** The waveform of what the person may hear: raw, or silent where the footage is redacted. */
export const waveformOf = looking('footage.playRedacted', async (workspace, { footageId }: { footageId: string }): Promise<Waveform | null> => {
  if (seesRaw(workspace)) return ensureWaveform(workspace, footageId, {});
  const { vault } = workspace;
  const media = publishedMedia(vault, footageId);
  if (media === null) throw new ZapisError('footage-not-released');
  const { plan } = currentPlan(vault.db, footageId);
  const waveform = await ensureWaveform(workspace, footageId, {});
  // Making it takes a while: the plan must still be the one that was released.
  if (!media.current()) throw new ZapisError('footage-not-released');
  return waveform && redactedWaveform(waveform, plan.sound);
});

/** `raw`: as it was filmed; `published`: what editors may watch, made by the redaction plan. */
export type MediaView = 'raw' | 'published';

/** The bytes for the player; null where there are none to play, or none for this person. */
export function mediaOf(workspace: Workspace, footageId: string, view: MediaView): PublishedMedia | null {
  const { actor, vault } = workspace;
  if (view === 'published') return may(actor.role, 'footage.playRedacted') ? publishedMedia(vault, footageId) : null;
  const raw = may(actor.role, 'footage.play') ? playbackSource(workspace, footageId) : null;
  return raw && { ...raw, current: () => true };
}
