import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp, restoreBackup, verifyBackup } from '../../electron/core/backup';
import { checkVault } from '../../electron/core/vault/check';
import { openVault } from '../../electron/core/vault/vault';
import { contents, fill, restored } from '../support/backup';
import { startChild } from '../support/childProcess';
import { FAST, tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

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

test('a cancel and a lock leave the backup before whole; the next run goes on where it was', async () => {
  await fill(temp.vault, 2);
  await backUp(temp.vault, dir);
  const before = contents(temp.vault);
  const ids = await fill(temp.vault, 4, 6_000_000);
  const abort = new AbortController();
  let copied = 0;
  await expect(backUp(temp.vault, dir, { signal: abort.signal, onProgress: ({ bytes }) => {
    copied = bytes;
    if (bytes > 15_000_000) abort.abort();
  } })).rejects.toThrow(/abort/i);
  expect(await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true, footage: 2 });
  await restored(dir, (vault) => expect(contents(vault)).toEqual(before));
  const rest = await backUp(temp.vault, dir);
  const all = ids.reduce((sum, id) => sum + statSync(join(temp.dir, 'stores', `${id}.zfs`)).size, 0);
  expect(rest.bytesCopied).toBeLessThan(all - 5_000_000);
  expect(copied).toBeGreaterThan(15_000_000);
  await restored(dir, (vault) => expect(contents(vault)).toEqual(contents(temp.vault)));
  await fill(temp.vault, 1);
  await expect(backUp(temp.vault, dir, { onProgress: () => temp.vault.close() })).rejects.toMatchObject({ code: 'vault-locked' });
  expect(await verifyBackup(dir)).toMatchObject({ ok: true, footage: 6 });
  await temp.reopen();
});

test('killed at any moment, what was backed up before is there', async () => {
  temp.vault.close();
  const runs = 14;
  let [valid, next, older] = [-1, 0, 0];
  for (let run = 0; run < runs; run++) {
    const child = startChild('backupChild.ts', [temp.dir, dir, String(next)]);
    // The first backup is let through; then at random within the rounds that follow.
    await child.line(run === 0 ? 'done 0' : 'begin');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
    await child.kill();
    expect(child.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    const rounds = (what: string): number[] => child.lines.filter((line) => line.startsWith(`${what} `)).map((line) => Number(line.slice(what.length + 1)));
    const [said, begun] = [rounds('done').at(-1) ?? valid, rounds('begin').at(-1) ?? valid];
    expect(await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
    valid = await restored(dir, (vault) => Number(vault.db.prepare("SELECT value FROM setting WHERE key = 'round'").pluck().get()));
    // The last that was said to be done, or the one after it, finished just before the kill.
    expect([said, begun]).toContain(valid);
    if (valid < begun) older++;
    next = begun + 1;
  }
  console.info(`${runs} kills during backups: each left one that restores; ${older} of them in the middle of the next`);
  expect(older).toBeGreaterThan(0);
  await temp.reopen();
  expect(await checkVault(temp.vault, { deep: true })).toMatchObject({ ok: true });
});

test('a restore that is killed is no vault, and can be begun again in the same folder', async () => {
  await fill(temp.vault, 3, 4_000_000);
  await backUp(temp.vault, dir);
  const target = join(root, 'target');
  const abort = new AbortController();
  await expect(restoreBackup(dir, target, { signal: abort.signal, onProgress: ({ bytes }) => bytes > 6_000_000 && abort.abort() })).rejects.toThrow(/abort/i);
  expect(readdirSync(target)).toEqual([]);
  // As a kill would leave it.
  writeFileSync(join(target, 'restore.part'), '');
  mkdirSync(join(target, 'stores'));
  writeFileSync(join(target, 'stores', 'half.zfs.part'), 'half');
  await expect(openVault(target, TEST_PASSPHRASE)).rejects.toMatchObject({ code: 'vault-missing' });
  await restoreBackup(dir, target);
  expect(readdirSync(target).sort()).toEqual(['stores', 'vault.copy.json', 'vault.db', 'vault.json']);
  const vault = await openVault(target, TEST_PASSPHRASE, FAST);
  expect(contents(vault)).toEqual(contents(temp.vault));
  vault.close();
});

test('a store that a crash left in the middle of a change is put right before it is copied', async () => {
  const [id = ''] = await fill(temp.vault, 1);
  const path = join(temp.dir, 'stores', `${id}.zfs`);
  // Taken in the middle of a transaction, as a power cut would leave the two files.
  const store = temp.vault.stores.open(id) as unknown as { guard(work: (db: { exec(sql: string): void; pragma(sql: string): unknown }) => void): void };
  let torn: Buffer | null = null;
  let journal: Buffer | null = null;
  store.guard((db) => {
    db.pragma('cache_spill=1');
    db.exec("BEGIN IMMEDIATE; INSERT INTO stream (name, complete) VALUES ('thumbnail', 0); INSERT INTO chunk SELECT max(id), 0, zeroblob(32), randomblob(9000000) FROM stream;");
    torn = readFileSync(path);
    journal = existsSync(`${path}-journal`) ? readFileSync(`${path}-journal`) : null;
    db.exec('ROLLBACK');
  });
  temp.vault.close();
  if (torn === null || journal === null) throw new Error('nothing was written before the commit');
  writeFileSync(path, torn);
  writeFileSync(`${path}-journal`, journal);
  await temp.reopen();
  await backUp(temp.vault, dir);
  expect(await verifyBackup(dir, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
  await restored(dir, (vault) => expect(contents(vault)).toEqual(contents(temp.vault)));
});

