import { exportedBefore, leakCheck, type LeakReport } from '../clips/leak/leakCheck';
import { assertVisible } from './release';
import { working } from './operation';

/**
 * Checks an exported clip again, by what is marked today. Tells where something is, never what.
 *
 * @throws ZapisError `not-allowed`, `footage-not-released`, and those of `exportedBefore` and `leakCheck`.
 */
export const checkExportedClip = working('clips.leakcheck', async (workspace, { file, signal }: { file: string; signal?: AbortSignal | undefined }): Promise<LeakReport & { readonly footageId: string }> => {
  const clip = exportedBefore(workspace, file);
  for (const { id } of clip.footage) assertVisible(workspace, id);
  return { ...await leakCheck(workspace, clip, signal), footageId: clip.footage[0]?.id ?? '' };
}, (_, report) => ({ item: { kind: 'footage', id: report.footageId }, details: { found: report.findings.length } }));
