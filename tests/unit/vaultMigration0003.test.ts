import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);
const OWN = ['awaited_footage', 'conflict', 'handover', 'handover_item', 'handover_version'];

test('0003 on a database of version 2: everything stays, and the versions and conflicts of a footage go with it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0003-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(2) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.db.prepare("INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES ('s1', ?, 0, 5, 'Bili smo.', 'sr', 'machine', '[]', 'then')").run(footageId);
    const segments = (): unknown => vault.db.prepare('SELECT * FROM segment').all();
    const before = segments();
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(3) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(3);
    expect(readdirSync(join(dir, 'backups'))).toEqual([expect.stringMatching(/^vault-schema2-/)]);
    expect(segments()).toEqual(before);
    const tables = db.pragma('table_list') as { name: string; strict: number }[];
    expect(OWN.map((name) => [name, tables.find((table) => table.name === name)?.strict])).toEqual(OWN.map((name) => [name, 1]));
    const add = db.prepare('INSERT INTO handover_version (kind, row_id, hash, snapshot, footage_id) VALUES (?, ?, ?, ?, ?)');
    add.run('segment', 's1', 'h', '{"text":"Bili smo."}', footageId);
    expect(() => add.run('segment', 's1', 'h', '{}', footageId)).toThrow(/UNIQUE/);
    expect(() => add.run('word', 's1', 'h', '{}', footageId)).toThrow(/CHECK/);
    expect(() => add.run('segment', 's2', 'h', '{}', 'nobody')).toThrow(/FOREIGN KEY/);
    db.prepare(`INSERT INTO conflict (id, handover_id, peer, kind, row_id, field, footage_id, theirs, theirs_hash, theirs_seen, live_hash, created_at)
      VALUES ('c', 'h', 'Boris', 'segment', 's1', '', ?, '{}', 'h', '[]', 'h', '')`).run(footageId);
    db.prepare('INSERT INTO awaited_footage VALUES (?)').run(footageId);
    db.prepare("INSERT INTO handover_item VALUES ('footage', ?)").run(footageId);
    vault.stores.remove(footageId);
    for (const table of ['handover_version', 'conflict', 'awaited_footage']) expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
    expect(db.prepare('SELECT count(*) AS n FROM handover_item').get()).toEqual({ n: 1 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
