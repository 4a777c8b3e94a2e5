import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkVault } from '../../electron/core/vault/check';
import { getIdleMinutes, setIdleMinutes, setSetting } from '../../electron/core/vault/settings';
import { createVault, openVault, vaultState } from '../../electron/core/vault/vault';
import { FAST, storeFootage, tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => void (temp = await tempVault()));
afterEach(() => temp.dispose());

test('what is stored comes back after a restart, and the vault is healthy', async () => {
  const bytes = randomBytes(2_500_000);
  const id = storeFootage(temp.vault, bytes);
  const vault = await temp.reopen();
  const source = vault.stores.open(id).original();
  expect(source.bytes).toBe(bytes.length);
  expect(Buffer.from(source.read(0, bytes.length)).equals(bytes)).toBe(true);
  expect(await checkVault(vault, { deep: true })).toEqual({ ok: true, footage: 1, problems: [] });
});

test('only the right passphrase opens it, however its letters are composed', async () => {
  temp.vault.close();
  for (const wrong of ['', TEST_PASSPHRASE.toUpperCase(), `${TEST_PASSPHRASE} `, 'kisa pada na stari krov mlina']) {
    await expect(openVault(temp.dir, wrong)).rejects.toMatchObject({ code: 'vault-wrong-passphrase' });
    // Not what is tested here: wrong tries make the next one wait.
    rmSync(join(temp.dir, 'vault.tries'), { force: true });
  }
  const decomposed = TEST_PASSPHRASE.normalize('NFD');
  expect(decomposed).not.toBe(TEST_PASSPHRASE);
  (await openVault(temp.dir, decomposed)).close();
});

test('whoever creates it works under the own name from the first moment', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'zapis-vault-'));
  try {
    const vault = await createVault(join(parent, 'new'), TEST_PASSPHRASE, { ...FAST, ownerName: ' Ana ' });
    expect(vault.person).toMatchObject({ name: 'Ana', role: 'custodian' });
    vault.close();
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});

test('a vault wants a folder of its own and a strong passphrase', async () => {
  await expect(createVault(temp.dir, TEST_PASSPHRASE, FAST)).rejects.toMatchObject({ code: 'vault-exists' });
  const parent = mkdtempSync(join(tmpdir(), 'zapis-vault-'));
  const dir = join(parent, 'new');
  try {
    expect(vaultState(dir)).toBe('none');
    await expect(openVault(dir, TEST_PASSPHRASE)).rejects.toMatchObject({ code: 'vault-missing' });
    for (const weak of ['', 'password', 'Sarajevo1995', 'test1234test1234']) await expect(createVault(dir, weak, FAST)).rejects.toMatchObject({ code: 'vault-weak-passphrase' });
    expect(existsSync(dir)).toBe(false);
    mkdirSync(dir);
    writeFileSync(join(dir, 'holiday.jpg'), 'x');
    await expect(createVault(dir, TEST_PASSPHRASE, FAST)).rejects.toMatchObject({ code: 'vault-folder-not-empty' });
    rmSync(join(dir, 'holiday.jpg'));
    (await createVault(dir, TEST_PASSPHRASE, FAST)).close();
    expect(vaultState(dir)).toBe('present');
  } finally {
    rmSync(parent, { recursive: true });
  }
});

test('a creation cut short at any step leaves a folder that can become a vault, or is one', async () => {
  temp.vault.close();
  const [header, copy, db] = ['vault.json', 'vault.copy.json', 'vault.db'].map((name) => join(temp.dir, name)) as [string, string, string];
  // After the header, before the database got its name.
  rmSync(copy);
  writeFileSync(`${db}.part`, readFileSync(db));
  rmSync(db);
  (await openVault(temp.dir, TEST_PASSPHRASE)).close();
  expect(existsSync(copy)).toBe(true);
  // Before the header.
  rmSync(header);
  rmSync(copy);
  rmSync(join(temp.dir, 'stores'), { recursive: true, force: true });
  writeFileSync(`${db}.part`, readFileSync(db));
  rmSync(db);
  temp.vault = await createVault(temp.dir, TEST_PASSPHRASE, FAST);
  expect((await checkVault(temp.vault)).ok).toBe(true);
});

