import { setImmediate } from 'node:timers/promises';
import type { Vault } from '../vault/vault';
import { canonicalJson } from './canonicalJson';
import { GENESIS, signedBytes, type AuditHeader } from './entry';
import { entries, lastEntry } from './rows';
import { signingKey } from './signingKey';

/**
 * The log as signed JSON Lines (each without its line break): a header, the entries as they are now, and an end
 * with the hash of the last and a signature. Read page by page; entries added meanwhile are not part of it.
 */
export async function* exportAudit(vault: Pick<Vault, 'id' | 'db'>): AsyncGenerator<string> {
  const key = signingKey(vault.db);
  const header: AuditHeader = { format: 'zapis-audit', version: 1, vaultId: vault.id, publicKey: key.publicKey, exportedAt: new Date().toISOString() };
  const last = lastEntry(vault.db);
  yield canonicalJson(header);
  for (const entry of entries(vault.db, last?.seq ?? 0)) {
    if (entry.seq % 500 === 0) await setImmediate();
    yield canonicalJson(entry);
  }
  const end = { end: true as const, entries: last?.seq ?? 0, head: last?.hash ?? GENESIS };
  yield canonicalJson({ ...end, signature: key.sign(signedBytes(header, end)) });
}
