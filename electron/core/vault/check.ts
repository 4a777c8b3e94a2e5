import { z } from 'zod';
import { assertNoneMissing } from '../audit/keptHead';
import { ZapisError, type Failure } from '../../../shared/errors';
import { verifyChain } from '../audit';
import { isAwaited } from './awaited';
import { schemaVersion } from './database';
import { vaultPaths } from './files';
import { headerCopiesAgree } from './header';
import { storageError } from './storageErrors';
import type { VerifyOptions } from './storeCheck';
import type { Vault } from './vault';

/** What is wrong, each with a code that has its sentence in the message catalogue. */
export interface VaultReport {
  readonly ok: boolean;
  /** How many footage were looked at. */
  readonly footage: number;
  readonly problems: readonly Failure[];
}

/** How far a check is: 0 to 1 by what is to be read, and the footage that are done with. */
export interface CheckProgress { readonly fraction: number; readonly done: number; readonly of: number }

/** What is known of the footage that a check has seen; a check begun again goes on from there. */
export const checkCheckpoint = z.object({
  done: z.array(z.string()),
  problems: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type CheckCheckpoint = z.infer<typeof checkCheckpoint>;

export interface CheckOptions {
  readonly deep?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined;
  /** Where an earlier run of the same check was cut short. */
  readonly checkpoint?: CheckCheckpoint | null | undefined;
  /** Called after each footage of a deep check. */
  readonly onCheckpoint?: ((checkpoint: CheckCheckpoint) => void) | undefined;
}

/** Schema version that has the audit log; tests of older migrations stop before it. */
const AUDIT_SINCE = 2;

/**
 * Health of a vault: the header's copies, the database page by page, the audit log entry by entry, every store against
 * its row, and files that belong to nothing. `deep` also reads and hashes all footage (as fast as the disk allows).
 * Changes nothing. Problems are collected, so that one damaged footage does not hide another. People may go on working
 * meanwhile: what they delete or replace is no damage.
 *
 * @throws `AbortError` after `signal`; ZapisError `vault-locked`.
 */
export async function checkVault(vault: Vault, options: CheckOptions = {}): Promise<VaultReport> {
  const problems: Failure[] = [];
  const attempt = collecting(problems);
  const damagedDatabase = new ZapisError('vault-damaged', { part: 'vault.db' });

  await attempt(() => {
    if (!headerCopiesAgree(vaultPaths(vault.dir))) throw new ZapisError('vault-header-altered');
  }, damagedDatabase);
  await attempt(() => checkDatabase(vault), damagedDatabase);
  options.signal?.throwIfAborted();
  const log = schemaVersion(vault.db) < AUDIT_SINCE ? null : await attempt(() => verifyChain(vault.db), damagedDatabase);
  for (const { code, line } of log?.problems ?? []) problems.push({ code, params: { line } });
  const rows = (await attempt(() => vault.db.prepare<[], FootageSize>('SELECT id, bytes FROM footage ORDER BY imported_at, id').all(), damagedDatabase)) ?? [];
  problems.push(...(await checkFootage(vault, rows, options)));
  for (const name of (await attempt(() => vault.stores.orphans(), damagedDatabase)) ?? []) problems.push({ code: 'orphan-store', params: { name } });
  await attempt(() => { assertNoneMissing(vault.db); }, damagedDatabase);
  return { ok: problems.length === 0, footage: rows.length, problems };
}

type Attempt = <T>(work: () => T | Promise<T>, damaged: ZapisError) => Promise<T | null>;

/** Runs work and puts what is wrong on the list; null then. What is no finding (a lock, a cancellation) ends the check. */
function collecting(problems: Failure[]): Attempt {
  return async (work, damaged) => {
    try {
      return await work();
    } catch (error) {
      const known = storageError(error, damaged);
      if (!(known instanceof ZapisError) || known.code === 'vault-locked') throw known;
      problems.push({ code: known.code, params: known.params });
      return null;
    }
  };
}

interface FootageSize { readonly id: string; readonly bytes: number }

async function checkFootage(vault: Vault, rows: readonly FootageSize[], { deep = false, signal, onProgress, checkpoint, onCheckpoint }: CheckOptions): Promise<Failure[]> {
  const problems: Failure[] = [...(checkpoint?.problems ?? [])];
  const before = new Set(checkpoint?.done);
  const done: string[] = [];
  const weigh = ({ bytes }: FootageSize): number => (deep ? bytes : 1);
  const whole = rows.reduce((sum, row) => sum + weigh(row), 0);
  let read = 0;
  const tell = (more: number): void => { onProgress?.({ fraction: whole === 0 ? 1 : (read + more) / whole, done: done.length, of: rows.length }); };
  for (const row of rows) {
    signal?.throwIfAborted();
    if (!before.has(row.id)) {
      problems.push(...(await checkOne(vault, row.id, { deep, signal, onProgress: (fraction) => { tell(fraction * weigh(row)); } })));
    }
    done.push(row.id);
    read += weigh(row);
    if (deep && !before.has(row.id)) onCheckpoint?.({ done, problems: problems.map(({ code, params }) => ({ code, params: { ...params } })) });
    tell(0);
  }
  return problems;
}

async function checkOne(vault: Vault, id: string, options: VerifyOptions): Promise<Failure[]> {
  const found: Failure[] = [];
  const attempt = collecting(found);
  const damagedDatabase = new ZapisError('vault-damaged', { part: 'vault.db' });
  // Handed over as a transcript alone: that its bytes are not here is no damage.
  if (await attempt(() => isAwaited(vault.db, id), damagedDatabase)) return found;
  const sound = await attempt(async () => {
    await vault.stores.verify(id, options);
    return true;
  }, new ZapisError('footage-damaged', { id }));
  // Deleted by somebody while it was being read.
  const there = sound ?? (await attempt(() => vault.db.prepare('SELECT 1 FROM footage WHERE id = ?').get(id) !== undefined, damagedDatabase));
  return there === false ? [] : found;
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
