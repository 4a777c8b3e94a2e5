import { existsSync } from 'node:fs';
import { z } from 'zod';
import { backUp } from '../backup';
import { exportHandover, importHandover, lacksPreview, type Entered, type HandedOver, type HandoverKey, type TakenIn } from '../handover';
import { ZapisError } from '../../../shared/errors';
import { enqueueMemory } from './memoryRunner';
import { enqueuePreview } from './runners';
import type { Workspace } from './workspace';

const backupInput = z.object({ dir: z.string() });
const exportInput = z.object({
  file: z.string(), interviewIds: z.array(z.string()), withFootage: z.boolean(), withMemory: z.boolean().default(false),
  to: z.union([z.object({ recipient: z.string() }), z.object({ passphrase: z.string() })]),
});
const importInput = z.object({ file: z.string(), passphrase: z.string().nullable() });

/** Saved with the change itself, so that a job killed right after it does not do, or refuse, the same thing again. */
type Kept<T> = { readonly done: T } | null;

/**
 * Backups and handovers as jobs. Begun again, a backup skips what it has copied; a handover starts anew until the
 * moment that it is done, and from then on only answers what was done.
 */
export function registerKeepingRunners(workspace: Workspace): void {
  const { jobs, vault, actor, changes } = workspace;
  jobs.register('backup', (ctx) => backUp(vault, backupInput.parse(ctx.input).dir, {
    signal: ctx.signal, onProgress: ({ bytes, totalBytes }) => { ctx.progress(share(bytes, totalBytes)); },
  }));
  jobs.register('handover-export', (ctx) => {
    const { file, ...request } = exportInput.parse(ctx.input);
    const before = ctx.checkpoint as Kept<HandedOver>;
    if (before !== null && existsSync(file)) return Promise.resolve(before.done);
    return exportHandover(vault, { ...request, by: actor.name }, file, {
      signal: ctx.signal, onProgress: ({ bytes, totalBytes }) => { ctx.progress(share(bytes, totalBytes)); },
      beforeReveal: (done) => { ctx.saveCheckpoint({ done } satisfies Kept<HandedOver>); },
    });
  });
  jobs.register('handover-import', async (ctx) => {
    const { file, passphrase } = importInput.parse(ctx.input);
    const before = ctx.checkpoint as Kept<Entered>;
    const taken = before !== null ? takenIn(workspace, before.done) : await importHandover(vault, file, passphrase === null ? ownKey(workspace) : { passphrase }, {
      by: actor, signal: ctx.signal,
      onProgress: ({ bytes, totalBytes, stores, totalStores }) => { ctx.progress(share(bytes, totalBytes), { parts: totalStores === 0 ? null : { done: stores, of: totalStores } }); },
      onEntered: (done) => { ctx.saveCheckpoint({ done } satisfies Kept<Entered>); },
    });
    for (const footageId of taken.footageIds) for (const what of ['footage', 'transcript', 'passages', 'clips'] as const) changes.emit(what, footageId);
    for (const footageId of taken.toPreview) enqueuePreview(workspace, footageId);
    changes.emit('interviews');
    enqueueMemory(workspace);
    return taken;
  });
}

function ownKey({ vault, actor }: Workspace): HandoverKey {
  const kept = vault.db.prepare<[string], { value: Buffer }>('SELECT value FROM secret WHERE name = ?').get(`handover-identity/${actor.id}`);
  if (kept === undefined) throw new ZapisError('handover-key-invalid');
  return { identity: kept.value.toString('utf8') };
}

/** After a crash: previews that the package brought are made here, which needs no stick. */
function takenIn({ vault }: Workspace, { arrived, ...taken }: Entered): TakenIn {
  return { ...taken, toPreview: arrived.filter((id) => lacksPreview(vault, id)) };
}

function share(bytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 0 : bytes / totalBytes;
}
