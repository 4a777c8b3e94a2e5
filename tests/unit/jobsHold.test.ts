import { JobQueue, type JobContext } from '../../electron/core/jobs/queue';
import { tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
let jobs: JobQueue;
beforeEach(async () => {
  temp = await tempVault();
  jobs = new JobQueue(temp.vault.db);
});
afterEach(async () => {
  await jobs.stop();
  temp.dispose();
});

const untilAborted = (context: JobContext): Promise<never> => new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason as Error)));
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('a held kind stops at its checkpoint, waits, and goes on from there; other kinds do not wait', async () => {
  const runs: unknown[] = [];
  jobs.register('transcribe', async (context) => {
    runs.push(context.checkpoint);
    if (runs.length > 1) return 'done';
    context.saveCheckpoint({ nextUs: 7 });
    return untilAborted(context);
  });
  jobs.register('backup', () => Promise.resolve('saved'));
  const { id } = jobs.enqueue('transcribe', 'Interview', null, {});
  await settled();
  jobs.hold(new Set(['transcribe']));
  await settled();
  expect(jobs.get(id)?.state).toBe('queued');
  const later = jobs.enqueue('transcribe', 'Another', null, {});
  expect(await jobs.wait(jobs.enqueue('backup', 'Backup', null, {}).id)).toMatchObject({ state: 'succeeded' });
  expect(jobs.get(later.id)?.state).toBe('queued');
  jobs.hold(new Set());
  expect(await jobs.wait(id)).toMatchObject({ state: 'succeeded' });
  expect(await jobs.wait(later.id)).toMatchObject({ state: 'succeeded' });
  expect(runs).toEqual([null, { nextUs: 7 }, null]);
});

test('what is held can be cancelled', async () => {
  jobs.register('transcribe', untilAborted);
  const { id } = jobs.enqueue('transcribe', 'Interview', null, {});
  await settled();
  jobs.hold(new Set(['transcribe']));
  await settled();
  jobs.cancel(id);
  expect(jobs.get(id)?.state).toBe('cancelled');
});
