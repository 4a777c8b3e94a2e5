import { cutRandomly, SOURCES } from '../support/frameCuts';
import { runBench, withBench } from './support/bench';
import { numberOption } from './support/report';

/**
 * Clips of random ins and outs over constant and variable rates; every frame and every click of each is looked at.
 * `--clips 1000`, `--seed 1`; a part of them, the same as when all are made: `--from 300 --count 100`.
 */
runBench(() => withBench(async ({ workspace, dir }) => {
  const each = Math.ceil(numberOption('clips', 1_000) / SOURCES.length);
  const from = numberOption('from', 0);
  const to = Math.min(each * SOURCES.length, from + numberOption('count', each * SOURCES.length));
  const began = performance.now();
  let [clips, wrong, worst] = [0, 0, 0];
  for (const [i, source] of SOURCES.entries()) {
    const only = [Math.max(0, from - i * each), Math.min(each, to - i * each)] as const;
    if (only[0] >= only[1]) continue;
    const measured = await cutRandomly(workspace, dir, source, {
      clips: each, seed: numberOption('seed', 1) * 100 + i, only,
      onClip: (n, what, soundMs) => { console.log(`clip ${i * each + n} ${what ?? `${source.name} exact`}, sound ${soundMs.toFixed(2)} ms off`); },
    });
    [clips, wrong, worst] = [clips + measured.clips, wrong + measured.wrong.length, Math.max(worst, measured.worstSoundMs)];
  }
  console.log(`${clips} clips in ${((performance.now() - began) / 1000).toFixed(0)} s: ${wrong} not exact (0), sound at most ${worst.toFixed(2)} ms off (≤ 10)`);
  if (wrong > 0 || worst > 10) process.exitCode = 1;
}));
