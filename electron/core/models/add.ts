import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ModelInfo } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { modelInfo } from './catalogue';
import type { WorkOptions } from './hashing';
import { addModelFile } from './install';
import { addPacksFrom } from './packs/install';

/** What a translation pack's files are called, wherever they come from. */
const OF_A_PACK = /\.gz$|\.spm$|\.intgemm[\w.]*\.bin$|^lex\..*\.bin$/i;

/**
 * Installs what lies in a place: a model's file, a translation pack by one of its files, or every pack of a folder.
 *
 * @throws ZapisError as `addModelFile` and `addPacksFrom` do. AbortError on cancel.
 */
export async function addModelsFrom(place: string, options: WorkOptions = {}): Promise<ModelInfo[]> {
  const stats = await stat(place).catch((cause: unknown) => { throw new ZapisError('model-file-unreadable', { file: path.basename(place) }, { cause }); });
  if (!stats.isDirectory() && !OF_A_PACK.test(path.basename(place))) return [await addModelFile(place, options)];
  return Promise.all((await addPacksFrom(place, options)).map((id) => modelInfo(id)));
}
