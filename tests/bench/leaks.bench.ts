import { CORPUS, exportCorpus, plant, type Planted } from '../support/leakCorpus';
import { runBench, withBench } from './support/bench';
import { numberOption } from './support/report';

/**
 * The leak corpus: clips of interviews with planted secrets in all formats, judged by an independent reader. `--clips 200`;
 * a part of them: `--from 80 --count 40`.
 */
runBench(() => withBench(async ({ workspace, dir }) => {
  const footageOf = new Map<Planted, string>();
  for (const planted of CORPUS) footageOf.set(planted, await plant(workspace, dir, planted));
  const all = numberOption('clips', 200);
  const from = numberOption('from', 0);
  const to = Math.min(all, from + numberOption('count', all));
  const began = performance.now();
  const found = await exportCorpus(workspace, dir, to, footageOf, {
    from, onClip: (n, name, told) => { console.log(`clip ${n} ${name}: ${told.length === 0 ? 'nothing found' : told.join('; ')}`); },
  });
  console.log(`${to - from} clips in ${((performance.now() - began) / 1000).toFixed(0)} s, ${found.length} findings of the judge (0)`);
  if (found.length > 0) process.exitCode = 1;
}));
