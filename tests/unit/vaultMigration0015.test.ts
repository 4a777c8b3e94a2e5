import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concordance } from '../../electron/core/memory/search';
import { insertSegment } from '../../electron/core/transcript/segments';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0015 on a database of version 14: what people translated before is in the memory, drafts are not, and all of it goes with its footage', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0015-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(14) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    for (const [id, state] of [['a', 'checked'], ['b', 'machine']] as const) {
      insertSegment(vault.db, { id, footageId, startUs: 0, endUs: 1, text: 'Most je gorio.', language: 'bs', origin: 'machine', words: [] });
      vault.db.prepare("INSERT INTO translated_segment (id, footage_id, segment_id, language, text, state, sources, unknown_words, updated_at) VALUES (?, ?, ?, 'en', 'The bridge burned.', ?, ?, '[]', '')")
        .run(`${id}/en`, footageId, id, state, JSON.stringify([{ segmentId: id, text: 'Most je gorio.' }]));
    }
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(15) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(15);
    expect(concordance(db, 'mostom', 10).map(({ id }) => id)).toEqual(['a/en']);
    expect(() => db.prepare("INSERT INTO memory_unit VALUES ('u', 'nowhere', '', '', 'bs', 'en')").run()).toThrow(/FOREIGN KEY/);
    vault.stores.remove(footageId);
    expect(db.prepare('SELECT count(*) AS n FROM memory_search').get()).toEqual({ n: 0 });
    expect(db.prepare("SELECT count(*) AS n FROM memory_fts WHERE memory_fts MATCH 'most'").get()).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
