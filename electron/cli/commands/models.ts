import { existsSync } from 'node:fs';
import { listModels } from '../../core/models/catalogue';
import { addModelFromSource } from '../../core/models/fromSource';
import { addModelFile } from '../../core/models/install';
import { onlyPositional, readArguments } from '../arguments';
import type { Command } from '.';

export const modelsList: Command = {
  words: ['models', 'list'],
  usage: 'models list',
  async run(argv, output) {
    readArguments(argv, {});
    const models = await listModels();
    output.result(models, models.map((m) => `${m.installed ? '✓' : '·'} ${m.id.padEnd(16)} ${(m.bytes / 1e6).toFixed(0).padStart(6)} MB  ${m.title}${m.isDefault ? ' (default)' : ''}`));
  },
};

export const modelsAdd: Command = {
  words: ['models', 'add'],
  usage: 'models add ID|FILE',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const what = onlyPositional(args, 'model id or file');
    const abort = new AbortController();
    process.once('SIGINT', () => { abort.abort(); });
    const options = { signal: abort.signal, onProgress: (fraction: number) => { output.note(`model ${Math.floor(fraction * 100)} %`); } };
    const known = (await listModels()).some((model) => model.id === what);
    // The one step of Zapis that may use the network, and only when it is asked for by name.
    const added = known && !existsSync(what) ? await addModelFromSource(what, options) : await addModelFile(what, options);
    output.result(added, [`Installed ${added.id}.`]);
  },
};
