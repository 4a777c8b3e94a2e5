import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0013 on a database of version 12: every reason has the name that Zapis brings, and a code is named once', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0013-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(12) });
  try {
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(13) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(13);
    expect(db.prepare('SELECT count(*) AS n FROM reason').get()).toEqual({ n: 0 });
    const insert = (retired: number): void => { db.prepare("INSERT INTO reason (code, label, about, retired, created_at) VALUES ('other/1', 'x', '', ?, '')").run(retired); };
    expect(() => { insert(2); }).toThrow(/CHECK/);
    insert(0);
    expect(() => { insert(0); }).toThrow(/UNIQUE|PRIMARY/);
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
