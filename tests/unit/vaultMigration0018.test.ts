import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listRegions } from '../../electron/core/redaction/regions';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const VERSION = 18;
const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0018 on a database of the version before: what was drawn covers its whole box, and can be an ellipse', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0018-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(VERSION - 1) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.db.prepare(`INSERT INTO region (id, footage_id, kind, name, treatment, start_us, end_us, keyframes, searched, order_id, created_at, updated_at)
      VALUES ('r', ?, 'face', '', 'black', 0, 9, '[{"atUs":0,"x":0,"y":0,"w":1,"h":1}]', NULL, 'o', '', '')`).run(footageId);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(VERSION) });
    expect(schemaVersion(vault.db)).toBe(VERSION);
    expect(vault.db.prepare('SELECT shape FROM region').pluck().get()).toBe('rectangle');
    expect(() => vault.db.exec("UPDATE region SET shape = 'circle'")).toThrow(/CHECK/);
    expect(() => vault.db.exec('UPDATE region SET shape = NULL')).toThrow(/NOT NULL/);
    vault.db.exec("UPDATE region SET shape = 'ellipse'");
    expect(vault.db.prepare('SELECT shape FROM region').pluck().get()).toBe('ellipse');
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE);
    expect(listRegions(vault.db, footageId)).toMatchObject([{ id: 'r', shape: 'ellipse' }]);
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
