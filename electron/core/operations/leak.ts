import { exportedBefore, leakCheck, type LeakReport } from '../clips/leak/leakCheck';
import { modelPath } from '../models/catalogue';
import { whileUsed } from '../models/use';
import { looker } from '../workspace/facesRunner';
import { chosenThreads } from '../workspace/keepPower';
import { assertVisible } from './release';
import { working } from './operation';

export interface LeakWish {
  readonly file: string;
  /** Recognises what is said in the clip once more, with this model; null listens to nothing. */
  readonly modelId: string | null;
  readonly signal?: AbortSignal | undefined;
  /** Seconds of the clip that were listened to so far. */
  readonly onProgress?: (seconds: number) => void;
}

/**
 * Checks an exported clip again, by what is marked today. Tells where something is, never what.
 *
 * @throws ZapisError `not-allowed`, `footage-not-released`, and those of `exportedBefore` and `leakCheck`.
 */
export const checkExportedClip = working('clips.leakcheck', async (workspace, { file, modelId, signal, onProgress }: LeakWish): Promise<LeakReport & { readonly footageId: string }> => {
  const clip = exportedBefore(workspace, file);
  for (const { id } of clip.footage) assertVisible(workspace, id);
  const looking = looker(workspace);
  return { ...await (modelId === null ? leakCheck(workspace, clip, { signal, looking }) : whileUsed(modelId, async () => leakCheck(workspace, clip, {
    signal, looking, listening: { modelId, modelPath: modelPath(modelId), startWorker: workspace.startWorker, threads: chosenThreads(workspace.vault.db, workspace.threads), ...(onProgress ? { onProgress } : {}) },
  }))), footageId: clip.footage[0]?.id ?? '' };
}, (_, report) => ({ item: { kind: 'footage', id: report.footageId }, details: { found: report.findings.length, heardBy: report.heardBy, lookedBy: report.lookedBy } }));
