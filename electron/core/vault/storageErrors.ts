import { ZapisError } from '../../../shared/errors';
import { syncFolder } from './files';

/** Errors of the disk itself, by the codes of SQLite and of the operating system. */
const DISK_ERRORS: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'disk-full',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'vault-read-only',
  EACCES: 'vault-read-only',
  EPERM: 'vault-read-only',
  SQLITE_PERM: 'vault-read-only',
  EIO: 'disk-unreachable',
  ENODEV: 'disk-unreachable',
  ENXIO: 'disk-unreachable',
};

/** The code of an SQLite or operating-system error, empty for anything else. Errors of native modules may come from another realm, so `instanceof` says nothing. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** True when the bytes of an encrypted database are not what was written, or the key is not the one. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error));
}

/**
 * Says in Zapis's words what the disk did. `damage` is the error to throw when the bytes themselves
 * are wrong; anything unknown passes through unchanged.
 */
export function storageError(error: unknown, damage: ZapisError): unknown {
  if (error instanceof ZapisError) return error;
  if (isDamage(error)) return damage;
  const code = errorCode(error);
  const known = DISK_ERRORS[code];
  if (known !== undefined) return new ZapisError(known, {}, { cause: error });
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return new ZapisError('vault-read-only', {}, { cause: error });
  if (code.startsWith('SQLITE_IOERR')) return new ZapisError('disk-unreachable', {}, { cause: error });
  return error;
}

/**
 * Says in Zapis's words what went wrong with the vault's database; errors of anything else pass through. A disk that is
 * pulled out answers once with an error of the disk, and from then on SQLite finds pages that do not fit each other:
 * whether the folder can still be forced to the disk tells that from damage.
 */
export function vaultFault(dir: string, error: unknown): unknown {
  if (!errorCode(error).startsWith('SQLITE_')) return error;
  if (isDamage(error) && !answers(dir)) return new ZapisError('disk-unreachable', {}, { cause: error });
  return storageError(error, new ZapisError('vault-damaged', { part: 'vault.db' }, { cause: error }));
}

function answers(dir: string): boolean {
  try {
    syncFolder(dir);
    return true;
  } catch {
    return false;
  }
}
