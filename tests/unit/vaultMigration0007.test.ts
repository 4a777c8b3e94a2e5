import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPassages, withdrawPassage } from '../../electron/core/redaction/passages';
import { redo, undo } from '../../electron/core/transcript/history';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0007 on a database of version 6: old passages stand as they were, at risk is nobody named, and their history still works', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0007-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(6) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    vault.db.prepare(`INSERT INTO passage (id, footage_id, start_us, end_us, text, reason, note, audio, video, state, created_at, updated_at, created_by)
      VALUES ('p', ?, 0, 9, 'ime', 'names-third-person', 'n', 'mute', 'none', 'marked', '', '', 'ana')`).run(footageId);
    const row = JSON.stringify(vault.db.prepare("SELECT * FROM passage WHERE id = 'p'").get());
    // As an older version left it: a row that knows nothing of the new columns.
    vault.db.prepare("INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after) VALUES (?, 1, '', 'history.markPassage', 'passage', 'p', NULL, ?)").run(footageId, row);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(7) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(7);
    const old = { id: 'p', text: 'ime', note: 'n', state: 'marked', reason: 'names-third-person', who: null, severity: 2, suggestion: null };
    expect(listPassages(db, footageId)).toEqual([expect.objectContaining(old)]);
    undo(db, footageId);
    redo(db, footageId);
    expect(listPassages(db, footageId)).toEqual([expect.objectContaining(old)]);
    withdrawPassage(db, 'p');
    undo(db, footageId);
    expect(listPassages(db, footageId)).toEqual([expect.objectContaining(old)]);
    const revision = (): number => (db.prepare("SELECT revision FROM passage WHERE id = 'p'").get() as { revision: number }).revision;
    const before = revision();
    db.exec("INSERT INTO footage_release (id, footage_id, released_at, released_by) SELECT 'r', footage_id, '', '' FROM passage");
    db.exec("UPDATE passage SET severity = 3, who = 'victim'");
    expect(revision()).toBe(before + 1);
    expect(db.prepare('SELECT why FROM footage_release').all()).toEqual([{ why: 'passages' }]);
    for (const wrong of ["severity = 0", "severity = 4", "who = 'nobody'", "rule = 'r'", "why = 'x'"]) expect(() => db.exec(`UPDATE passage SET ${wrong}`)).toThrow(/CHECK/);
    db.exec("INSERT INTO passage_comment (id, passage_id, at, by_id, by_name, text) VALUES ('c', 'p', '', NULL, 'Ana', 'x')");
    vault.stores.remove(footageId);
    expect(db.prepare('SELECT count(*) AS n FROM passage_comment').get()).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
