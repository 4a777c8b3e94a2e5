import { removeModel as remove } from '../models/catalogue';
import type { Workspace } from '../workspace/workspace';
import { working } from './operation';

/** Deletes a model's file from this computer. @throws ZapisError `model-unknown`, `model-in-use`. */
export const removeModel = working('models.remove', async (_: Workspace, { modelId }: { modelId: string }) => {
  await remove(modelId);
  return {};
}, ({ modelId }) => ({ item: { kind: 'model', id: modelId } }));
