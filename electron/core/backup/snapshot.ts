import { copyFileSync } from 'node:fs';
import { ZapisError } from '../../../shared/errors';
import type { Database } from '../vault/database';
import { syncFile, vaultPaths } from '../vault/files';
import { readHeader, type VaultHeader } from '../vault/header';
import type { Vault } from '../vault/vault';
import { copyFile, hashFile, type FileFacts, type Watch } from './copy';

/** What the vault was at one moment. */
export interface Snapshot {
  readonly database: FileFacts;
  readonly header: VaultHeader;
  /** Footage with a key, thus with a store, at that moment. */
  readonly footage: readonly string[];
}

/** Copies that a checkpoint got between before the copy is made in one go, with the window standing still. */
const TRIES = 3;

/** Ids of the footage whose store a backup must hold. */
export function footageIds(db: Database): string[] {
  return db.prepare<[], string>('SELECT id FROM footage WHERE store_key IS NOT NULL ORDER BY imported_at, id').pluck().all();
}

/**
 * Copies the encrypted database as it is at one moment, while people go on working: the write-ahead log is
 * folded in, and from then on what is written goes to the log only, so the file itself stands still. The
 * copy is under the vault's own key; the cipher's library can neither re-key nor copy without one.
 * @throws ZapisError `vault-locked` when the vault is locked meanwhile; file system errors.
 */
export async function snapshotVault(vault: Pick<Vault, 'dir' | 'db'>, to: string, watch: Watch): Promise<Snapshot> {
  const { database: path } = vaultPaths(vault.dir);
  for (let attempt = 1; ; attempt++) {
    const { db } = vault;
    if (!db.open) throw new ZapisError('vault-locked');
    const usual = Number(db.pragma('wal_autocheckpoint', { simple: true }));
    db.pragma('wal_autocheckpoint=0');
    try {
      const moment = foldIn(vault);
      if (attempt > TRIES) {
        copyFileSync(path, to);
        syncFile(to);
        return { ...moment, database: await hashFile(to) };
      }
      const database = await copyFile(path, to, watch);
      // Whoever deletes footage folds the log in as well. Pages are encrypted under a fresh nonce each time
      // they are written, so a file that reads the same afterwards has stood still.
      if ((await hashFile(path, { signal: watch.signal })).sha256 === database.sha256) return { ...moment, database };
    } finally {
      if (db.open) db.pragma(`wal_autocheckpoint=${usual}`);
    }
  }
}

/** Runs without a pause, so that all it answers with is of the same moment. */
function foldIn({ dir, db }: Pick<Vault, 'dir' | 'db'>): Omit<Snapshot, 'database'> {
  const result = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (result[0]?.busy !== 0) throw new ZapisError('vault-in-use');
  return { header: readHeader(vaultPaths(dir)), footage: footageIds(db) };
}
