import { electronAsNode } from './electron.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { main } from './setup/say.mjs';
import { bundle } from './typescript.mjs';

/** `npm run judge` learns the judge of suggestions anew from the labelled sentences; `-- --try` only says how well that goes. */
await main(async () => {
  await setUp('bench');
  const { command, args, env } = electronAsNode([await bundle('scripts/judge/train.ts'), ...process.argv.slice(2)]);
  return run(command, args, { env });
});