test('any changed byte of the header is repaired from the copy, and two damaged copies are named', async () => {
  temp.vault.close();
  const header = join(temp.dir, 'vault.json');
  const copy = join(temp.dir, 'vault.copy.json');
  const sound = readFileSync(header);
  for (let i = 0; i < 20; i++) {
    const at = Math.floor(Math.random() * sound.length);
    const damaged = Buffer.from(sound);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
    writeFileSync(i % 2 === 0 ? header : copy, damaged);
    (await openVault(temp.dir, TEST_PASSPHRASE)).close();
    writeFileSync(header, damaged);
    writeFileSync(copy, damaged);
    // White space is the only thing that may change without a word.
    await openVault(temp.dir, TEST_PASSPHRASE).then((vault) => {
      vault.close();
      expect(JSON.parse(damaged.toString())).toEqual(JSON.parse(sound.toString()));
    }, (error: unknown) => expect(error).toMatchObject({ code: 'vault-header-damaged' }));
    writeFileSync(header, sound);
    writeFileSync(copy, sound);
  }
});

test('of 40 changed bytes anywhere in the database, each is found or harmless', async () => {
  temp.vault.db.exec("INSERT INTO interview VALUES ('i1', 'N.H.', '', '', '', '[]', 'unknown', 'unknown', '', 'notes', '', '')");
  temp.vault.close();
  const path = join(temp.dir, 'vault.db');
  const sound = readFileSync(path);
  for (let i = 0; i < 40; i++) {
    const damaged = Buffer.from(sound);
    const at = i < 20 ? i * 2 : Math.floor(Math.random() * sound.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
    writeFileSync(path, damaged);
    // Not what is tested here: the count of tries, which would make the next one wait.
    rmSync(join(temp.dir, 'vault.tries'), { force: true });
    try {
      const vault = await openVault(temp.dir, TEST_PASSPHRASE);
      const { ok } = await checkVault(vault);
      if (ok) expect(vault.db.prepare('SELECT notes FROM interview').all()).toEqual([{ notes: 'notes' }]);
      vault.close();
    } catch (error) {
      expect(error).toMatchObject({ code: 'vault-damaged', params: { part: 'vault.db' } });
    }
  }
  writeFileSync(path, sound);
});

test('a header altered while the vault is open is reported', async () => {
  const header = join(temp.dir, 'vault.json');
  writeFileSync(header, readFileSync(header, 'utf8').replace('"revision": 1', '"revision": 2'));
  expect(await checkVault(temp.vault)).toMatchObject({ ok: false, problems: [{ code: 'vault-header-altered' }] });
});

test('a second window on the same vault is refused, and let in once the first has closed', async () => {
  await expect(openVault(temp.dir, TEST_PASSPHRASE)).rejects.toMatchObject({ code: 'vault-in-use' });
  temp.vault.close();
  (await openVault(temp.dir, TEST_PASSPHRASE)).close();
});

test('after a lock nothing that was handed out still reads', () => {
  const id = storeFootage(temp.vault, randomBytes(100));
  const store = temp.vault.stores.open(id);
  const source = store.original();
  const writer = temp.vault.stores.create();
  source.read(0, 10);
  temp.vault.close();
  expect(() => source.read(0, 10)).toThrow('vault-locked');
  expect(() => store.original()).toThrow('vault-locked');
  expect(() => writer.write(Buffer.from('x'))).toThrow('vault-locked');
  expect(() => temp.vault.stores.open(id)).toThrow('vault-locked');
  expect(() => temp.vault.stores.create()).toThrow('vault-locked');
  expect(() => temp.vault.db.prepare('SELECT 1')).toThrow();
});

test('settings live in the vault and hold to their range', async () => {
  expect(getIdleMinutes(temp.vault.db)).toBe(10);
  setIdleMinutes(temp.vault.db, 3);
  expect(() => setSetting(temp.vault.db, 'idleMinutes', 0)).toThrow();
  expect(getIdleMinutes((await temp.reopen()).db)).toBe(3);
});
