import { ZapisError } from '../../../shared/errors';
import { errorCode } from '../vault/storageErrors';

/** What the disk of a backup, or of the folder that one is restored to, may answer. Anything else passes through. */
const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  // FAT32, as USB sticks come, holds no file of 4 GB.
  EFBIG: 'backup-file-too-large',
  EROFS: 'backup-not-writable',
  EACCES: 'backup-not-writable',
  EPERM: 'backup-not-writable',
  EIO: 'disk-unreachable',
  ENODEV: 'disk-unreachable',
  ENXIO: 'disk-unreachable',
  // The folder was there a moment ago: its disk was pulled out.
  ENOENT: 'disk-unreachable',
};

/** Runs `work` and says what a disk did in Zapis's words. */
export async function sayDiskErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = DISK_ERRORS[errorCode(error)];
    throw known === undefined || error instanceof ZapisError ? error : new ZapisError(known, {}, { cause: error });
  }
}
