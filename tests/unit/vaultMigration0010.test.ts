import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionFromRow } from '../../electron/core/redaction/regionRows';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const VERSION = 10;
const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0010 on a database of the version before: footage stands, regions can be drawn, take releases back, and go with their footage', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0010-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(VERSION - 1) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(VERSION) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(VERSION);
    const release = (id: string) => db.prepare("INSERT INTO footage_release (id, footage_id, released_at, released_by) VALUES (?, ?, '', '')").run(id, footageId);
    const ended = () => db.prepare('SELECT count(*) FROM footage_release WHERE why = ?').pluck().get('passages');
    release('a');
    const insert = (id: string, changed: object = {}) => db.prepare(`INSERT INTO region (id, footage_id, kind, name, treatment, start_us, end_us, keyframes, searched, order_id, created_at, updated_at)
      VALUES (@id, @footageId, @kind, 'n', @treatment, @start, 9, @keyframes, NULL, NULL, '', '')`)
      .run({ id, footageId, kind: 'drawn', treatment: 'black', start: 0, keyframes: '[{"atUs":0,"x":0,"y":0,"w":1,"h":1}]', ...changed });
    insert('r');
    expect(regionFromRow(db.prepare('SELECT * FROM region').get())).toMatchObject({ id: 'r', footageId, kind: 'drawn', treatment: 'black', startUs: 0, endUs: 9, keyframes: [{ atUs: 0, w: 1 }], searched: null });
    expect(ended()).toBe(1);
    release('b');
    db.exec("UPDATE region SET name = 'other'");
    expect(ended()).toBe(2);
    release('c');
    db.exec('DELETE FROM region');
    expect(ended()).toBe(3);
    for (const wrong of [{ kind: 'other' }, { treatment: 'blur' }, { start: 9 }, { start: -1 }, { keyframes: 'x' }]) expect(() => insert('w', wrong)).toThrow(/CHECK/);
    insert('r');
    vault.stores.remove(footageId);
    expect(db.prepare('SELECT count(*) FROM region').pluck().get()).toBe(0);
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
