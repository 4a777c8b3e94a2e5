import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEncrypted, schemaVersion, VAULT_CIPHER } from '../../electron/core/vault/database';
import { MIGRATIONS, type Migration } from '../../electron/core/vault/migrations';
import { openVault } from '../../electron/core/vault/vault';
import { databaseKey, tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => void (temp = await tempVault()));
afterEach(() => temp.dispose());

const NEWEST = MIGRATIONS.length;
/** A migration that this Zapis does not know yet. */
const next: Migration = { version: NEWEST + 1, up: (db) => void db.exec('ALTER TABLE interview ADD COLUMN archive TEXT') };
const insert = "INSERT INTO interview VALUES ('i1', 'N.H.', '', '', '', '[]', 'unknown', 'unknown', '', 'before', '', '')";

test('migrations are numbered without gaps', () => {
  expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('0001: from nothing to the first tables, all strict and all references enforced', () => {
  const { db } = temp.vault;
  expect(schemaVersion(db)).toBe(NEWEST);
  const tables = db.pragma('table_list') as { name: string; type: string; strict: number }[];
  const own = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'));
  expect(own.map(({ name }) => name).sort()).toEqual(expect.arrayContaining(['edit', 'footage', 'interview', 'job', 'passage', 'segment', 'setting', 'transcription']));
  expect(own.every(({ strict }) => strict === 1)).toBe(true);
  expect(() => db.prepare("INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES ('s', 'nobody', 0, 1, '', 'bs', 'machine', '[]', '')").run()).toThrow(/FOREIGN KEY/);
  for (const [pragma, value] of [['foreign_keys', 1], ['secure_delete', 1], ['temp_store', 2], ['synchronous', 2], ['journal_mode', 'wal'], ['trusted_schema', 0]] as const) {
    expect([pragma, db.pragma(pragma, { simple: true })]).toEqual([pragma, value]);
  }
});

test('a migration keeps what was there and leaves an encrypted copy from before', async () => {
  temp.vault.db.exec(insert);
  temp.vault.close();
  const key = await databaseKey(temp.dir);
  temp.vault = await openVault(temp.dir, TEST_PASSPHRASE, { migrations: [...MIGRATIONS, next] });
  expect(schemaVersion(temp.vault.db)).toBe(NEWEST + 1);
  expect(temp.vault.db.prepare('SELECT id, notes, archive FROM interview').all()).toEqual([{ id: 'i1', notes: 'before', archive: null }]);
  const [backup = ''] = readdirSync(join(temp.dir, 'backups'));
  const copy = openEncrypted(join(temp.dir, 'backups', backup), VAULT_CIPHER, key, { readonly: true });
  expect(schemaVersion(copy)).toBe(NEWEST);
  expect(copy.prepare('SELECT notes FROM interview').all()).toEqual([{ notes: 'before' }]);
  copy.close();
});

test('a migration that fails changes nothing', async () => {
  temp.vault.db.exec(insert);
  temp.vault.close();
  const broken: Migration = { version: NEWEST + 1, up: (db) => {
    next.up(db);
    db.exec('DELETE FROM interview');
    throw new Error('power cut');
  } };
  await expect(openVault(temp.dir, TEST_PASSPHRASE, { migrations: [...MIGRATIONS, broken] })).rejects.toThrow('power cut');
  temp.vault = await openVault(temp.dir, TEST_PASSPHRASE);
  expect(schemaVersion(temp.vault.db)).toBe(NEWEST);
  expect(temp.vault.db.prepare('SELECT * FROM interview').all()).toHaveLength(1);
});

test('a vault from a newer Zapis is refused and untouched, byte for byte', async () => {
  temp.vault.close();
  (await openVault(temp.dir, TEST_PASSPHRASE, { migrations: [...MIGRATIONS, next] })).close();
  const snapshot = (): [string, string][] => readdirSync(temp.dir, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'vault.tries')
    .map(({ name }): [string, string] => [name, readFileSync(join(temp.dir, name)).toString('base64')]).sort();
  const before = snapshot();
  await expect(openVault(temp.dir, TEST_PASSPHRASE)).rejects.toMatchObject({ code: 'vault-from-newer' });
  expect(snapshot()).toEqual(before);
});
