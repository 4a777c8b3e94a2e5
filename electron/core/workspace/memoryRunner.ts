import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { JobQueue } from '../jobs/queue';
import { indexMemory, memoryWaiting } from '../memory/indexing';
import type { Workspace } from './workspace';

/** Milliseconds of indexing at a stretch, and of rest in which the app answers. */
const STRETCH_MS = 25;
const REST_MS = 5;
/** Fewer are indexed by the next search itself. */
const WORTH_A_JOB = 300;

/** Indexes what waits in the memory. It needs no checkpoint: what is indexed does not wait any more. */
export function registerMemory({ vault: { db }, jobs }: { readonly vault: Pick<Workspace['vault'], 'db'>; readonly jobs: JobQueue }): void {
  jobs.register('memory', async (ctx) => {
    let indexed = 0;
    for (let waiting = memoryWaiting(db); waiting > 0; waiting = memoryWaiting(db)) {
      ctx.signal.throwIfAborted();
      ctx.progress(indexed / (indexed + waiting));
      indexed += indexMemory(db, STRETCH_MS);
      await rest(REST_MS);
    }
    return { indexed };
  });
}

/** Begins indexing in the background where much waits; the command line, which answers nobody meanwhile, does it when it searches. */
export function enqueueMemory({ vault, jobs, onlyOwnJobs }: Workspace): void {
  if (onlyOwnJobs || memoryWaiting(vault.db) < WORTH_A_JOB || jobs.list().some(({ kind, finishedAt }) => kind === 'memory' && finishedAt === null)) return;
  jobs.enqueue('memory', path.basename(vault.dir), null, {});
}
