import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { JobQueue } from '../../electron/core/jobs/queue';
import { addImport } from '../../electron/core/memory/imports';
import { concordance, similarPairs } from '../../electron/core/memory/search';
import { KDF_FLOOR } from '../../electron/core/vault/keys';
import { createVault } from '../../electron/core/vault/vault';
import { registerMemory } from '../../electron/core/workspace/memoryRunner';
import { manyPairs } from '../support/manyPairs';
import { runBench } from './support/bench';
import { numberOption, timed } from './support/report';

/** The translation memory with many pairs of another tool: how long indexing takes, and for how long nothing else is answered. `--pairs 50000`. */
runBench(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zapis-bench-'));
  const pairs = numberOption('pairs', 50_000);
  const vault = await createVault(path.join(dir, 'vault'), 'four stones beside the quiet well', { kdfCost: KDF_FLOOR });
  try {
    const file = manyPairs(pairs);
    console.log(`taking ${pairs} pairs in: ${(await timed(() => addImport(vault, file, 'many.tmx', null))).toFixed(0)} ms, in one piece`);
    const jobs = new JobQueue(vault.db);
    registerMemory({ vault, jobs });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const took = await timed(async () => jobs.wait(jobs.enqueue('memory', 'vault', null, {}).id));
    delay.disable();
    console.log(`indexing: ${(took / 1000).toFixed(1)} s; nothing answered for ${[50, 99, 100].map((p) => `${(p === 100 ? delay.max / 1e6 : delay.percentile(p) / 1e6).toFixed(0)} ms (${p === 100 ? 'longest' : `p${p}`})`).join(', ')}`);
    for (const query of ['ko', 'ko lo', 'zadnjirijec', 'pucali']) console.log(`concordance of „${query}“: ${(await timed(() => concordance(vault.db, query, 100))).toFixed(0)} ms`);
    console.log(`what is like a segment: ${(await timed(() => similarPairs(vault.db, file.units[7]?.source ?? '', { language: 'en', but: '', limit: 5 }))).toFixed(0)} ms`);
  } finally {
    vault.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
