import type { Footage, Job } from '../../../shared/domain';
import { may } from '../../../shared/roles';
import { ZapisError } from '../../../shared/errors';
import { latestReleases, releaseFootage as release, standingRelease, takeBackRelease as takeBack } from '../releasing/release';
import { getFootage } from '../footage/footage';
import { cancelRedactedPreviews, enqueueRedactedPreview } from '../workspace/releases';
import type { Workspace } from '../workspace/workspace';
import { changing, type Deed } from './operation';

/**
 * Lets editors see a footage, redacted, and begins to make what they may watch of it.
 *
 * @throws ZapisError `not-allowed`, `footage-missing`, `release-not-approved`, `release-stands`
 */
export const releaseFootage = changing('footage.release', (workspace, { footageId }: { footageId: string }): { footage: Footage; job: Job } => {
  release(workspace.vault.db, footageId, workspace.actor.id);
  workspace.changes.emit('footage', footageId);
  return { footage: withRelease(workspace, footageId), job: enqueueRedactedPreview(workspace, footageId) };
}, ({ footageId }) => deed(footageId, true));

/** Takes a release back at once: editors see nothing of the footage any more. @throws ZapisError `not-allowed`, `footage-not-released` */
export const takeBackRelease = changing('footage.release', (workspace, { footageId }: { footageId: string }): Footage => {
  takeBack(workspace.vault.db, footageId, workspace.actor.id);
  cancelRedactedPreviews(workspace, footageId);
  workspace.changes.emit('footage', footageId);
  return withRelease(workspace, footageId);
}, ({ footageId }) => deed(footageId, false));

/** Those who read the raw transcript see all footage; everybody else what is released. */
export function seesRaw({ actor }: Workspace): boolean {
  return may(actor.role, 'transcript.readRaw') && may(actor.role, 'footage.play');
}

/** @throws ZapisError `footage-not-released` for whoever sees only what is released, when this footage is not (or is not there). */
export function assertVisible(workspace: Workspace, footageId: string): void {
  if (!seesRaw(workspace) && standingRelease(workspace.vault.db, footageId) === null) throw new ZapisError('footage-not-released');
}

function withRelease({ vault }: Workspace, footageId: string): Footage {
  return { ...getFootage(vault.db, footageId), release: latestReleases(vault.db).get(footageId) ?? null };
}

function deed(footageId: string, released: boolean): Deed {
  return { item: { kind: 'footage', id: footageId }, details: { released } };
}
