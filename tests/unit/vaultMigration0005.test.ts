import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertSegment } from '../../electron/core/transcript/segments';
import { schemaVersion, type Database } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);
const PASSAGE = `INSERT INTO passage (id, footage_id, start_us, end_us, text, reason, note, audio, video, state, created_at, updated_at)
  VALUES (?, ?, 0, 9, '', 'other', '', 'mute', 'none', 'approved', '', '')`;

test('0005 on a database of version 4: nothing is released, jobs stay, and the database takes a release back by itself', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0005-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(4) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    const other = storeFootage(vault, Buffer.from('other footage'));
    insertSegment(vault.db, { id: 's1', footageId, startUs: 0, endUs: 5, text: 'Bili smo.', language: 'sr', origin: 'machine', words: [] });
    vault.db.prepare(PASSAGE).run('p1', footageId);
    vault.db.prepare("INSERT INTO job (id, kind, title, footage_id, input, state, created_at) VALUES ('j', 'import', 'old.mov', NULL, 'null', 'succeeded', '')").run();
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(5) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(5);
    expect(readdirSync(join(dir, 'backups'))).toEqual([expect.stringMatching(/^vault-schema4-/)]);
    expect(db.prepare('SELECT title, started_by AS startedBy FROM job').all()).toEqual([{ title: 'old.mov', startedBy: null }]);
    expect(db.prepare('SELECT count(*) AS n FROM footage_release').get()).toEqual({ n: 0 });
    let n = 0;
    const release = (id: string): void => { db.prepare("INSERT INTO footage_release (id, footage_id, released_at, released_by) VALUES (?, ?, '', 'somebody')").run(`r${n++}`, id); };
    release(other);
    expect(() => { release(other); }).toThrow(/UNIQUE/);
    const takenBackBy = (change: string): unknown => {
      release(footageId);
      db.exec(change);
      return why(db, footageId);
    };
    const words = (): string => `UPDATE segment SET words = '[{"text":"x","startUs":0,"endUs":${n},"trust":"aligned"}]'`;
    expect(takenBackBy("UPDATE passage SET video = 'black'")).toBe('passages');
    expect(takenBackBy("UPDATE passage SET state = 'withdrawn'")).toBe('passages');
    expect(takenBackBy(PASSAGE.replace('?, ?', `'p2', '${footageId}'`))).toBe('passages');
    expect(takenBackBy("DELETE FROM passage WHERE id = 'p2'")).toBe('passages');
    expect(takenBackBy("UPDATE segment SET text = 'Bili su.'")).toBe('transcript');
    expect(takenBackBy(words())).toBe('transcript');
    expect(takenBackBy(`INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES ('s2', '${footageId}', 6, 9, 'x', 'sr', 'machine', '[]', '')`)).toBe('transcript');
    expect(takenBackBy("DELETE FROM segment WHERE id = 's2'")).toBe('transcript');
    // Who speaks and what was looked at again changes nothing of what must be redacted.
    expect(takenBackBy("UPDATE segment SET doubts = NULL, speaker_id = 'x', updated_at = 'now'")).toBeNull();
    expect(why(db, other)).toBeNull();
    expect(() => db.exec("UPDATE footage_release SET taken_back_at = 'now' WHERE why IS NULL")).toThrow(/CHECK/);
    vault.stores.remove(footageId);
    expect(db.prepare('SELECT count(*) AS n FROM footage_release WHERE footage_id = ?').get(footageId)).toEqual({ n: 0 });
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});

/** Why the newest release of a footage was taken back; null while it stands. */
function why(db: Database, footageId: string): unknown {
  return (db.prepare('SELECT why FROM footage_release WHERE footage_id = ? ORDER BY rowid DESC LIMIT 1').get(footageId) as { why: unknown }).why;
}
