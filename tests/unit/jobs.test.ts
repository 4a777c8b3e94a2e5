import { JobQueue, type JobContext } from '../../electron/core/jobs/queue';
import { ProgressMeter } from '../../electron/core/jobs/progressMeter';
import type { Job } from '../../shared/domain/job';
import { ZapisError } from '../../shared/errors';
import { tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
let jobs: JobQueue;
const internal: unknown[] = [];
beforeEach(async () => {
  temp = await tempVault();
  internal.length = 0;
  jobs = new JobQueue(temp.vault.db, (_id, error) => internal.push(error));
});
afterEach(async () => {
  await jobs.stop();
  temp.dispose();
});

const untilAborted = (context: JobContext): Promise<never> => new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason as Error)));
const rows = (): unknown[] => temp.vault.db.prepare('SELECT state, checkpoint FROM job ORDER BY created_at, rowid').all();

test('a job runs to its result and says so on the way', async () => {
  const seen: Job[] = [];
  jobs.onChange((job) => seen.push(job));
  jobs.register('transcribe', async (context) => {
    expect(context.input).toEqual({ language: 'hr' });
    context.setTitle('Renamed');
    context.progress(0.5, { speed: 2, remainingMs: 9000 });
    context.setFootage('f-2');
    await Promise.resolve();
    return { words: 12 };
  });
  const { id, state } = jobs.enqueue('transcribe', 'Interview', 'f-1', { language: 'hr' });
  expect(state).toBe('running');
  const job = await jobs.wait(id);
  expect(job).toMatchObject({ state: 'succeeded', progress: 1, title: 'Renamed', footageId: 'f-2', error: null, remainingMs: null });
  expect(job.finishedAt).not.toBeNull();
  expect(jobs.result(id)).toEqual({ words: 12 });
  expect(seen.map((one) => one.state)).toEqual(expect.arrayContaining(['queued', 'running', 'succeeded']));
  expect(seen.some((one) => one.progress === 0.5 && one.speed === 2 && one.remainingMs === 9000)).toBe(true);
  jobs.dismissFinished();
  expect(jobs.list()).toEqual([]);
});

test('cancelling is not failing: of what runs, and of what waits', async () => {
  jobs.register('export', untilAborted);
  const [running, waiting] = [jobs.enqueue('export', 'a', null, {}), jobs.enqueue('export', 'b', null, {})];
  expect(jobs.list().map((job) => job.state)).toEqual(['running', 'queued']);
  jobs.cancel(waiting.id);
  expect(await jobs.wait(waiting.id)).toMatchObject({ state: 'cancelled', error: null });
  jobs.cancel(running.id);
  expect(await jobs.wait(running.id)).toMatchObject({ state: 'cancelled', error: null });
  jobs.cancel(running.id);
  expect(internal).toEqual([]);
});

test('errors are kept as codes; what nobody can read is kept out of the vault', async () => {
  jobs.register('import', () => Promise.reject(new ZapisError('footage-unknown', { name: 'a.mp4' })));
  jobs.register('export', () => Promise.reject(new Error('ENOENT /home/n.h/secret.mp4')));
  jobs.register('model', () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })));
  expect(await jobs.wait(jobs.enqueue('import', 'a', null, {}).id)).toMatchObject({ state: 'failed', error: { code: 'footage-unknown', params: { name: 'a.mp4' } } });
  expect((await jobs.wait(jobs.enqueue('model', 'a', null, {}).id)).error?.code).toBe('disk-full');
  const failed = await jobs.wait(jobs.enqueue('export', 'a', null, {}).id);
  expect(failed.error).toEqual({ code: 'internal', params: { id: expect.any(String) as string } });
  expect(JSON.stringify(failed)).not.toContain('secret');
  expect(internal).toHaveLength(1);
});

test('one job at a time in a lane; imports and previews share one, other lanes do not wait', async () => {
  let importing = 0;
  let most = 0;
  const footageWork = async (): Promise<void> => {
    most = Math.max(most, ++importing);
    await new Promise((resolve) => setTimeout(resolve, 10));
    importing--;
  };
  jobs.register('import', footageWork);
  jobs.register('preview', footageWork);
  jobs.register('transcribe', untilAborted);
  const ids = [jobs.enqueue('import', '1', null, {}), jobs.enqueue('preview', '2', null, {}), jobs.enqueue('import', '3', null, {})].map((job) => job.id);
  const other = jobs.enqueue('transcribe', '4', null, {});
  expect(jobs.get(other.id)?.state).toBe('running');
  await Promise.all(ids.map((id) => jobs.wait(id)));
  expect(most).toBe(1);
});

test('a lock suspends: the row stays running and goes on from its checkpoint; a cancelled one does not come back', async () => {
  jobs.register('transcribe', (context) => {
    context.saveCheckpoint({ chunk: 7 });
    context.progress(0.4);
    return untilAborted(context);
  });
  jobs.register('export', untilAborted);
  const [kept, dropped] = [jobs.enqueue('transcribe', 'kept', null, {}), jobs.enqueue('export', 'dropped', null, {})];
  await new Promise((resolve) => setTimeout(resolve, 20));
  const waiting = expect(jobs.wait(kept.id)).rejects.toThrow('vault-locked');
  jobs.cancel(dropped.id);
  await jobs.stop();
  await waiting;
  expect(rows()).toEqual([{ state: 'running', checkpoint: '{"chunk":7}' }, { state: 'cancelled', checkpoint: null }]);
  expect(() => jobs.enqueue('export', 'late', null, {})).toThrow('vault-locked');

  jobs = new JobQueue((await temp.reopen()).db);
  jobs.register('transcribe', (context) => Promise.resolve({ from: context.checkpoint }));
  jobs.register('export', () => Promise.reject(new Error('must not run')));
  jobs.resume();
  expect(await jobs.wait(kept.id)).toMatchObject({ state: 'succeeded' });
  expect(jobs.result(kept.id)).toEqual({ from: { chunk: 7 } });
  expect(jobs.get(dropped.id)?.state).toBe('cancelled');
});

test('progress is not written to the database at every call', async () => {
  jobs.register('import', async (context) => {
    for (let i = 0; i <= 2000; i++) context.progress(i / 2000);
    await Promise.resolve();
    return null;
  });
  let told = 0;
  jobs.onChange(() => told++);
  const before = temp.vault.db.prepare('SELECT total_changes() AS n').get() as { n: number };
  await jobs.wait(jobs.enqueue('import', 'a', null, {}).id);
  const after = temp.vault.db.prepare('SELECT total_changes() AS n').get() as { n: number };
  expect(after.n - before.n).toBeLessThan(10);
  expect(told).toBeLessThan(20);
});

test('the time left follows the speed, and a resumed job does not count what was done before', () => {
  const meter = new ProgressMeter();
  expect(meter.update(0.5, 0)).toBeNull();
  for (let second = 1; second < 10; second++) meter.update(0.5 + second / 100, second * 1000);
  const left = meter.update(0.6, 10_000);
  expect(left).toBeGreaterThan(39_000);
  expect(left).toBeLessThan(41_000);
});
