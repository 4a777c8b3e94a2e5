import { crashRuns } from '../support/crash';
import { runBench } from './support/bench';
import { numberOption } from './support/report';

/** Kills the whole chain at random moments and counts what was lost. `--runs 1000`, `--seed 1`. */
runBench(async () => {
  const began = Date.now();
  const report = await crashRuns({
    kills: numberOption('runs', 1_000), forMs: Number.MAX_SAFE_INTEGER - began, seed: numberOption('seed', 1),
    onKill: ({ kills, lost }) => { if (kills % 50 === 0) console.log(`${kills} kills, lost ${lost.length}`); },
  });
  console.log(`${report.kills} kills (${report.early} while opening) in ${((Date.now() - began) / 60_000).toFixed(1)} min: ${JSON.stringify(report.steps)}`);
  console.log(`lost: ${report.lost.length}${report.lost.length === 0 ? '' : `: ${report.lost.join('; ')}`}`);
  if (report.lost.length > 0) process.exitCode = 1;
});
