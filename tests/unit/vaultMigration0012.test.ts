import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getFootage, setVoice } from '../../electron/core/footage/footage';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

test('0012 on a database of version 11: voices are the speakers’ own until somebody says otherwise', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0012-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: MIGRATIONS.filter(({ version }) => version <= 11) });
  try {
    // As version 11 wrote it: without the column.
    vault.db.exec("INSERT INTO footage (id, name, sha256, bytes, duration_us, origin_us, container, audio, streams, playback, imported_at, store_key) VALUES ('f', 'a.wav', '', 1, 1, 0, 'wav', '[]', '{}', 'direct', '', zeroblob(32))");
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: MIGRATIONS.filter(({ version }) => version <= 12) });
    expect(schemaVersion(vault.db)).toBe(12);
    expect(vault.db.prepare('SELECT voice FROM footage').pluck().get()).toBe('own');
    const id = storeFootage(vault, Buffer.from('footage'));
    expect(getFootage(vault.db, id).voice).toBeUndefined();
    expect(setVoice(vault.db, id, 'disguise').voice).toBe('disguise');
    expect(() => setVoice(vault.db, 'none', 'disguise')).toThrow(expect.objectContaining({ code: 'footage-missing' }));
    expect(() => vault.db.prepare("UPDATE footage SET voice = 'loud'").run()).toThrow(/CHECK/);
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
