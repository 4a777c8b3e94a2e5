import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undo } from '../../electron/core/transcript/history';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0011 on a database of version 10: the list is empty, old history still works, and clips go with their footage', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0011-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(10) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.db.prepare("INSERT INTO speaker (id, footage_id, name, number) VALUES ('s', ?, 'Ana', 1)").run(footageId);
    vault.db.prepare("INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after) VALUES (?, 1, '', 'history.addSpeaker', 'speaker', 's', NULL, '{}')").run(footageId);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(11) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(11);
    expect(db.prepare('SELECT count(*) AS n FROM clip').get()).toEqual({ n: 0 });
    expect(undo(db, footageId)).toEqual({ undone: true, what: 'history.addSpeaker' });
    const insert = (parts: string, fade: number): void => {
      db.prepare("INSERT INTO clip (id, footage_id, place, title, lower_third, fade_in_us, fade_out_us, parts, created_at, updated_at) VALUES ('c', ?, 1, '', '', ?, 0, ?, '', '')").run(footageId, fade, parts);
    };
    expect(() => { insert('not json', 0); }).toThrow(/CHECK/);
    expect(() => { insert('[]', -1); }).toThrow(/CHECK/);
    insert('[]', 0);
    vault.stores.remove(footageId);
    expect(db.prepare('SELECT count(*) AS n FROM clip').get()).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
