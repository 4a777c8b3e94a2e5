import { z } from 'zod';
import { backUp } from '../backup';
import { exportHandover, importHandover, type HandoverKey } from '../handover';
import { ZapisError } from '../../../shared/errors';
import { enqueuePreview } from './runners';
import type { Workspace } from './workspace';

const backupInput = z.object({ dir: z.string() });
const exportInput = z.object({
  file: z.string(), interviewIds: z.array(z.string()), withFootage: z.boolean(),
  to: z.union([z.object({ recipient: z.string() }), z.object({ passphrase: z.string() })]),
});
const importInput = z.object({ file: z.string(), passphrase: z.string().nullable() });

/** Backups and handovers as jobs. None has a checkpoint: begun again, a backup skips what it has copied, the others start anew. */
export function registerKeepingRunners(workspace: Workspace): void {
  const { jobs, vault, actor, changes } = workspace;
  jobs.register('backup', (ctx) => backUp(vault, backupInput.parse(ctx.input).dir, {
    signal: ctx.signal, onProgress: ({ bytes, totalBytes }) => { ctx.progress(share(bytes, totalBytes)); },
  }));
  jobs.register('handover-export', (ctx) => {
    const { file, ...request } = exportInput.parse(ctx.input);
    return exportHandover(vault, { ...request, by: actor.name }, file, { signal: ctx.signal, onProgress: ({ bytes, totalBytes }) => { ctx.progress(share(bytes, totalBytes)); } });
  });
  jobs.register('handover-import', async (ctx) => {
    const { file, passphrase } = importInput.parse(ctx.input);
    const taken = await importHandover(vault, file, passphrase === null ? ownKey(workspace) : { passphrase }, { by: actor, signal: ctx.signal });
    for (const footageId of taken.footageIds) for (const what of ['footage', 'transcript', 'passages'] as const) changes.emit(what, footageId);
    for (const footageId of taken.toPreview) enqueuePreview(workspace, footageId);
    changes.emit('interviews');
    return taken;
  });
}

function ownKey({ vault, actor }: Workspace): HandoverKey {
  const kept = vault.db.prepare<[string], { value: Buffer }>('SELECT value FROM secret WHERE name = ?').get(`handover-identity/${actor.id}`);
  if (kept === undefined) throw new ZapisError('handover-key-invalid');
  return { identity: kept.value.toString('utf8') };
}

function share(bytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 0 : bytes / totalBytes;
}
