import { runDeepCheck } from '../operations/vault';
import { checkCheckpoint } from '../vault/check';
import type { Workspace } from './workspace';

/** The deep check as a job. Begun again after a lock or a crash, it does not read again what it has read whole. */
export function registerCheckRunner(workspace: Workspace): void {
  workspace.jobs.register('check', (ctx) => runDeepCheck(workspace, {
    signal: ctx.signal,
    checkpoint: checkCheckpoint.safeParse(ctx.checkpoint).data,
    onCheckpoint: (checkpoint) => { ctx.saveCheckpoint(checkpoint); },
    onProgress: ({ fraction, done, of }) => { ctx.progress(fraction, { parts: { done, of } }); },
  }));
}
