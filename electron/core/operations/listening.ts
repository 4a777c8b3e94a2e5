import type { ClipListening } from '../../../shared/domain';
import { listenerFor } from '../models/listener';
import { modelEntry } from '../models/entries';
import { languageCode } from '../../../shared/domain';
import { transcribedBy } from '../clips/manifest';
import { getSetting, setSetting } from '../vault/settings';
import { looker } from '../workspace/facesRunner';
import type { Workspace } from '../workspace/workspace';
import { initials } from '../clips/approvals';
import { ZapisError } from '../../../shared/errors';
import { authorise, changing, looking } from './operation';

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
  const listenBy = modelId ?? fitting(db, footageId);
  // Who cannot listen has not been switched off.
  if (listenBy === null) return { listenBy, unheard: 'no-recogniser' };
  return listen ?? getSetting(db, 'listenAgain') ? { listenBy, unheard: null } : { listenBy: null, unheard: 'switched-off' };
}

/** Who says that nobody shall listen, and why. */
export interface ReasonUnheard { readonly by: string | null; readonly why: string }

/**
 * Why nobody listens to a clip that somebody could listen to: as a custodian writes it for this clip, else as one has written for all
 * clips of the vault. Null where somebody listens, or nobody can.
 *
 * @param overrideWhy written for this clip; that he may write it is asked elsewhere.
 * @throws ZapisError `not-allowed` for whoever is no custodian, `export-unheard-unexplained` for a custodian who wrote nothing.
 */
export function reasonUnheard(workspace: Workspace, { unheard }: Listener, overrideWhy: string | undefined): ReasonUnheard | null {
  if (unheard !== 'switched-off') return null;
  if (overrideWhy !== undefined) return { by: initials(workspace.actor.name), why: overrideWhy };
  const { db } = workspace.vault;
  const forAll = getSetting(db, 'listenAgain') ? null : getSetting(db, 'unheard');
  if (forAll) return forAll;
  authorise(workspace, 'clips.override');
  throw new ZapisError('export-unheard-unexplained');
}

function fitting(db: Workspace['vault']['db'], footageId: string): string | null {
  const written = transcribedBy(db, footageId);
  return listenerFor(languageCode.catch('und').parse(written?.language), written?.model ?? null);
}

/** Whether clips of this vault are listened to unless an export says otherwise, and which model would. */
export const clipListening = looking('clips.list', (workspace: Workspace, { footageId }: { footageId: string | null }): ClipListening => {
  const { vault: { db } } = workspace;
  const id = footageId === null ? listenerFor('und', null) : fitting(db, footageId);
  return { on: getSetting(db, 'listenAgain'), explained: !getSetting(db, 'listenAgain') && getSetting(db, 'unheard') !== null, by: id === null ? null : modelEntry(id).title, blind: isBlind(workspace, footageId) };
});

/** Whether faces are covered that nobody could look for in a finished clip. */
export function isBlind(workspace: Workspace, footageId: string | null): boolean {
  const tracked = footageId !== null && workspace.vault.db.prepare("SELECT 1 FROM region WHERE footage_id = ? AND kind = 'face' AND bare = 0 LIMIT 1").get(footageId) !== undefined;
  return tracked && looker(workspace) === 'no-detector';
}

/** Changes that; without listening only with a reason, which leaves with every clip. @throws ZapisError `export-unheard-unexplained`. */
export const setClipListening = changing('clips.listening', ({ vault: { db }, actor }: Workspace, { on, why }: { on: boolean; why?: string | undefined }): { on: boolean } => {
  if (!on && why === undefined) throw new ZapisError('export-unheard-unexplained');
  setSetting(db, 'listenAgain', on);
  setSetting(db, 'unheard', on || why === undefined ? null : { by: initials(actor.name), why });
  return { on };
}, ({ on, why }) => ({ item: null, details: { on, ...(on || why === undefined ? {} : { why }) } }));
