import path from 'node:path';
import type { Footage, Job, Waveform } from '../../../shared/domain';
import { may } from '../../../shared/roles';
import { assignInterview, getFootage, listFootage as list, playbackSource } from '../footage/footage';
import { ensureWaveform } from '../media/waveform';
import type { ByteSource } from '../vault/stores';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, log, looking, type Operation } from './operation';

export const listFootage = looking('footage.list', ({ vault }: Workspace) => list(vault.db));

/** Begins to import files; what came of each is logged by its job. */
export const importFootage = changing('footage.import', ({ jobs }, { paths, interviewId }: { paths: readonly string[]; interviewId: string | null }): Job[] =>
  paths.map((file) => jobs.enqueue('import', path.basename(file), null, { path: file, interviewId })),
({ paths, interviewId }) => ({ item: interviewId === null ? null : { kind: 'interview', id: interviewId }, details: { files: paths.length } }));

export const assignFootage = changing('footage.assign', ({ vault, changes }, { footageId, interviewId }: { footageId: string; interviewId: string | null }): Footage => {
  const footage = assignInterview(vault.db, footageId, interviewId);
  changes.emit('footage', footageId);
  return footage;
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

export const waveformOf = looking('footage.play', (workspace, { footageId }: { footageId: string }): Promise<Waveform | null> => ensureWaveform(workspace, footageId, {}));

/** The bytes for the player; null where there are none to play, or none for this person. */
export function mediaOf(workspace: Workspace, footageId: string): { source: ByteSource; mimeType: string } | null {
  return may(workspace.actor.role, 'footage.play') ? playbackSource(workspace, footageId) : null;
}
