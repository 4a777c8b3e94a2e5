import path from 'node:path';
import type { ClipRequest, Job } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { listPassages } from '../redaction/passages';
import { standingRelease } from '../releasing/release';
import type { Workspace } from '../workspace/workspace';
import { changing } from './operation';
import { assertVisible, seesRaw } from './release';

/**
 * Begins to export a clip. An editor exports only released footage, and only while a second person has approved
 * every passage; the job asks once more before the clip gets its name.
 *
 * @throws ZapisError `not-allowed`, `footage-not-released`, `export-not-approved`
 */
export const exportClip = changing('clips.export', (workspace, { request, outFile, overwrite }: { request: ClipRequest; outFile: string; overwrite: boolean }): Job => {
  const { vault, jobs } = workspace;
  const releaseId = seesRaw(workspace) ? null : standingRelease(vault.db, request.footageId)?.id ?? '';
  assertVisible(workspace, request.footageId);
  if (releaseId !== null) assertApproved(workspace, request.footageId);
  return jobs.enqueue('export', path.basename(outFile), request.footageId, { request, outFile, overwrite, releaseId });
}, ({ request }) => ({ item: { kind: 'footage', id: request.footageId }, details: { startUs: request.startUs, endUs: request.endUs, subtitles: request.subtitles } }));

function assertApproved({ vault }: Workspace, footageId: string): void {
  const open = listPassages(vault.db, footageId).filter((passage) => passage.state === 'marked' || passage.state === 'suggested');
  if (open.length > 0) throw new ZapisError('export-not-approved', { count: open.length });
}
