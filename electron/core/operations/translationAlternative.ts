import type { TranslationAlternative, TranslationEngine } from '../../../shared/domain';
import { termsOfFootage } from '../glossary/rows';
import { openSound } from '../transcription/soundWindow';
import { transcriptWith } from '../transcript/reshaping';
import { alternativeFor } from '../translation/alternative';
import type { TranslationRef } from '../translation/edit';
import { chooseEngine, openEngine } from '../translation/engines';
import { chosenThreads } from '../workspace/keepPower';
import type { Workspace } from '../workspace/workspace';
import { looking } from './operation';

/**
 * An engine's own rendering of one segment, to be compared with what stands. Nothing is stored; a lock ends it.
 *
 * @returns null where the engine has nothing fit to be shown.
 * @throws ZapisError `segment-missing`, `translation-no-engine`, `translation-no-pack`, `translation-no-pair`, `speech-no-model`; what the engine throws.
 */
export const readAlternative = looking('translation.start', async (workspace: Workspace, { segmentId, language, engine: id }: TranslationRef & { engine: TranslationEngine }): Promise<TranslationAlternative | null> => {
  const { vault: { db }, startWorker } = workspace;
  const ending = new AbortController();
  const { signal } = ending;
  workspace.onClose(() => { ending.abort(); });
  const { footageId, language: spoken } = transcriptWith(db, segmentId).segment;
  const sound = openSound(workspace, footageId, signal);
  const engine = openEngine(chooseEngine(id, [spoken], language), { startWorker, languages: [spoken], to: language, speech: { sound, modelId: null, threads: chosenThreads(db, workspace.threads) } });
  try {
    const draft = await alternativeFor(db, footageId, segmentId, engine, { to: language, glossary: termsOfFootage(db, footageId), signal });
    return draft && { engine: engine.id, model: engine.model, text: draft.text, unknown: draft.unknown };
  } finally {
    engine.dispose();
    await sound.close();
  }
});
