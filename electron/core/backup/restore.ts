import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { syncFolder, vaultPaths, type VaultPaths } from '../vault/files';
import { readHeader, writeHeader } from '../vault/header';
import { EXTENSION } from '../vault/stores';
import type { BackupOptions } from './backUp';
import { copyFile, hashFile, type FileFacts, type Watch } from './copy';
import { sayDiskErrors } from './errors';
import { backupPaths, readManifest, type BackupPaths, type Manifest } from './manifest';
import { filesOf, isWithin, makeFolder, requireRoom } from './place';

export interface RestoreDone {
  readonly vaultId: string;
  /** When the backup was made. */
  readonly createdAt: string;
  readonly footage: number;
  readonly bytes: number;
}

/** Stands in a folder while a vault is being restored into it: a cut-short restore can be told from somebody's files. */
const MARK = 'restore.part';

/**
 * Restores a backup into an empty (or missing) folder, as the vault was: each file is hashed on its way.
 * The folder becomes a vault with the very last step, so a cut-short restore is never taken for one; begun again in
 * the same folder, it starts anew. On failure or cancel the folder is left empty. Needs no passphrase.
 *
 * @throws ZapisError `backup-missing`, `backup-incomplete`, `backup-damaged`, `backup-from-newer`, `restore-folder-not-empty`, `restore-in-backup`,
 *   `backup-folder-missing`, `backup-not-writable`, `disk-no-room`, `disk-full`, `disk-unreachable`; AbortError after `signal`.
 */
export async function restoreBackup(dir: string, target: string, options: BackupOptions = {}): Promise<RestoreDone> {
  const from = backupPaths(resolve(dir));
  const to = vaultPaths(resolve(target));
  return sayDiskErrors(async () => {
    const manifest = readManifest(from);
    if (manifest === null) throw new ZapisError('backup-missing');
    if (isWithin(from.dir, resolve(target)) || isWithin(resolve(target), from.dir)) throw new ZapisError('restore-in-backup');
    requireFiles(from, manifest);
    prepare(resolve(target), to);
    const totalBytes = [manifest.database, ...manifest.footage].reduce((sum, file) => sum + file.bytes, 0);
    requireRoom(resolve(target), totalBytes);
    let bytes = 0;
    const watch: Watch = { signal: options.signal, onBytes: (more) => {
      bytes += more;
      options.onProgress?.({ bytes, totalBytes });
    } };
    try {
      closeSync(openSync(join(resolve(target), MARK), 'w', 0o600));
      if (manifest.footage.length > 0) mkdirSync(to.stores, { mode: 0o700 });
      for (const file of manifest.footage) await bring(from, file, join(to.stores, `${file.footageId}${EXTENSION}`), watch);
      await bring(from, manifest.database, to.database, watch);
      if (manifest.footage.length > 0) syncFolder(to.stores);
      syncFolder(resolve(target));
      options.signal?.throwIfAborted();
      await bringHeader(from, manifest, to);
    } catch (error) {
      clear(resolve(target), to);
      throw error;
    }
    rmSync(join(resolve(target), MARK), { force: true });
    return { vaultId: manifest.vaultId, createdAt: manifest.createdAt, footage: manifest.footage.length, bytes };
  });
}

/** Looks before the hours of copying whether everything is there. */
function requireFiles(from: BackupPaths, manifest: Manifest): void {
  for (const { path, bytes } of [manifest.header, manifest.database, ...manifest.footage]) {
    const size = statSync(join(from.dir, path), { throwIfNoEntry: false })?.size;
    if (size === undefined) throw new ZapisError('backup-incomplete');
    if (size !== bytes) throw new ZapisError('backup-damaged', { name: path });
  }
}

function prepare(target: string, to: VaultPaths): void {
  makeFolder(target);
  const entries = filesOf(target);
  if (entries.includes(MARK) && !existsSync(to.header) && !existsSync(to.headerCopy)) clear(target, to);
  else if (entries.length > 0) throw new ZapisError('restore-folder-not-empty');
}

async function bring(from: BackupPaths, file: FileFacts & { path: string }, to: string, watch: Watch): Promise<void> {
  const { bytes, sha256 } = await copyFile(join(from.dir, file.path), `${to}.part`, watch);
  if (bytes !== file.bytes || sha256 !== file.sha256) throw new ZapisError('backup-damaged', { name: file.path });
  await rename(`${to}.part`, to);
}

async function bringHeader(from: BackupPaths, manifest: Manifest, to: VaultPaths): Promise<void> {
  const path = join(from.dir, manifest.header.path);
  if ((await hashFile(path)).sha256 !== manifest.header.sha256) throw new ZapisError('backup-damaged', { name: manifest.header.path });
  writeHeader(to, readHeader({ ...to, header: path, headerCopy: path }));
}

/** Takes away what a restore has put there, and nothing else. */
function clear(target: string, to: VaultPaths): void {
  for (const path of [to.header, to.headerCopy, to.database]) for (const suffix of ['', '.part']) rmSync(`${path}${suffix}`, { force: true });
  rmSync(to.stores, { recursive: true, force: true });
  rmSync(join(target, MARK), { force: true });
}
