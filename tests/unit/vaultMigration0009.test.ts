import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterview } from '../../electron/core/footage/interviews';
import { listPseudonyms } from '../../electron/core/pseudonyms/rows';
import { schemaVersion } from '../../electron/core/vault/database';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { FAST, storeFootage, TEST_PASSPHRASE } from '../support/vault';

const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);

test('0009 on a database of version 8: no name has a substitute yet, what is released stays released until one has, and the schema refuses what is none', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-0009-'));
  const dir = join(root, 'vault');
  let vault = await createVault(dir, TEST_PASSPHRASE, { ...FAST, migrations: upTo(8) });
  try {
    const footageId = storeFootage(vault, Buffer.from('footage'));
    for (const id of ['i', 'j']) {
      const made = createInterview(vault.db, { speakerCode: 'x', date: '', region: '', interviewer: '', languages: [], consent: 'oral', warningGiven: 'no', warningWhen: '', notes: '' });
      vault.db.prepare('UPDATE interview SET id = ? WHERE id = ?').run(id, made.id);
    }
    vault.db.prepare("UPDATE footage SET interview_id = 'i'").run();
    vault.db.prepare("INSERT INTO footage_release (id, footage_id, released_at, released_by) VALUES ('r', ?, '', '')").run(footageId);
    vault.close();
    vault = await openVault(dir, TEST_PASSPHRASE, { migrations: upTo(9) });
    const { db } = vault;
    expect(schemaVersion(db)).toBe(9);
    expect(listPseudonyms(db, 'i')).toEqual([]);
    const standing = (): number => db.prepare<[], number>('SELECT count(*) FROM footage_release WHERE taken_back_at IS NULL').pluck().get() ?? -1;
    const again = (id: string): void => { db.prepare('INSERT INTO footage_release (id, footage_id, released_at, released_by) VALUES (?, ?, ?, ?)').run(id, footageId, '', ''); };
    expect(standing()).toBe(1);
    db.exec("INSERT INTO pseudonym (id, interview_id, name, also, kind, substitute, state, excluded, created_at, updated_at) VALUES ('p', 'i', 'n', '[]', 'person', 's', 'marked', '[]', '', '')");
    expect(standing()).toBe(0);
    const ends = ["UPDATE pseudonym SET substitute = 't'", "UPDATE footage SET interview_id = 'j'", "UPDATE footage SET interview_id = 'i'", 'DELETE FROM pseudonym'];
    for (const [index, one] of ends.entries()) {
      if (one.startsWith('DELETE')) for (const wrong of ["kind = 'x'", "state = 'x'", "also = 'x'", "excluded = 'x'"]) expect(() => db.exec(`UPDATE pseudonym SET ${wrong}`)).toThrow(/CHECK/);
      again(`r${index}`);
      db.exec(one);
      expect([one, standing()]).toEqual([one, 0]);
    }
    again('last');
    db.exec("UPDATE footage SET interview_id = 'j'");
    expect(standing()).toBe(1);
  } finally {
    vault.close();
    rmSync(root, { recursive: true, force: true });
  }
});
