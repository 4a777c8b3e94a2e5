import { electronBinary, hasDisplay, onDisplay, sandboxArgs } from './electron.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { main, say } from './setup/say.mjs';

await main(async () => {
  await setUp('start');
  if (!hasDisplay()) say('no display here: the app runs on a virtual one that nobody sees (xvfb-run); Ctrl-C ends it');
  const { command, args } = onDisplay(electronBinary(), [...sandboxArgs(), root, ...process.argv.slice(2)]);
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  return run(command, args, { env });
});
