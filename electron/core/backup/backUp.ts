import { rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { signingKey } from '../audit/signingKey';
import { entriesOf, syncFolder, vaultPaths } from '../vault/files';
import { writeHeader, type VaultHeader } from '../vault/header';
import { EXTENSION } from '../vault/stores';
import type { Vault } from '../vault/vault';
import { hashFile, type FileFacts, type Watch } from './copy';
import { BackupStores } from './copyStores';
import { sayDiskErrors } from './errors';
import { backupPaths, readManifest, signedBytes, writeManifest, type BackupPaths, type FootageFile, type Manifest } from './manifest';
import { holdsOnlyBackup, isWithin, makeFolder, requireRoom } from './place';
import { footageIds, snapshotVault, type Snapshot } from './snapshot';

export interface BackupOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { bytes: number; totalBytes: number }) => void;
}

export interface BackupDone {
  readonly vaultId: string;
  readonly createdAt: string;
  readonly footage: number;
  /** Bytes written now, and bytes that the whole backup has. */
  readonly bytesCopied: number;
  readonly bytesTotal: number;
  /** Footage that the vault lists, but whose file is gone: the vault check tells more. */
  readonly missing: readonly string[];
}

/**
 * Backs up an open vault into a folder of its own; people may go on working. Footage that the folder
 * holds in the same state is not copied again. Until everything is there and on the disk the backup from
 * before stays the valid one, whatever happens; what a cut-short run had copied, the next one need not.
 *
 * The backup is encrypted as the vault is and opens with the passphrases that the vault had at that time.
 *
 * @param dir empty, missing (its parent is not), or the folder of an earlier backup of the same vault.
 * @throws ZapisError `backup-in-vault`, `backup-folder-missing`, `backup-folder-not-empty`, `backup-other-vault`, `backup-damaged`,
 *   `backup-from-newer`, `backup-not-writable`, `backup-file-too-large`, `backup-footage-busy`, `disk-no-room`, `disk-full`,
 *   `disk-unreachable`, `vault-locked`; AbortError after `signal`.
 */
export async function backUp(vault: Vault, dir: string, options: BackupOptions = {}): Promise<BackupDone> {
  const paths = backupPaths(resolve(dir));
  if (isWithin(vault.dir, paths.dir) || isWithin(paths.dir, vault.dir)) throw new ZapisError('backup-in-vault');
  if (!vault.db.open) throw new ZapisError('vault-locked');
  return sayDiskErrors(async () => {
    makeFolder(paths.dir);
    const previous = earlier(paths, vault.id);
    pruneStates(paths, previous);
    // Made now, so that the snapshot holds it.
    const key = signingKey(vault.db);
    const progress = { bytes: 0, totalBytes: 0 };
    const watch: Watch = { signal: options.signal, onBytes: (bytes) => {
      progress.bytes += bytes;
      options.onProgress?.({ bytes: progress.bytes, totalBytes: Math.max(progress.totalBytes, progress.bytes) });
    } };
    const stores = new BackupStores(paths, previous, watch, (id) => rollBack(vault, id));
    progress.totalBytes = await bytesToCopy(vault, stores);
    requireRoom(paths.dir, progress.totalBytes);
    // Most of the footage first: the moment of the snapshot is then close to the end.
    for (const id of footageIds(vault.db)) await stores.hold(id, storePath(vault, id));
    const revision = (previous?.revision ?? 0) + 1;
    const state = await wholeState(vault, stores, join(paths.dir, `vault-${revision}.db`), watch);
    const unsigned: Omit<Manifest, 'signature'> = {
      format: 'zapis-backup', version: 1, vaultId: vault.id, revision, createdAt: new Date().toISOString(),
      header: { path: `header-${revision}.json`, ...(await storeHeader(join(paths.dir, `header-${revision}.json`), state.header)) },
      database: { path: `vault-${revision}.db`, ...state.database },
      footage: state.files, missing: state.missing,
    };
    syncFolder(paths.dir);
    options.signal?.throwIfAborted();
    const manifest = { ...unsigned, signature: key.sign(signedBytes(unsigned)) };
    writeManifest(paths, manifest);
    pruneStates(paths, manifest);
    pruneStores(paths, manifest);
    const bytesTotal = [manifest.database, ...manifest.footage].reduce((sum, { bytes }) => sum + bytes, 0);
    return { vaultId: vault.id, createdAt: manifest.createdAt, footage: manifest.footage.length, bytesCopied: progress.bytes, bytesTotal, missing: manifest.missing };
  });
}

