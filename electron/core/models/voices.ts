import { ZapisError } from '../../../shared/errors';
import type { VoiceModels } from '../transcription/voices/protocol';
import { modelPath } from './catalogue';
import { modelEntry } from './entries';
import { whileUsed } from './use';

/** The two models that together tell voices apart. */
export const VOICE_MODELS: Readonly<VoiceModels> = { turns: 'pyannote-segmentation-3.0', prints: 'campplus-voxceleb' };

/**
 * Paths of the two models that tell voices apart.
 * @throws ZapisError `speakers-no-model` when one is not installed, `model-installed-damaged`.
 */
export function voiceModelPaths(): VoiceModels {
  return { turns: pathOf(VOICE_MODELS.turns), prints: pathOf(VOICE_MODELS.prints) };
}

/** Marks both as in use while the work goes on. */
export async function whileVoicesUsed<T>(work: () => Promise<T>): Promise<T> {
  return whileUsed(VOICE_MODELS.turns, async () => whileUsed(VOICE_MODELS.prints, work));
}

function pathOf(id: string): string {
  try {
    return modelPath(id);
  } catch (error) {
    if (error instanceof ZapisError && error.code === 'model-missing') throw new ZapisError('speakers-no-model', { id, title: modelEntry(id).title });
    throw error;
  }
}
