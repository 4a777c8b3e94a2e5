import { JobQueue } from '../../electron/core/jobs/queue';
import { startChild } from '../support/childProcess';
import { tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => {
  temp = await tempVault();
  temp.vault.close();
});
afterEach(() => temp.dispose());

test('a job whose process is killed goes on from its last checkpoint at the next start', async () => {
  const child = startChild('vaultChild.ts', ['job', temp.dir]);
  const id = (await child.line('job ')).slice(4);
  await child.line('step 10');
  await child.kill();
  const last = Number(child.lines.filter((line) => line.startsWith('step ')).at(-1)?.slice(5));
  expect(last).toBeLessThan(100);

  const jobs = new JobQueue((await temp.reopen()).db);
  const steps: number[] = [];
  jobs.register('transcribe', async (context) => {
    expect(context.input).toEqual({ language: 'bs' });
    for (let step = Number(context.checkpoint) + 1; step <= 100; step++) {
      steps.push(step);
      context.saveCheckpoint(step);
    }
    await Promise.resolve();
    return { steps: 100 };
  });
  expect(jobs.get(id)?.state).toBe('running');
  jobs.resume();
  expect(await jobs.wait(id)).toMatchObject({ state: 'succeeded', title: 'Interview 7' });
  // The step whose checkpoint was committed but not yet said is the only one that may be ahead of what was printed.
  expect([last + 1, last + 2]).toContain(steps[0]);
  expect(steps.at(-1)).toBe(100);
  await jobs.stop();
});