/** The backup that the folder holds; null when it is empty or its first backup was cut short. */
function earlier(paths: BackupPaths, vaultId: string): Manifest | null {
  let manifest: Manifest | null = null;
  try {
    manifest = readManifest(paths);
  } catch (error) {
    if (!(error instanceof ZapisError) || error.code !== 'backup-incomplete') throw error;
  }
  if (manifest !== null && manifest.vaultId !== vaultId) throw new ZapisError('backup-other-vault');
  if (manifest === null && !holdsOnlyBackup(paths.dir)) throw new ZapisError('backup-folder-not-empty');
  return manifest;
}

function storePath(vault: Vault, footageId: string): string {
  return join(vaultPaths(vault.dir).stores, `${footageId}${EXTENSION}`);
}

/** A store that a crash left in the middle of a change comes back to the state before it when it is next read. */
function rollBack(vault: Vault, footageId: string): void {
  try {
    vault.stores.open(footageId).original();
  } catch (error) {
    // Damaged or gone: the backup of all the rest must go on, and the vault check names this one.
    if (!(error instanceof ZapisError) || error.code === 'vault-locked') throw error;
  }
}

async function bytesToCopy(vault: Vault, stores: BackupStores): Promise<number> {
  let bytes = statSync(vaultPaths(vault.dir).database).size;
  for (const id of footageIds(vault.db)) {
    const path = storePath(vault, id);
    if ((await stores.held(id, path)) === null) bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/**
 * A snapshot of the database, and of each of its footage a copy that is no older: what the database says is
 * there (a preview, say) is there. Footage deleted in between makes the snapshot stale; it is then taken again.
 */
async function wholeState(vault: Vault, stores: BackupStores, to: string, watch: Watch): Promise<Snapshot & { files: FootageFile[]; missing: string[] }> {
  for (;;) {
    const snapshot = await snapshotVault(vault, to, watch);
    const files: FootageFile[] = [];
    const missing: string[] = [];
    for (const id of snapshot.footage) {
      const file = await stores.hold(id, storePath(vault, id));
      if (file === null) missing.push(id);
      else files.push(file);
    }
    if (!vault.db.open) throw new ZapisError('vault-locked');
    const still = new Set(footageIds(vault.db));
    if (missing.every((id) => still.has(id))) return { ...snapshot, files, missing };
  }
}

async function storeHeader(path: string, header: VaultHeader): Promise<FileFacts> {
  writeHeader({ ...vaultPaths(''), header: path, headerCopy: path }, header);
  return hashFile(path);
}

/** Removes databases and headers that the valid backup does not name. */
function pruneStates(paths: BackupPaths, valid: Manifest | null): void {
  const keep: string[] = valid === null ? [] : [valid.header.path, valid.database.path];
  for (const name of entriesOf(paths.dir)) if (/^(header-\d+\.json|vault-\d+\.db)/.test(name) && !keep.includes(name)) rmSync(join(paths.dir, name), { force: true });
}

/** Removes copies of footage that the new backup does not name: an older state, or footage deleted from the vault. */
function pruneStores(paths: BackupPaths, manifest: Manifest): void {
  const keep = new Set(manifest.footage.map(({ path }) => basename(path)));
  for (const name of entriesOf(paths.stores)) if (!keep.has(name)) rmSync(join(paths.stores, name), { force: true });
  rmSync(paths.unfinished, { force: true });
}
