import type { TranslationAlternative, TranslationEngine } from '../../../shared/domain';
import { termsOfFootage } from '../glossary/rows';
import { openSound } from '../transcription/soundWindow';
import { transcriptWith } from '../transcript/reshaping';
import type { TextEngine } from '../translation/engine';
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
  const { footageId, language: spoken } = transcriptWith(db, segmentId).segment;
  const chosen = chooseEngine(id, [spoken], language);
  const stay = workspace.onClose(() => { ending.abort(); });
  const sound = openSound(workspace, footageId, signal);
  let engine: TextEngine | null = null;
  try {
    engine = openEngine(chosen, { startWorker, languages: [spoken], to: language, speech: { sound, modelId: null, threads: chosenThreads(db, workspace.threads) } });
    const draft = await alternativeFor(db, footageId, segmentId, engine, { to: language, glossary: termsOfFootage(db, footageId), signal });
    return draft && { engine: engine.id, model: engine.model, text: draft.text, unknown: draft.unknown };
  } finally {
    stay();
    engine?.dispose();
    await sound.close();
  }
});
