import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undo } from '../../electron/core/transcript/history';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0014 on a database of version 13: nothing is pinned, old history still works, and remarks go with their footage', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0014-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(13) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.db.prepare("INSERT INTO speaker (id, footage_id, name, number) VALUES ('s', ?, 'Ana', 1)").run(footageId);
    vault.db.prepare("INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after) VALUES (?, 1, '', 'history.addSpeaker', 'speaker', 's', NULL, '{}')").run(footageId);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(14) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(14);
    expect(undo(db, footageId)).toEqual({ undone: true, what: 'history.addSpeaker' });
    const insert = (state: string, endUs: number): void => {
      db.prepare("INSERT INTO remark (id, footage_id, kind, language, anchor, start_us, end_us, words, text, state, created_at, by_name, updated_at, changed_by) VALUES ('r', ?, 'question', NULL, '{}', 5, ?, '', '', ?, '', '', '', '')").run(footageId, endUs, state);
    };
    expect(() => { insert('forgotten', 9); }).toThrow(/CHECK/);
    expect(() => { insert('open', 5); }).toThrow(/CHECK/);
    insert('open', 9);
    db.prepare("INSERT INTO remark_answer (id, footage_id, remark_id, at, by_name, text) VALUES ('a', ?, 'r', '', '', 'x')").run(footageId);
    vault.stores.remove(footageId);
    expect(db.prepare('SELECT (SELECT count(*) FROM remark) + (SELECT count(*) FROM remark_answer) AS n').get()).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
