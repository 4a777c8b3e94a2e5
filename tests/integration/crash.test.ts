import { crashRuns, table } from '../support/crash';

test('killed at random moments of every phase of the chain: nothing is lost, nothing half-done is seen, interrupted work ends as it would have', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await crashRuns({ kills: 400, atLeast: 25, forMs: 75_000, seed });
  console.info(`seed ${seed}, ${table(report)}`);
  expect(report.lost).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(25);
  expect(report.settled).toBeGreaterThanOrEqual(2);
}, 600_000);
