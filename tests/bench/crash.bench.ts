import { crashRuns, table } from '../support/crash';
import { runBench } from './support/bench';
import { numberOption } from './support/report';

/** Kills the whole chain at random moments and counts what was lost. `--runs 1000`, `--minutes 25`, `--seed 1`. */
runBench(async () => {
  const began = Date.now();
  const report = await crashRuns({
    kills: numberOption('runs', 1_000), forMs: numberOption('minutes', 100_000) * 60_000, seed: numberOption('seed', 1),
    onKill: ({ kills, lost }) => { if (kills % 50 === 0) console.log(`${kills} kills, lost ${lost.length}`); },
  });
  console.log(`${table(report)}\nin ${((Date.now() - began) / 60_000).toFixed(1)} min`);
  for (const lost of report.lost) console.log(`lost: ${lost}`);
  if (report.lost.length > 0) process.exitCode = 1;
});
