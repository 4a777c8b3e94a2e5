import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp, restoreBackup, verifyBackup } from '../../electron/core/backup';
import { contents, fill, restored, WORD } from '../support/backup';
import { findPlaintext } from '../support/canary';
import { storeFootage, tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

let temp: TempVault;
let root: string;
let dir: string;
beforeEach(async () => {
  temp = await tempVault();
  root = mkdtempSync(join(tmpdir(), 'zapis-backup-'));
  dir = join(root, 'backup');
});
afterEach(() => {
  temp.dispose();
  rmSync(root, { recursive: true, force: true });
});

function snapshotOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)).map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`).sort();
}

test('what is restored is the same vault, to the byte of every item, and nothing of it lies in plaintext', async () => {
  await fill(temp.vault, 4);
  const progress: number[] = [];
  const done = await backUp(temp.vault, dir, { onProgress: ({ bytes, totalBytes }) => {
    progress.push(bytes);
    expect(bytes).toBeLessThanOrEqual(totalBytes);
  } });
  expect(done).toMatchObject({ vaultId: temp.vault.id, footage: 4, missing: [] });
  expect(progress.at(-1)).toBe(done.bytesCopied);
  const before = snapshotOf(dir);
  expect(await verifyBackup(dir)).toMatchObject({ ok: true, footage: 4 });
  expect(await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true, problems: [] });
  await expect(verifyBackup(dir, { passphrase: 'not this one at all' })).rejects.toMatchObject({ code: 'vault-wrong-passphrase' });
  expect(snapshotOf(dir)).toEqual(before);
  expect(findPlaintext(dir, [WORD, WORD.toLowerCase()]).found).toEqual([]);
  await restored(dir, (vault) => {
    expect(vault.id).toBe(temp.vault.id);
    expect(contents(vault)).toEqual(contents(temp.vault));
  });
});

test('only what is new is copied, what is deleted goes, and the vault without footage can be backed up too', async () => {
  const empty = await backUp(temp.vault, dir);
  expect(empty.footage).toBe(0);
  await restored(dir, (vault) => expect(contents(vault)).toEqual(contents(temp.vault)));
  const [first = '', second = ''] = await fill(temp.vault, 3, 3_000_000);
  const full = await backUp(temp.vault, dir);
  const database = statSync(join(temp.dir, 'vault.db')).size;
  const size = (id: string): number => statSync(join(temp.dir, 'stores', `${id}.zfs`)).size;
  expect(full.bytesCopied).toBeGreaterThan(9_000_000);
  expect((await backUp(temp.vault, dir)).bytesCopied).toBe(database);
  await temp.reopen();
  temp.vault.stores.open(first).original().read(0, 10);
  expect((await backUp(temp.vault, dir)).bytesCopied).toBe(statSync(join(temp.dir, 'vault.db')).size);
  await temp.vault.stores.open(first).putDerived('thumbnail', randomBytes(500));
  temp.vault.stores.remove(second);
  const third = await backUp(temp.vault, dir);
  expect(third.bytesCopied).toBe(size(first) + statSync(join(temp.dir, 'vault.db')).size);
  expect(readdirSync(join(dir, 'stores'))).toHaveLength(2);
  expect(readdirSync(dir).sort()).toEqual(['backup.copy.json', 'backup.json', 'header-5.json', 'stores', 'vault-5.db']);
  await restored(dir, (vault) => expect(contents(vault)).toEqual(contents(temp.vault)));
});

test('people go on working: imports, edits, previews and deletions in the middle never make a backup that does not fit together', async () => {
  const [gone = '', ...others] = await fill(temp.vault, 6);
  let removed = false;
  let work = 0;
  await backUp(temp.vault, dir, { onProgress: () => {
    work++;
    temp.vault.db.prepare("INSERT OR REPLACE INTO setting VALUES ('work', ?)").run(String(work));
    if (work === 2) storeFootage(temp.vault, randomBytes(1_000_000));
    if (work === 3) void temp.vault.stores.open(others[1] ?? '').putDerived('thumbnail', randomBytes(3_000_000));
    if (work === 8 && !removed) {
      removed = true;
      temp.vault.stores.remove(gone);
    }
  } });
  expect(work).toBeGreaterThan(8);
  expect(temp.vault.db.pragma('wal_autocheckpoint', { simple: true })).toBe(1000);
  expect(await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
  await restored(dir, (vault) => {
    const ids = vault.db.prepare<[], string>('SELECT id FROM footage').pluck().all();
    expect(ids).toHaveLength(6);
    expect(ids).not.toContain(gone);
    expect(vault.stores.open(others[1] ?? '').derived('thumbnail')?.bytes).toBe(3_000_000);
  });
});

test('the log folded in while the database is copied is noticed, each time', async () => {
  await fill(temp.vault, 1);
  let moves = 0;
  const isCopying = (): boolean => readdirSync(dir).some((name) => name.startsWith('vault-1.db'));
  await backUp(temp.vault, dir, { onProgress: () => {
    if (!isCopying() || moves >= 3) return;
    moves++;
    temp.vault.db.prepare("INSERT OR REPLACE INTO setting VALUES ('move', ?)").run(String(moves));
    temp.vault.db.pragma('wal_checkpoint(TRUNCATE)');
  } });
  expect(moves).toBe(3);
  expect(await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
  await restored(dir, (vault) => expect(vault.db.prepare("SELECT value FROM setting WHERE key = 'move'").pluck().get()).toBe('3'));
});

test('every damaged, cut, missing or older file of a backup is found and named, and never restored', async () => {
  await fill(temp.vault, 2);
  await backUp(temp.vault, dir);
  const older = readFileSync(join(dir, 'vault-1.db'));
  await fill(temp.vault, 1);
  await backUp(temp.vault, dir);
  const files = ['header-2.json', 'vault-2.db', ...readdirSync(join(dir, 'stores')).map((name) => `stores/${name}`)];
  for (const name of files) {
    const path = join(dir, name);
    const sound = readFileSync(path);
    for (let n = 0; n < 6; n++) {
      const damaged = Buffer.from(sound);
      const at = Math.floor(Math.random() * sound.length);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(path, damaged);
      expect((await verifyBackup(dir)).problems).toEqual([{ code: 'backup-file-damaged', params: { name } }]);
    }
    await expect(restoreBackup(dir, join(root, 'target'))).rejects.toMatchObject({ code: 'backup-damaged', params: { name } });
    expect(readdirSync(join(root, 'target'))).toEqual([]);
    truncateSync(path, sound.length - 1);
    expect((await verifyBackup(dir)).problems).toEqual([{ code: 'backup-file-damaged', params: { name } }]);
    rmSync(path);
    expect((await verifyBackup(dir)).problems).toEqual([{ code: 'backup-file-missing', params: { name } }]);
    await expect(restoreBackup(dir, join(root, 'target'))).rejects.toMatchObject({ code: 'backup-incomplete' });
    writeFileSync(path, sound);
  }
  // One rotten copy of the manifest does no harm; two do.
  const manifest = readFileSync(join(dir, 'backup.json'), 'utf8');
  writeFileSync(join(dir, 'backup.json'), manifest.replace('"bytes": 1', '"bytes": 2'));
  expect(await verifyBackup(dir)).toMatchObject({ ok: true });
  writeFileSync(join(dir, 'backup.copy.json'), manifest.slice(0, -9));
  await expect(verifyBackup(dir)).rejects.toMatchObject({ code: 'backup-damaged' });
  await expect(backUp(temp.vault, dir)).rejects.toMatchObject({ code: 'backup-damaged' });
  // An older database put in with a manifest that fits it: hashes are right, the vault's signature is not.
  type File = { manifest: { database: { bytes: number; sha256: string } }; sha256: string };
  const forged = JSON.parse(manifest) as File;
  writeFileSync(join(dir, 'vault-2.db'), older);
  forged.manifest.database = { ...forged.manifest.database, bytes: older.length, sha256: createHash('sha256').update(older).digest('hex') };
  forged.sha256 = createHash('sha256').update(JSON.stringify(forged.manifest)).digest('hex');
  writeFileSync(join(dir, 'backup.json'), JSON.stringify(forged));
  expect(await verifyBackup(dir)).toMatchObject({ ok: true });
  expect((await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).problems).toEqual([{ code: 'backup-signature-wrong', params: {} }]);
});

test('one footage that is gone or damaged keeps nobody from backing up the rest', async () => {
  const [gone = '', torn = ''] = await fill(temp.vault, 3);
  await temp.reopen();
  rmSync(join(temp.dir, 'stores', `${gone}.zfs`));
  truncateSync(join(temp.dir, 'stores', `${torn}.zfs`), 100_000);
  writeFileSync(join(temp.dir, 'stores', `${torn}.zfs-journal`), randomBytes(1_000));
  expect(await backUp(temp.vault, dir)).toMatchObject({ footage: 2, missing: [gone] });
  expect(await verifyBackup(dir)).toMatchObject({ ok: true });
  expect((await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).problems).toEqual(expect.arrayContaining([
    { code: 'backup-footage-absent', params: { id: gone } }, { code: 'footage-damaged', params: { id: torn } }]));
});

test('wrong places are refused, with nothing written', async () => {
  await fill(temp.vault, 1);
  const inside = join(temp.dir, 'backup');
  await expect(backUp(temp.vault, inside)).rejects.toMatchObject({ code: 'backup-in-vault' });
  symlinkSync(temp.dir, join(root, 'link'));
  await expect(backUp(temp.vault, join(root, 'link', 'backup'))).rejects.toMatchObject({ code: 'backup-in-vault' });
  await expect(backUp(temp.vault, join(temp.dir, '..'))).rejects.toMatchObject({ code: 'backup-in-vault' });
  await expect(backUp(temp.vault, join(root, 'unmounted', 'backup'))).rejects.toMatchObject({ code: 'backup-folder-missing' });
  mkdirSync(dir);
  writeFileSync(join(dir, 'thesis.odt'), 'mine');
  await expect(backUp(temp.vault, dir)).rejects.toMatchObject({ code: 'backup-folder-not-empty' });
  expect(readdirSync(dir)).toEqual(['thesis.odt']);
  rmSync(join(dir, 'thesis.odt'));
  await expect(verifyBackup(dir)).rejects.toMatchObject({ code: 'backup-missing' });
  await expect(restoreBackup(dir, join(root, 'target'))).rejects.toMatchObject({ code: 'backup-missing' });
  mkdirSync(join(dir, 'lost+found'));
  await backUp(temp.vault, dir);
  const other = await tempVault();
  await expect(backUp(other.vault, dir)).rejects.toMatchObject({ code: 'backup-other-vault' });
  other.dispose();
  await expect(restoreBackup(dir, join(dir, 'vault'))).rejects.toMatchObject({ code: 'restore-in-backup' });
  await expect(restoreBackup(dir, temp.dir)).rejects.toMatchObject({ code: 'restore-folder-not-empty' });
  mkdirSync(join(root, 'full'));
  writeFileSync(join(root, 'full', 'letter.txt'), 'mine');
  await expect(restoreBackup(dir, join(root, 'full'))).rejects.toMatchObject({ code: 'restore-folder-not-empty' });
  expect(readdirSync(join(root, 'full'))).toEqual(['letter.txt']);
  expect(existsSync(inside)).toBe(false);
  // A first backup that was cut short is no backup.
  for (const name of ['backup.json', 'backup.copy.json']) rmSync(join(dir, name));
  writeFileSync(join(dir, 'unfinished.jsonl'), '{"half');
  await expect(restoreBackup(dir, join(root, 'target'))).rejects.toMatchObject({ code: 'backup-incomplete' });
  await backUp(temp.vault, dir);
  // The time of change alone: copied once more rather than trusted.
  const [store = ''] = readdirSync(join(temp.dir, 'stores'));
  utimesSync(join(temp.dir, 'stores', store), new Date(), new Date());
  expect((await backUp(temp.vault, dir)).bytesCopied).toBeGreaterThan(statSync(join(temp.dir, 'stores', store)).size);
  renameSync(dir, `${dir}-elsewhere`);
  expect(await verifyBackup(`${dir}-elsewhere`)).toMatchObject({ ok: true });
});
