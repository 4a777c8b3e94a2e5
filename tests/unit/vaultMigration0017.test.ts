import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listImports } from '../../electron/core/memory/imports';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0017 on a database of version 16: what was brought into the memory stays, of an origin that nobody noted', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0017-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(16) });
  try {
    vault.db.prepare("INSERT INTO memory_import (id, name, imported_at, imported_by) VALUES ('i', 'agency.tmx', '2026-11-30', NULL)").run();
    vault.db.prepare("INSERT INTO memory_unit VALUES ('u', 'i', 'Most je gorio.', 'The bridge burned.', 'bs', 'en')").run();
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(17) });
    expect(schemaVersion(vault.db)).toBe(17);
    expect(listImports(vault.db)).toEqual([{ id: 'i', name: 'agency.tmx', importedAt: '2026-11-30', from: null, units: 1 }]);
    expect(vault.db.prepare('SELECT origin_vault, origin_footage FROM memory_import').get()).toEqual({ origin_vault: null, origin_footage: null });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
