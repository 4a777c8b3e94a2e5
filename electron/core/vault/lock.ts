import { ZapisError } from '../../../shared/errors';
import { openPlain } from './database';
import { errorCode, storageError } from './storageErrors';

/** Held while a vault is open; `release` lets the next process in. */
export interface VaultLock {
  release(): void;
}

/**
 * Makes sure that one process works on a vault. An exclusive lock on an empty SQLite file rather than
 * a file with a process number in it: the operating system drops it with the process, however that
 * dies, so no stale lock can shut people out. A file of its own, because on POSIX closing any handle
 * of a locked file gives the lock away, and the database's files are read by backups and checks.
 * @throws ZapisError `vault-in-use` when another process, or another window, has it open.
 */
export function lockVault(path: string): VaultLock {
  let db;
  try {
    db = openPlain(path);
    db.pragma('journal_mode=MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (errorCode(error).startsWith('SQLITE_BUSY')) throw new ZapisError('vault-in-use', {}, { cause: error });
    throw storageError(error, new ZapisError('vault-damaged', { part: 'vault.lock' }, { cause: error }));
  }
  const held = db;
  return { release: () => void held.close() };
}
