import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { isCancellation, ZapisError } from '../../../shared/errors';
import { errorCode } from '../vault/storageErrors';

/**
 * Writes a file where a person chose, outside the vault: whole or not at all, on the disk before it gets its name, and
 * readable by that person alone. An existing file is replaced: the save dialog has asked, and the command line names it.
 *
 * @throws ZapisError `out-disk-full`, `out-not-allowed`, `out-folder-missing`, `out-write-failed`; whatever `pieces` throws.
 */
export async function writeOutFile(file: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void> {
  // A name of its own: what lies there under a plain ".part" may be somebody else's.
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    const out = await open(part, 'wx', 0o600);
    try {
      for await (const piece of pieces) await out.appendFile(piece);
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw outFileError(error);
  }
}

function outFileError(error: unknown): unknown {
  if (error instanceof ZapisError || isCancellation(error)) return error;
  const code = errorCode(error);
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return new ZapisError('out-disk-full', {}, { cause: error });
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return new ZapisError('out-not-allowed', {}, { cause: error });
  if (['ENOENT', 'ENOTDIR'].includes(code)) return new ZapisError('out-folder-missing', {}, { cause: error });
  if (/^E[A-Z]/.test(code) && !code.startsWith('ERR_')) return new ZapisError('out-write-failed', {}, { cause: error });
  return error;
}
