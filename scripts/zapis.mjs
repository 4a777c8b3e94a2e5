import { electronAsNode } from './electron.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { main } from './setup/say.mjs';

await main(async () => {
  await setUp('zapis');
  const { command, args, env } = electronAsNode([inRoot('dist', 'cli.js'), ...process.argv.slice(2)]);
  // npm moves to the clone's root; relative paths of footage mean the folder where the person stands.
  return run(command, args, { env, cwd: process.env.INIT_CWD ?? process.cwd() });
});
