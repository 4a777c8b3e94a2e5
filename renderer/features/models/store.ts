import type { ModelInfo } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { takeJob } from '../jobs/store';

export const useModels = vaultStore<{ models: ModelInfo[] }>(() => ({ models: [] }));

export async function loadModels(): Promise<void> {
  const models = await ask('models.list', {});
  if (models) useModels.setState({ models });
}

/** Deletes a model's file; the list is read anew. */
export async function removeModel(modelId: string): Promise<void> {
  await ask('models.remove', { modelId });
  await loadModels();
}

/** Asks main for a folder; every pack in it is checked and installed as a job. */
export async function addPacks(): Promise<void> {
  const job = await ask('models.addPacks', {});
  if (job) takeJob(job);
}

/** Asks main for a file dialog; the model is checked and copied as a job. */
export async function addModelFile(): Promise<void> {
  const job = await ask('models.addFile', {});
  if (job) takeJob(job);
}
