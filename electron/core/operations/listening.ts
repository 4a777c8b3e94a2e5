import type { ClipListening } from '../../../shared/domain';
import { listenerFor } from '../models/listener';
import { modelEntry } from '../models/entries';
import { languageCode } from '../../../shared/domain';
import { transcribedBy } from '../clips/manifest';
import { getSetting, setSetting } from '../vault/settings';
import { looker } from '../workspace/facesRunner';
import type { Workspace } from '../workspace/workspace';
import { changing, looking } from './operation';

/** Who will listen to a finished clip, or why nobody does: what a job is begun with. */
export interface Listener {
  readonly listenBy: string | null;
  readonly unheard: 'switched-off' | 'no-recogniser' | null;
}

/**
 * @param listen whether somebody shall listen; as the vault's setting says unless given.
 * @param modelId by which model; the fitting one that is installed unless given.
 */
export function listenerOf({ vault: { db } }: Workspace, footageId: string, listen: boolean | undefined, modelId?: string): Listener {
  if (!(listen ?? getSetting(db, 'listenAgain'))) return { listenBy: null, unheard: 'switched-off' };
  const listenBy = modelId ?? fitting(db, footageId);
  return { listenBy, unheard: listenBy === null ? 'no-recogniser' : null };
}

function fitting(db: Workspace['vault']['db'], footageId: string): string | null {
  const written = transcribedBy(db, footageId);
  return listenerFor(languageCode.catch('und').parse(written?.language), written?.model ?? null);
}

/** Whether clips of this vault are listened to unless an export says otherwise, and which model would. */
export const clipListening = looking('clips.list', (workspace: Workspace, { footageId }: { footageId: string | null }): ClipListening => {
  const { vault: { db } } = workspace;
  const id = footageId === null ? listenerFor('und', null) : fitting(db, footageId);
  return { on: getSetting(db, 'listenAgain'), by: id === null ? null : modelEntry(id).title, blind: isBlind(workspace, footageId) };
});

/** Whether faces are covered that nobody could look for in a finished clip. */
export function isBlind(workspace: Workspace, footageId: string | null): boolean {
  const tracked = footageId !== null && workspace.vault.db.prepare("SELECT 1 FROM region WHERE footage_id = ? AND kind = 'face' AND bare = 0 LIMIT 1").get(footageId) !== undefined;
  return tracked && looker(workspace) === 'no-detector';
}

/** Changes that. */
export const setClipListening = changing('clips.listening', ({ vault: { db } }: Workspace, { on }: { on: boolean }): { on: boolean } => {
  setSetting(db, 'listenAgain', on);
  return { on };
}, ({ on }) => ({ item: null, details: { on } }));
