import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0008 on a database of version 7: what handovers remember stays, new kinds are let in, and every version of a translation is kept', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0008-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(7) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    for (const [i, kind] of (['segment', 'passage'] as const).entries()) {
      vault.db.prepare("INSERT INTO handover_version (kind, row_id, hash, snapshot, footage_id) VALUES (?, 'r', ?, '{}', ?)").run(kind, `h${i}`, footageId);
      vault.db.prepare("INSERT INTO conflict (id, handover_id, peer, kind, row_id, field, footage_id, theirs_hash, theirs_seen, live_hash, created_at) VALUES (?, 'h', 'Ana', ?, 'r', '', ?, 't', '[]', 'l', '')").run(`c${2 - i}`, kind, footageId);
    }
    const all = () => ['handover_version', 'conflict'].map((table) => vault.db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all());
    const before = all();
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(8) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(8);
    expect(all()).toEqual(before);
    db.prepare("INSERT INTO handover_version (kind, row_id, hash, footage_id) VALUES ('translation', 'r', 'h', ?)").run(footageId);
    expect(() => db.prepare("INSERT INTO handover_version (kind, row_id, hash, footage_id) VALUES ('translation', 'r', 'h', ?)").run(footageId)).toThrow(/UNIQUE/);
    db.prepare(`INSERT INTO translated_segment (id, footage_id, segment_id, language, text, state, sources, unknown_words, updated_at)
      VALUES ('s/en', ?, 's', 'en', 'one', 'machine', '[]', '[]', '1')`).run(footageId);
    db.exec("UPDATE translated_segment SET text = 'two', state = 'edited', written_by = 'ana', updated_at = '2'");
    db.exec("UPDATE translated_segment SET links = '[]'");
    expect(db.prepare('SELECT segment_id, language, text, state, written_by, at FROM translation_version ORDER BY id').all()).toEqual([
      { segment_id: 's', language: 'en', text: 'one', state: 'machine', written_by: null, at: '1' },
      { segment_id: 's', language: 'en', text: 'two', state: 'edited', written_by: 'ana', at: '2' },
    ]);
    for (const wrong of ["state = 'done'", "sources = 'x'", "links = 'x'"]) expect(() => db.exec(`UPDATE translated_segment SET ${wrong}`)).toThrow(/CHECK/);
    vault.stores.remove(footageId);
    for (const table of ['translated_segment', 'translation_version', 'handover_version', 'conflict']) expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
