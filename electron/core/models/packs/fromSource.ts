import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isCancellation, ZapisError } from '../../../../shared/errors';
import { modelFolder, withIncoming } from '../cache';
import type { WorkOptions } from '../hashing';
import { withLock } from '../sources/lock';
import { download } from '../sources/url';
import { packCatalogue, packEntryOf, packTitle, type PackFileKind } from './entries';
import type { FoundFile } from './find';
import { installPack } from './install';
import { settlePack } from './presence';

/**
 * Fetches a pack from the catalogue's source. Like `addModelFromSource` it uses a network, and only when it is asked for
 * by name on the command line; the app does not import it.
 *
 * @throws ZapisError `model-unknown`, `model-source-failed`, `pack-damaged`, `model-no-room`. AbortError on cancel.
 */
export async function addPackFromSource(id: string, options: WorkOptions = {}): Promise<void> {
  const pack = packEntryOf(id);
  await mkdir(modelFolder(), { recursive: true });
  await withLock(path.join(modelFolder(), `.${id}.lock`), options.signal, async () => {
    if (settlePack(pack) === 'good') return;
    await withIncoming(async (folder) => {
      const files = new Map<PackFileKind, FoundFile>();
      const total = pack.files.reduce((sum, { gzBytes }) => sum + gzBytes, 0);
      let before = 0;
      for (const file of pack.files) {
        const to = path.join(folder, path.basename(file.path));
        try {
          await download(new URL(file.path, packCatalogue().source).href, to, file.gzBytes, { signal: options.signal, onProgress: (fraction) => options.onProgress?.((before + fraction * file.gzBytes) / total * 0.9) });
        } catch (cause) {
          if (options.signal?.aborted || isCancellation(cause)) throw cause;
          throw new ZapisError('model-source-failed', { model: packTitle(pack) }, { cause });
        }
        before += file.gzBytes;
        files.set(file.kind, { file: to, packed: true });
      }
      await installPack(pack, files, { signal: options.signal });
    });
  });
  options.onProgress?.(1);
}
