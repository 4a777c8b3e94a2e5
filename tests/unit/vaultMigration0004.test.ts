import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redo, undo } from '../../electron/core/transcript/history';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0004 on a database of version 3: segments stay as they were, their history still travels, and new columns and tables hold', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0004-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(3) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    // As version 3 wrote them: the code of today knows columns that were not there yet.
    const old = { id: 's1', footage_id: footageId, start_us: 0, end_us: 5, text: 'Bili smo.', language: 'sr', origin: 'machine', words: '[]', updated_at: 'then' };
    vault.db.prepare(`INSERT INTO segment (${Object.keys(old).join(', ')}) VALUES (${Object.keys(old).map((c) => `@${c}`).join(', ')})`).run({ ...old, text: 'Bili su.' });
    vault.db.prepare("INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after) VALUES (?, 1, 'then', 'history.editText', 'segment', 's1', ?, ?)")
      .run(footageId, JSON.stringify(old), JSON.stringify({ ...old, text: 'Bili su.' }));
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(4) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(4);
    expect(readdirSync(join(dir, 'backups'))).toEqual([expect.stringMatching(/^vault-schema3-/)]);
    expect(listSegments(db, footageId)).toEqual([{ id: 's1', footageId, startUs: 0, endUs: 5, text: 'Bili su.', language: 'sr', origin: 'machine', words: [] }]);
    expect(undo(db, footageId).undone).toBe(true);
    expect(listSegments(db, footageId)[0]?.text).toBe('Bili smo.');
    expect(redo(db, footageId).redone).toBe(true);
    expect(listSegments(db, footageId)[0]?.text).toBe('Bili su.');

    insertSegment(db, { id: 's2', footageId, startUs: 5, endUs: 9, text: 'Hvala na pažnji.', language: 'sr', origin: 'machine', words: [], speakerId: 'v1', overlap: true, doubts: ['phantom', 'silence'] });
    expect(listSegments(db, footageId)[1]).toMatchObject({ speakerId: 'v1', overlap: true, doubts: ['phantom', 'silence'] });

    db.prepare("INSERT INTO speaker VALUES ('v1', ?, '', 1)").run(footageId);
    expect(() => db.prepare("INSERT INTO speaker VALUES ('v2', ?, '', 0)").run(footageId)).toThrow(/CHECK/);
    expect(() => db.prepare("INSERT INTO glossary_term VALUES ('g', 'nobody', 'Ahmići', '[]', 'place', '')").run()).toThrow(/FOREIGN KEY/);
    expect(() => db.prepare("UPDATE footage SET script = 'runes'").run()).toThrow(/CHECK/);
    expect(db.prepare('SELECT script FROM footage').all()).toEqual([{ script: 'asHeard' }]);
    // Edits are today's, and so is the schema that they write to.
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE);
    editSegmentText(vault.db, 's2', 'Hvala.');
    expect(listSegments(vault.db, footageId)[1]).not.toHaveProperty('doubts');
    undo(vault.db, footageId);
    expect(listSegments(vault.db, footageId)[1]).toMatchObject({ text: 'Hvala na pažnji.', doubts: ['phantom', 'silence'] });
    vault.stores.remove(footageId);
    expect(vault.db.prepare('SELECT count(*) AS n FROM speaker').get()).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
