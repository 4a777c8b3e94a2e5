import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Forces a file's bytes to the disk. */
export function syncFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Forces a folder's entries to the disk: without it a renamed or removed file may be back, or gone,
 * after a power cut. Windows offers no such call and journals its directory entries itself.
 */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Renames within one folder so that a power cut leaves the old state or the new one, never neither. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** Replaces a small file as a whole: readers see the old text or the new, also after a power cut. */
export function writeDurably(path: string, text: string): void {
  const part = `${path}.part`;
  const fd = openSync(part, 'w', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameDurably(part, path);
}

/** Entries of a folder; a missing folder has none. */
export function entriesOf(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}

/** What SQLite may leave beside a database file: its rollback journal or write-ahead log. */
export const SIDE_FILES = ['-journal', '-wal', '-shm'] as const;

/** Where everything of a vault lies. */
export function vaultPaths(dir: string) {
  return {
    header: join(dir, 'vault.json'),
    headerCopy: join(dir, 'vault.copy.json'),
    database: join(dir, 'vault.db'),
    /** The database while a vault is being created: no header exists yet that could unlock it. */
    newDatabase: join(dir, 'vault.db.part'),
    lock: join(dir, 'vault.lock'),
    /** The end of the audit log as it was last seen: tells when the newest changes are gone. */
    head: join(dir, 'vault.head'),
    /** Counts wrong passphrases across restarts. */
    tries: join(dir, 'vault.tries'),
    stores: join(dir, 'stores'),
    backups: join(dir, 'backups'),
  } as const;
}
export type VaultPaths = ReturnType<typeof vaultPaths>;

/** Takes away what a kill left of files that were being written anew: header, count of tries, copies before a migration. */
export function clearParts(paths: VaultPaths): void {
  const files = [paths.header, paths.headerCopy, paths.tries].map((path) => `${path}.part`);
  const copies = entriesOf(paths.backups).filter((name) => name.endsWith('.part')).map((name) => join(paths.backups, name));
  for (const part of [...files, ...copies]) rmSync(part, { force: true });
}
