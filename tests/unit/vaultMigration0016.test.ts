import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listRegions } from '../../electron/core/redaction/regions';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const VERSION = 16;
const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0016 on a database of the version before: what was covered stays covered, and a cover can be taken off', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0016-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(VERSION - 1) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.db.prepare(`INSERT INTO region (id, footage_id, kind, name, treatment, start_us, end_us, keyframes, searched, order_id, created_at, updated_at)
      VALUES ('r', ?, 'face', '', 'black', 0, 9, '[{"atUs":0,"x":0,"y":0,"w":1,"h":1}]', NULL, 'o', '', '')`).run(footageId);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(VERSION) });
    expect(schemaVersion(vault.db)).toBe(VERSION);
    expect(vault.db.prepare('SELECT bare FROM region').pluck().get()).toBe(0);
    expect(() => vault.db.exec('UPDATE region SET bare = 2')).toThrow(/CHECK/);
    expect(() => vault.db.exec('UPDATE region SET bare = NULL')).toThrow(/NOT NULL/);
    vault.db.exec('UPDATE region SET bare = 1');
    expect(vault.db.prepare('SELECT bare FROM region').pluck().get()).toBe(1);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE);
    expect(listRegions(vault.db, footageId)).toMatchObject([{ id: 'r', bare: true }]);
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
