import { CORPUS, exportCorpus, plant, type Planted } from '../support/leakCorpus';
import { runBench, withBench } from './support/bench';
import { numberOption } from './support/report';

/** The leak corpus: clips of interviews with planted secrets in all formats, judged by an independent reader. `--clips 200`. */
runBench(() => withBench(async ({ workspace, dir }) => {
  const footageOf = new Map<Planted, string>();
  for (const planted of CORPUS) footageOf.set(planted, await plant(workspace, dir, planted));
  const clips = numberOption('clips', 200);
  const began = performance.now();
  const found = await exportCorpus(workspace, dir, clips, footageOf);
  for (const what of found) console.log(what);
  console.log(`${clips} clips in ${((performance.now() - began) / 1000).toFixed(0)} s, of which ${found.length} leak (0)`);
  if (found.length > 0) process.exitCode = 1;
}));
