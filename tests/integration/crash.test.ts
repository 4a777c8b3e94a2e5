import { crashRuns } from '../support/crash';

test('killed at random moments of import, editing, jobs, export, backup, migration, deletion and change of passphrase: nothing is lost', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await crashRuns({ kills: 60, atLeast: 40, forMs: 75_000, seed });
  console.info(`${report.kills} kills (${report.early} while opening), seed ${seed}: ${JSON.stringify(report.steps)}; lost ${report.lost.length}`);
  expect(report.lost).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(40);
}, 240_000);
