import { existsSync } from 'node:fs';
import { LANGUAGE_CODES, type ModelInfo } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { listModels, modelInfo, removeModel } from '../../core/models/catalogue';
import { recommendModel } from '../../core/models/fit';
import { addModelFromSource } from '../../core/models/fromSource';
import { addModelsFrom } from '../../core/models/add';
import type { WorkOptions } from '../../core/models/hashing';
import { thisMachine } from '../../core/models/machine';
import { findPack } from '../../core/models/packs/entries';
import { addPackFromSource } from '../../core/models/packs/fromSource';
import { recommendPacks } from '../../core/models/packs/info';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import type { Command } from '.';

export const modelsList: Command = {
  words: ['models', 'list'],
  usage: 'models list',
  async run(argv, output) {
    readArguments(argv, {});
    const models = await listModels();
    output.result(models, models.map((m) => `${m.installed ? '✓' : '·'} ${m.id.padEnd(25)} ${(m.bytes / 1e6).toFixed(0).padStart(6)} MB  ${m.title}${m.isDefault ? ' (default)' : ''}${m.fits ? '' : ' (needs more memory than there is)'}${m.speed === null ? '' : `, ${m.speed} s of sound a second here`}`));
  },
};

export const modelsAdd: Command = {
  words: ['models', 'add'],
  usage: 'models add ID|FILE|FOLDER',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const what = onlyPositional(args, 'model id, file or folder');
    const abort = new AbortController();
    process.once('SIGINT', () => { abort.abort(); });
    const options = { signal: abort.signal, onProgress: (fraction: number) => { output.note(`model ${Math.floor(fraction * 100)} %`); } };
    const known = (await listModels()).some((model) => model.id === what);
    // The one step of Zapis that may use the network, and only when it is asked for by name.
    const added = known && !existsSync(what) ? [await fetched(what, options)] : await addModelsFrom(what, options);
    output.result(added.length === 1 ? added[0] : added, added.map(({ id }) => `Installed ${id}.`));
  },
};

async function fetched(id: string, options: WorkOptions): Promise<ModelInfo> {
  if (findPack(id)) await addPackFromSource(id, options);
  else await addModelFromSource(id, options);
  return modelInfo(id);
}

export const modelsRemove: Command = {
  words: ['models', 'remove'],
  usage: 'models remove ID',
  async run(argv, output) {
    const id = onlyPositional(readArguments(argv, {}), 'model id');
    await removeModel(id);
    output.result({ ok: true, id }, [`Removed ${id}.`]);
  },
};

export const modelsRecommend: Command = {
  words: ['models', 'recommend'],
  usage: 'models recommend [--language hr,sr,…]',
  async run(argv, output) {
    const args = readArguments(argv, { language: { type: 'string' } });
    const languages = (args.text('language') ?? '').split(',').filter((code) => code !== '');
    const unknown = languages.find((code) => !(LANGUAGE_CODES as readonly string[]).includes(code));
    if (unknown !== undefined) throw new UsageError(`--language: "${unknown}" is not one of ${LANGUAGE_CODES.join(', ')}.`);
    const installed = (await listModels()).filter((model) => model.installed).map((model) => model.id);
    const model = recommendModel(languages, await thisMachine(), installed);
    if (model === null) throw new ZapisError('model-none-fits');
    const info = await modelInfo(model.id);
    const packs = await Promise.all(recommendPacks(languages).map(({ id }) => modelInfo(id)));
    output.result({ ...info, packs }, [info, ...packs].map(({ id, title, note, installed: there }) => `${id}: ${title}. ${note}${there ? '' : ` Install it with "models add ${id}".`}`));
  },
};
