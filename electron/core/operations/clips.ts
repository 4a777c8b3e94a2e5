import path from 'node:path';
import type { ClipRequest, Job } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { listPassages } from '../redaction/passages';
import type { Workspace } from '../workspace/workspace';
import { changing } from './operation';

/**
 * Begins to export a clip. An editor exports only what a second person has approved: one passage of the footage
 * that is merely marked or suggested, and nothing leaves.
 *
 * @throws ZapisError `not-allowed`, `export-not-approved`
 */
export const exportClip = changing('clips.export', (workspace, { request, outFile, overwrite }: { request: ClipRequest; outFile: string; overwrite: boolean }): Job => {
  if (workspace.actor.role === 'editor') assertApproved(workspace, request.footageId);
  return workspace.jobs.enqueue('export', path.basename(outFile), request.footageId, { request, outFile, overwrite });
}, ({ request }) => ({ item: { kind: 'footage', id: request.footageId }, details: { startUs: request.startUs, endUs: request.endUs, subtitles: request.subtitles } }));

function assertApproved({ vault }: Workspace, footageId: string): void {
  const open = listPassages(vault.db, footageId).filter((passage) => passage.state === 'marked' || passage.state === 'suggested');
  if (open.length > 0) throw new ZapisError('export-not-approved', { count: open.length });
}
