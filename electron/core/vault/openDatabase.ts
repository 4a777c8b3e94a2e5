import { existsSync, rmSync } from 'node:fs';
import { ZapisError } from '../../../shared/errors';
import { openEncrypted, schemaVersion, VAULT_CIPHER, type Database } from './database';
import { renameDurably, SIDE_FILES, type VaultPaths } from './files';
import { purposeKey } from './keys';
import { backUpDatabase, migrate, newestVersion, refuseFuture } from './migrate';
import type { Migration } from './migrations';

/** Opens the vault's database with the key that belongs to it. */
export function connect(path: string, vaultKey: Uint8Array, vaultId: string, mustExist: boolean, readonly = false): Database {
  const key = purposeKey(vaultKey, vaultId, 'database');
  try {
    const db = openEncrypted(path, VAULT_CIPHER, key, { mustExist, readonly });
    try {
      // One process holds the vault, so the log's index can stay in memory and no unencrypted -shm file appears.
      if (!readonly) {
        db.pragma('locking_mode=EXCLUSIVE');
        db.pragma('journal_mode=WAL');
      }
      db.pragma('foreign_keys=ON');
      db.pragma('secure_delete=ON');
      // A commit that was answered must survive a power cut.
      db.pragma('synchronous=FULL');
      schemaVersion(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } finally {
    key.fill(0);
  }
}

/**
 * Opens the database of a vault and brings it to this version, after an encrypted copy of it.
 * @throws ZapisError `vault-damaged`, `vault-from-newer`
 */
export function openDatabase(paths: VaultPaths, vaultKey: Uint8Array, vaultId: string, migrations: readonly Migration[]): Database {
  // A crash between the header and this rename leaves a complete database under its first name.
  if (!existsSync(paths.database) && existsSync(paths.newDatabase)) renameDurably(paths.newDatabase, paths.database);
  if (!existsSync(paths.database)) throw new ZapisError('vault-damaged', { part: 'vault.db' });
  const before = SIDE_FILES.filter((suffix) => existsSync(`${paths.database}${suffix}`));
  // Looked at without write access first: the file of a newer Zapis must stay as it is, byte for byte.
  const glance = connect(paths.database, vaultKey, vaultId, true, true);
  try {
    refuseFuture(glance, migrations);
    // A vault has its tables before it has its header: a file cut to nothing must not be filled with an empty vault.
    if (schemaVersion(glance) === 0 && newestVersion(migrations) > 0) throw new ZapisError('vault-damaged', { part: 'vault.db' });
  } finally {
    glance.close();
    // Reading without write access leaves side files that only an ordinary close would remove.
    for (const suffix of SIDE_FILES) if (!before.includes(suffix)) rmSync(`${paths.database}${suffix}`, { force: true });
  }
  const db = connect(paths.database, vaultKey, vaultId, true);
  try {
    if (schemaVersion(db) > 0 && schemaVersion(db) < newestVersion(migrations)) backUpDatabase(db, paths);
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
