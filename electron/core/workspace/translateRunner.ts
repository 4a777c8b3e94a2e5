import { z } from 'zod';
import { languageCode, translationEngine } from '../../../shared/domain';
import { termsOfFootage } from '../glossary/rows';
import { whileUsed } from '../models/use';
import { listSegments } from '../transcript/segments';
import { packsOf } from '../translation/bergamot/routes';
import { openEngine } from '../translation/engines';
import { translateFootage } from '../translation/translate';
import type { Workspace } from './workspace';

export const translateInput = z.object({ to: languageCode, engine: translationEngine, scope: z.enum(['due', 'stale', 'all']) });
/** Where an interrupted translation stands. Drafts that are stored need no checkpoint; only work done anew does. */
const checkpoint = z.object({ fromUs: z.number().int().nonnegative() });

export function registerTranslate({ vault, jobs, changes, startWorker }: Workspace): void {
  jobs.register('translate', async (ctx) => {
    const { to, engine: id, scope } = translateInput.parse(ctx.input);
    const footageId = ctx.footageId ?? '';
    const languages = [...new Set(listSegments(vault.db, footageId).map(({ language }) => language))];
    const engine = openEngine(id, { startWorker, languages, to });
    const began = performance.now();
    let sentences = 0;
    try {
      const result = await whileAllUsed(id === 'bergamot' ? packsOf(languages, to) : [], () => translateFootage(vault.db, footageId, engine, {
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
    }
  });
}

function whileAllUsed<T>([first, ...rest]: readonly string[], work: () => Promise<T>): Promise<T> {
  return first === undefined ? work() : whileUsed(first, () => whileAllUsed(rest, work));
}
