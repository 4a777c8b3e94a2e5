import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { electronAsNode, onDisplay } from './electron.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { main, SetupError } from './setup/say.mjs';
import { bundle } from './typescript.mjs';

const folder = inRoot('tests', 'bench');

/** `npm run bench` runs all; `npm run bench -- import --gigabytes 2` runs one and hands it the rest. */
await main(async () => {
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bench.ts')).map((name) => name.slice(0, -'.bench.ts'.length)).sort() : [];
  const [given, ...rest] = process.argv.slice(2);
  if (given && !all.includes(given)) throw new SetupError(`There is no bench called ${given}. There are: ${all.join(', ')}.`);
  await setUp('bench');
  let worst = 0;
  for (const name of given ? [given] : all) {
    console.log(`\n== ${name}`);
    const file = await bundle(`tests/bench/${name}.bench.ts`, inRoot('test-output', 'bench'));
    const { command, args, env } = electronAsNode([file, ...rest]);
    // A bench of the window needs a display, even one that nobody sees.
    const started = readFileSync(inRoot('tests', 'bench', `${name}.bench.ts`), 'utf8').includes('launchApp') ? onDisplay(command, args) : { command, args };
    worst = Math.max(worst, await run(started.command, started.args, { env }));
  }
  return worst;
});
