import { z } from 'zod';
import { languageCode, translationEngine, type LanguageCode } from '../../../shared/domain';
import { termsOfFootage } from '../glossary/rows';
import { whileUsed } from '../models/use';
import { openSound } from '../transcription/soundWindow';
import { listSegments } from '../transcript/segments';
import { packsOf } from '../translation/bergamot/routes';
import type { TextEngine } from '../translation/engine';
import { openEngine } from '../translation/engines';
import { translateFootage } from '../translation/translate';
import { chosenThreads } from './keepPower';
import type { Workspace } from './workspace';

export const translateInput = z.object({ to: languageCode, engine: translationEngine, scope: z.enum(['due', 'stale', 'all']), /** The recogniser for `speech`; null: the best that can. */ modelId: z.string().nullable().default(null) });
/** Where an interrupted translation stands. Drafts that are stored need no checkpoint; only work done anew does. */
const checkpoint = z.object({ fromUs: z.number().int().nonnegative() });

export function registerTranslate(workspace: Workspace): void {
  const { vault, jobs, changes, startWorker } = workspace;
  jobs.register('translate', async (ctx) => {
    const { to, engine: id, scope, modelId } = translateInput.parse(ctx.input);
    const footageId = ctx.footageId ?? '';
    const languages = [...new Set(listSegments(vault.db, footageId).map(({ language }) => language))];
    const sound = openSound(workspace, footageId, ctx.signal);
    const engine = openEngine(id, { startWorker, languages, to, speech: { sound, modelId, threads: chosenThreads(vault.db, workspace.threads) } });
    const began = performance.now();
    let sentences = 0;
    try {
      const result = await whileAllUsed(usedBy(engine, languages, to), () => translateFootage(vault.db, footageId, engine, {
        to, scope, signal: ctx.signal, glossary: termsOfFootage(vault.db, footageId),
        fromUs: scope === 'all' ? checkpoint.safeParse(ctx.checkpoint).data?.fromUs ?? 0 : 0,
        onStored: (stored) => {
          sentences += stored.sentences;
          ctx.saveCheckpoint({ fromUs: stored.reachedUs });
          ctx.progress(stored.fraction);
          changes.emit('translation', footageId, null);
        },
      }));
      const elapsedMs = Math.round(performance.now() - began);
      return { footage: footageId, to, engine: id, model: engine.model, ...result, sentences, elapsedMs };
    } finally {
      engine.dispose();
      await sound.close();
    }
  });
}

/** Ids of the models that nobody may remove meanwhile. */
function usedBy({ id, model }: TextEngine, languages: readonly LanguageCode[], to: LanguageCode): string[] {
  return id === 'bergamot' ? packsOf(languages, to) : id === 'speech' ? [model] : [];
}

function whileAllUsed<T>([first, ...rest]: readonly string[], work: () => Promise<T>): Promise<T> {
  return first === undefined ? work() : whileUsed(first, () => whileAllUsed(rest, work));
}
