import { constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { schemaVersion, transaction, type Database } from './database';
import { entriesOf, renameDurably, syncFile, type VaultPaths } from './files';
import { MIGRATIONS, type Migration } from './migrations';

/** How many copies from before a migration are kept: the newest ones. */
const KEPT_BACKUPS = 3;

/** The schema version this Zapis writes. */
export function newestVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Refuses a database written by a newer Zapis, before anything touches it.
 * @throws ZapisError `vault-from-newer`.
 */
export function refuseFuture(db: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  if (schemaVersion(db) > newestVersion(migrations)) throw new ZapisError('vault-from-newer');
}

/** Runs the migrations a database has not had, each in a transaction with its new version number. */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  refuseFuture(db, migrations);
  for (const migration of migrations) {
    if (migration.version <= schemaVersion(db)) continue;
    transaction(db, () => {
      migration.up(db);
      const violations = db.pragma('foreign_key_check') as unknown[];
      if (violations.length > 0) throw new Error(`migration ${migration.version} breaks ${violations.length} references`);
      db.pragma(`user_version=${migration.version}`);
    });
  }
}

/**
 * Copies the encrypted database aside before a migration. The copy is still encrypted under the same
 * key; the write-ahead log is folded in first, so that one file holds everything.
 */
export function backUpDatabase(db: Database, paths: VaultPaths): string {
  const busy = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (busy[0]?.busy !== 0) throw new ZapisError('vault-in-use');
  mkdirSync(paths.backups, { recursive: true, mode: 0o700 });
  const name = `vault-schema${schemaVersion(db)}-${new Date().toISOString().replaceAll(':', '-')}.db`;
  const part = join(paths.backups, `${name}.part`);
  copyFileSync(paths.database, part, constants.COPYFILE_FICLONE);
  syncFile(part);
  renameDurably(part, join(paths.backups, name));
  const older = entriesOf(paths.backups).filter((entry) => /^vault-schema\d+-.*\.db$/.test(entry)).sort((a, b) => stamp(a).localeCompare(stamp(b)));
  for (const entry of older.slice(0, -KEPT_BACKUPS)) rmSync(join(paths.backups, entry));
  return basename(name);
}

function stamp(name: string): string {
  return name.replace(/^vault-schema\d+-/, '');
}
