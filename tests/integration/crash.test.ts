import { crashRuns, table } from '../support/crash';
import { livingWorkers } from '../support/worker';

test('killed at random moments of every phase of the chain: nothing is lost, nothing half-done is seen, interrupted work ends as it would have', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await crashRuns({ kills: 400, atLeast: 25, forMs: 75_000, seed });
  console.info(`seed ${seed}, ${table(report)}`);
  expect(report.lost).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(25);
  expect(report.settled).toBeGreaterThanOrEqual(2);
  // Whoever was at work in a worker when the app was killed ends as well: it holds 100 MB, and the words it heard.
  for (let i = 0; i < 50 && (livingWorkers()?.length ?? 0) > 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(livingWorkers() ?? []).toEqual([]);
}, 600_000);
