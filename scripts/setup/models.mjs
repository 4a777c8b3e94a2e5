import { existsSync } from 'node:fs';
import { electronAsNode } from '../electron.mjs';
import { inRoot } from '../paths.mjs';
import { capture, run } from '../run.mjs';
import { already, say, SetupError } from './say.mjs';

const cli = inRoot('dist', 'cli.js');

function installedModels() {
  const { command, args, env } = electronAsNode([cli, 'models', 'list', '--json']);
  const { status, stdout, stderr } = capture(command, args, { env });
  if (status !== 0) throw new SetupError(`The list of speech models could not be read: ${stderr.trim()}`);
  return new Set(JSON.parse(stdout.trim().split('\n').at(-1)).filter((model) => model.installed).map((model) => model.id));
}

async function add(id) {
  say(`model ${id}: fetching, checking and placing it in the cache folder of this user`);
  const { command, args, env } = electronAsNode([cli, 'models', 'add', id]);
  return (await run(command, args, { env, stdio: ['ignore', 2, 2] })) === 0;
}

/**
 * Puts speech models in the user's cache folder with the built command line, which checks what it places.
 * Whisper small is the default; where it cannot be made, tiny keeps the chain going and a line says so.
 */
export async function ensureModels(wanted) {
  if (wanted.length === 0) return;
  if (!existsSync(cli)) throw new SetupError('The command line is not built, so no speech model can be set up.');
  const installed = installedModels();
  for (const id of wanted) {
    if (installed.has(id)) already(`model ${id}: there`);
    else if (await add(id)) installed.add(id);
    else if (id === 'whisper-small' && (installed.has('whisper-tiny') || (await add('whisper-tiny')))) {
      say('model whisper-small could not be made; whisper-tiny takes its place: fine for clear English, useless for Balkan speech');
    } else throw new SetupError(`The speech model ${id} could not be set up; its message is above.`);
  }
}
