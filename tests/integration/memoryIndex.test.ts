import { monitorEventLoopDelay } from 'node:perf_hooks';
import { JobQueue } from '../../electron/core/jobs/queue';
import { addImport } from '../../electron/core/memory/imports';
import { indexMemory, memoryWaiting } from '../../electron/core/memory/indexing';
import { concordance } from '../../electron/core/memory/search';
import { registerMemory } from '../../electron/core/workspace/memoryRunner';
import { startChild } from '../support/childProcess';
import { manyPairs } from '../support/manyPairs';
import { tempVault, type TempVault } from '../support/vault';

/** Pairs; `npm run bench -- tm` measures fifty thousand. */
const PAIRS = 4_000;
/** Milliseconds for which the app may not answer. */
const LONGEST_MS = 100;

let temp: TempVault;
beforeEach(async () => { temp = await tempVault(); });
afterEach(() => { temp.dispose(); });

function queue(): JobQueue {
  const jobs = new JobQueue(temp.vault.db);
  registerMemory({ vault: temp.vault, jobs });
  return jobs;
}

test('many pairs are indexed a little at a time, so that the app answers meanwhile, with progress', async () => {
  addImport(temp.vault, manyPairs(PAIRS), 'many.tmx', null);
  const jobs = queue();
  const seen: number[] = [];
  jobs.onChange(({ progress }) => { seen.push(progress); });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const job = await jobs.wait(jobs.enqueue('memory', 'vault', null, {}).id);
  delay.disable();
  expect(job).toMatchObject({ state: 'succeeded' });
  expect(memoryWaiting(temp.vault.db)).toBe(0);
  expect(seen.filter((at) => at > 0 && at < 1).length).toBeGreaterThan(3);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  // The usual stretch, not the worst of a busy machine.
  expect(delay.percentile(90) / 1e6).toBeLessThan(LONGEST_MS);
  expect(concordance(temp.vault.db, 'zadnjirijec', 5)).toHaveLength(1);
});

test('cancelled, what is indexed is found, and each search goes on a little way', async () => {
  addImport(temp.vault, manyPairs(PAIRS), 'many.tmx', null);
  const jobs = queue();
  const { id } = jobs.enqueue('memory', 'vault', null, {});
  jobs.onChange(({ progress }) => { if (progress > 0.1) jobs.cancel(id); });
  expect(await jobs.wait(id)).toMatchObject({ state: 'cancelled' });
  const waiting = memoryWaiting(temp.vault.db);
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThan(PAIRS);
  expect(concordance(temp.vault.db, 'ko', 5)).not.toEqual([]);
  expect(memoryWaiting(temp.vault.db)).toBeLessThan(waiting);
  expect(concordance(temp.vault.db, 'zadnjirijec', 5, Infinity)).toHaveLength(1);
});

test('a search takes no longer than it may, however much waits', () => {
  addImport(temp.vault, manyPairs(PAIRS), 'many.tmx', null);
  const began = performance.now();
  expect(indexMemory(temp.vault.db, 20)).toBeLessThan(PAIRS);
  expect(performance.now() - began).toBeLessThan(PAIRS / 4);
});

test('killed, it goes on where it was, and nothing is indexed twice', async () => {
  temp.vault.close();
  const child = startChild('vaultChild.ts', ['memory', temp.dir]);
  const [, id = ''] = (await child.line('at ')).split(' ');
  await child.kill();
  const { db } = await temp.reopen();
  const waiting = memoryWaiting(db);
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThan(PAIRS);
  const jobs = queue();
  jobs.resume();
  expect(await jobs.wait(id)).toMatchObject({ state: 'succeeded' });
  expect(jobs.result(id)).toEqual({ indexed: waiting });
  expect(db.prepare("SELECT count(*) FROM memory_fts WHERE memory_fts MATCH 'zadnjirijec'").pluck().get()).toBe(1);
  db.exec("INSERT INTO memory_fts (memory_fts, rank) VALUES ('integrity-check', 1)");
});
