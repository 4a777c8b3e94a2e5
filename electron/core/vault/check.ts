import { ZapisError, type Failure } from '../../../shared/errors';
import { isAwaited } from './awaited';
import { vaultPaths } from './files';
import { headerCopiesAgree } from './header';
import { storageError } from './storageErrors';
import type { Vault } from './vault';

/** What is wrong, each with a code that has its sentence in the message catalogue. */
export interface VaultReport {
  readonly ok: boolean;
  /** How many footage were looked at. */
  readonly footage: number;
  readonly problems: readonly Failure[];
}

/**
 * Health of a vault: the header's copies, the database page by page, every store against its row, and
 * files that belong to nothing. `deep` also reads and hashes all footage (as fast as the disk allows).
 * Changes nothing. Problems are collected, so that one damaged footage does not hide another.
 */
export async function checkVault(vault: Vault, options: { deep?: boolean; signal?: AbortSignal; onProgress?: (fraction: number) => void } = {}): Promise<VaultReport> {
  const problems: Failure[] = [];
  const attempt = async <T>(work: () => T | Promise<T>, damaged: ZapisError): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      const known = storageError(error, damaged);
      if (!(known instanceof ZapisError)) throw known;
      problems.push({ code: known.code, params: known.params });
      return null;
    }
  };
  const damagedDatabase = new ZapisError('vault-damaged', { part: 'vault.db' });

  await attempt(() => {
    if (!headerCopiesAgree(vaultPaths(vault.dir))) throw new ZapisError('vault-header-altered');
  }, damagedDatabase);
  await attempt(() => checkDatabase(vault), damagedDatabase);
  const ids = (await attempt(() => vault.db.prepare<[], { id: string }>('SELECT id FROM footage ORDER BY imported_at').all(), damagedDatabase)) ?? [];
  for (const [index, { id }] of ids.entries()) {
    options.signal?.throwIfAborted();
    // Handed over as a transcript alone: that its bytes are not here is no damage.
    if (await attempt(() => isAwaited(vault.db, id), damagedDatabase)) continue;
    await attempt(() => vault.stores.verify(id, { deep: options.deep ?? false }), new ZapisError('footage-damaged', { id }));
    options.onProgress?.((index + 1) / ids.length);
  }
  for (const name of (await attempt(() => vault.stores.orphans(), damagedDatabase)) ?? []) problems.push({ code: 'orphan-store', params: { name } });
  return { ok: problems.length === 0, footage: ids.length, problems };
}

/** Reads every page from the disk: each authenticates or the check fails, and the tables must fit each other. */
function checkDatabase(vault: Vault): void {
  vault.db.pragma('wal_checkpoint(TRUNCATE)');
  // Pages in memory may be sounder than those on the disk.
  vault.db.pragma('shrink_memory');
  const report = vault.db.pragma('integrity_check(1)', { simple: true });
  const loose = vault.db.pragma('foreign_key_check') as unknown[];
  if (report !== 'ok' || loose.length > 0) throw new ZapisError('vault-damaged', { part: 'vault.db' });
}
