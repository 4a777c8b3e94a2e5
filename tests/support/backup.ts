import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from '../../electron/core/audit';
import { restoreBackup } from '../../electron/core/backup';
import { insertSegment } from '../../electron/core/transcript/segments';
import { checkVault } from '../../electron/core/vault/check';
import { openVault, type Vault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from './vault';

/** Stands in every transcript that {@link fill} makes. */
export const WORD = 'KanarinacBezPremca';

/** Footage with previews, words, and an audit entry. */
export async function fill(vault: Vault, count: number, bytes = 1_500_000): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const id = storeFootage(vault, randomBytes(bytes + n));
    await vault.stores.open(id).putDerived('waveform', randomBytes(2_000));
    if (n % 2 === 0) await vault.stores.open(id).putDerived('proxy', randomBytes(1_200_000));
    insertSegment(vault.db, { id: `s-${id}`, footageId: id, startUs: 0, endUs: 9, text: WORD, language: 'bs', origin: 'machine', words: [{ text: WORD, startUs: 0, endUs: 9, trust: 'aligned' }] });
    record(vault.db, { person: null, action: 'footage.import', item: { kind: 'footage', id } });
    ids.push(id);
  }
  return ids;
}

/** Every row of every table and the hash of every stream of every store. */
export function contents(vault: Vault): Record<string, unknown> {
  const tables = vault.db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'segment_fts%' ORDER BY name").pluck().all();
  const rows = Object.fromEntries(tables.map((name) => [name, vault.db.prepare(`SELECT * FROM ${name} ORDER BY 1`).all()]));
  const streams = vault.db.prepare<[], string>('SELECT id FROM footage ORDER BY id').pluck().all().map((id) => {
    const store = vault.stores.open(id);
    return [id, ...[store.original(), store.derived('proxy'), store.derived('waveform'), store.derived('thumbnail')].map((source) =>
      source && createHash('sha256').update(source.read(0, source.bytes)).digest('hex'))];
  });
  return { ...rows, streams };
}

/** Restores the backup in `dir` elsewhere, finds the vault sound, and hands it over. */
export async function restored<T>(dir: string, work: (vault: Vault) => T | Promise<T>): Promise<T> {
  const target = mkdtempSync(join(tmpdir(), 'zapis-restored-'));
  await restoreBackup(dir, target);
  const vault = await openVault(target, TEST_PASSPHRASE, FAST);
  try {
    expect(await checkVault(vault, { deep: true })).toMatchObject({ ok: true, problems: [] });
    return await work(vault);
  } finally {
    vault.close();
    rmSync(target, { recursive: true, force: true });
  }
}
