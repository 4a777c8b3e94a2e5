import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { insertSegment } from '../../electron/core/transcript/segments';
import { redo, undo } from '../../electron/core/transcript/history';
import { indexTranscripts } from '../../electron/core/transcript/search';
import { schemaVersion } from '../../electron/core/vault/database';
import { first } from '../../electron/core/vault/migrations/0001-first';
import { peopleAndAudit } from '../../electron/core/vault/migrations/0002-people-and-audit';
import { createVault, openVault, type Vault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const migrations = [first, peopleAndAudit];
const TABLES = ['interview', 'footage', 'segment', 'transcription', 'passage', 'edit', 'job', 'setting'];
const rows = (of: Vault, table: string): Record<string, unknown>[] => of.db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();

let root: string;
let vault: Vault;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'zapis-0002-'))));
afterEach(() => {
  vault.close();
  rmSync(root, { recursive: true, force: true });
});

/** A vault of version 1 with a row in every table. */
async function oldVault(): Promise<string> {
  const dir = join(root, 'vault');
  vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: [first] });
  const { db } = vault;
  db.exec("INSERT INTO interview VALUES ('i1', 'N.H.', '', '', '', '[\"bs\"]', 'unknown', 'unknown', '', 'notes', '', '')");
  const footage = storeFootage(vault, Buffer.from('footage'));
  db.prepare('UPDATE footage SET interview_id = ? WHERE id = ?').run('i1', footage);
  for (const [id, start, text] of [['s1', 0, 'Bili smo u Đakovu'], ['s2', 10, 'и Сребреници.']] as const) {
    db.prepare("INSERT INTO segment VALUES (?, ?, ?, ?, ?, 'bs', 'machine', '[]', '')").run(id, footage, start, start + 5, text);
  }
  db.prepare("INSERT INTO transcription VALUES (?, 'bs', 'small', 1, 1, '')").run(footage);
  db.prepare("INSERT INTO passage VALUES ('p1', ?, 0, 5, 'Đakovu', NULL, 'place', '', 'silence', 'keep', 'marked', '', '')").run(footage);
  db.prepare("INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after) VALUES (?, 1, '', 'history.markPassage', 'passage', 'p1', NULL, '{}')").run(footage);
  db.exec("INSERT INTO job VALUES ('j1', 'import', 't', NULL, '{}', NULL, NULL, 'succeeded', 1, NULL, '', NULL, NULL); INSERT INTO setting VALUES ('idleMinutes', '7')");
  return dir;
}

test('0002 on a database of version 1: everything stays, an owner is there, a copy from before lies beside', async () => {
  const dir = await oldVault();
  const before = Object.fromEntries(TABLES.map((table) => [table, rows(vault, table)]));
  vault.close();
  vault = await openVault(dir, TEST_PASSPHRASE, { migrations });
  expect(schemaVersion(vault.db)).toBe(2);
  for (const table of TABLES) {
    expect(before[table]).not.toHaveLength(0);
    expect(rows(vault, table)).toMatchObject(before[table] ?? []);
  }
  expect(rows(vault, 'segment')).toMatchObject([{ revision: 1, updated_by: null }, { revision: 1, updated_by: null }]);
  expect(rows(vault, 'passage')).toMatchObject([{ revision: 1, created_by: null, updated_by: null }]);
  expect(rows(vault, 'edit')).toMatchObject([{ by: null }]);
  expect(rows(vault, 'person')).toMatchObject([{ name: 'Owner', name_fold: 'owner', role: 'custodian', wrap_id: expect.any(String) as string, removed_at: null }]);
  expect(readdirSync(join(dir, 'backups'))).toHaveLength(1);
  // By hand: the search of today also asks in which script to show what it found, which version 2 does not know.
  indexTranscripts(vault.db);
  const found = vault.db.prepare("SELECT e.segment_id FROM segment_fts JOIN segment_search AS e ON e.id = segment_fts.rowid WHERE segment_fts MATCH 'srebrenici'").pluck().all();
  expect(found).toEqual(['s2']);
  expect(vault.db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(vault.db.pragma('trusted_schema', { simple: true })).toBe(0);
});

test('a revision number never comes twice, whether a person edits, undoes or redoes; an unchanged row keeps its own', async () => {
  vault = await createVault(join(root, 'new'), TEST_PASSPHRASE, FAST);
  const { db } = vault;
  const footageId = storeFootage(vault, Buffer.from('footage'));
  const word = { text: 'kuća', startUs: 0, endUs: 5, trust: 'aligned' as const };
  insertSegment(db, { id: 's', footageId, startUs: 0, endUs: 5, text: 'kuća', language: 'bs', origin: 'machine', words: [word] });
  const revision = (): unknown => db.prepare('SELECT revision FROM segment').pluck().get();
  const seen = [revision()];
  for (const deed of [() => editSegmentText(db, 's', 'kuće'), () => undo(db, footageId), () => redo(db, footageId), () => editSegmentText(db, 's', 'kuća')]) {
    deed();
    seen.push(revision());
  }
  expect(seen).toEqual([1, 2, 3, 4, 5]);
  db.exec("UPDATE segment SET text = text, updated_at = 'later'");
  expect(revision()).toBe(5);
});

test('the audit table refuses every change but the next entry', async () => {
  vault = await createVault(join(root, 'new'), TEST_PASSPHRASE, { ...FAST, migrations });
  const insert = (seq: number, verb = 'INSERT'): void => void vault.db.prepare(`${verb} INTO audit VALUES (?, '', NULL, '', 'a', NULL, NULL, '{}', zeroblob(32), zeroblob(32))`).run(seq);
  insert(1);
  insert(2);
  for (const attempt of [() => insert(4), () => insert(2, 'INSERT OR REPLACE'), () => insert(1, 'REPLACE')]) expect(attempt).toThrow('only grows');
  expect(() => vault.db.exec("UPDATE audit SET action = 'b' WHERE seq = 1")).toThrow('only grows');
  expect(() => vault.db.exec('DELETE FROM audit WHERE seq = 2')).toThrow('only grows');
  expect(rows(vault, 'audit')).toHaveLength(2);
});
