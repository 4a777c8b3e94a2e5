import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QuickUnlockEntries } from '../../electron/app/quickUnlock';
import type { Keyring } from '../../electron/app/keyring';
import { disableQuickUnlock, enableQuickUnlock } from '../../electron/core/operations/people';
import { changePassphrase, recoverVault, removePerson, renewRecoveryKey } from '../../electron/core/people/access';
import { personOfKeyringWrap } from '../../electron/core/people/keyringWraps';
import type { QuickUnlockKey } from '../../electron/core/people/quickUnlock';
import { vaultPaths } from '../../electron/core/vault/files';
import { readHeader } from '../../electron/core/vault/header';
import { openVault, openWithKeyring, type OpenVault } from '../../electron/core/vault/vault';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { CAST, peopledVault, workAs } from '../support/people';
import { FAST } from '../support/vault';

jest.mock('electron', () => ({ safeStorage: {} }), { virtual: true });

const FRESH = 'sedam sivih golubova na zvoniku u podne';
let people: Awaited<ReturnType<typeof peopledVault>>;
let at: Workspace;
beforeEach(async () => {
  people = await peopledVault();
  people.vault.close();
  at = await workAs(people.dir, 'custodian');
});
afterEach(async () => {
  await at.close();
  people.dispose();
});
const code = (expected: string): object => expect.objectContaining({ code: expected });
const kinds = (): string[] => readHeader(vaultPaths(people.dir)).wraps.map((wrap) => wrap.kind).filter((kind) => kind !== 'person');
const deeds = (): unknown[] => at.vault.db.prepare<[], string>("SELECT details FROM audit WHERE action = 'vault.quickUnlock' ORDER BY seq").pluck().all().map((text) => JSON.parse(text) as unknown);
const be = async (who: keyof typeof CAST): Promise<void> => {
  await at.close();
  at = await workAs(people.dir, who);
};

async function turnOn(passphrase: string, replaces: string | null = null): Promise<QuickUnlockKey> {
  let key: QuickUnlockKey | undefined;
  await enableQuickUnlock(at, { passphrase, replaces, keep: (made) => { key = made; } });
  if (key === undefined) throw new Error('nothing was kept');
  return key;
}

/** Who enters by a keyring's key. */
async function enter(key: QuickUnlockKey): Promise<string> {
  await at.close();
  const vault: OpenVault = await openWithKeyring(people.dir, key);
  const name = vault.person?.name ?? '';
  vault.close();
  at = await workAs(people.dir, 'custodian');
  return name;
}

test('off at first; turned on by the own passphrase only, with its entry; opens in the own name', async () => {
  await expect(turnOn(CAST.editor.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  expect([kinds(), deeds()]).toEqual([[], []]);
  await be('translator');
  const key = await turnOn(CAST.translator.passphrase);
  expect(kinds()).toEqual(['keyring']);
  expect(deeds()).toEqual([{ on: true }]);
  expect(await enter(key)).toBe(CAST.translator.name);
  // It is no passphrase, and no other wrap opens by it.
  await at.close();
  await expect(openVault(people.dir, key.secret)).rejects.toEqual(code('vault-wrong-passphrase'));
  const [other] = readHeader(vaultPaths(people.dir)).wraps;
  await expect(openWithKeyring(people.dir, { wrapId: other?.id ?? '', secret: key.secret })).rejects.toEqual(code('quick-unlock-gone'));
  await expect(openWithKeyring(people.dir, { ...key, secret: 'another secret' })).rejects.toEqual(code('quick-unlock-gone'));
});

test('what cannot be sealed is not turned on', async () => {
  await expect(enableQuickUnlock(at, { passphrase: CAST.custodian.passphrase, replaces: null, keep: () => { throw new Error('no keyring'); } })).rejects.toThrow('no keyring');
  expect([kinds(), deeds()]).toEqual([[], []]);
});

test('ends by turning it off, by a new passphrase, by the recovery key, and with access', async () => {
  const gone = async (key: QuickUnlockKey): Promise<void> => {
    await expect(enter(key)).rejects.toEqual(code('quick-unlock-gone'));
    at = await workAs(people.dir, 'second');
    expect(kinds().filter((kind) => kind === 'keyring')).toEqual([]);
    expect(at.vault.db.prepare("SELECT count(*) FROM secret WHERE name LIKE 'quick-unlock/%'").pluck().get()).toBe(0);
  };
  const own = CAST.custodian.passphrase;
  const off = await turnOn(own);
  await disableQuickUnlock(at, {});
  expect(deeds()).toEqual([{ on: true }, { on: false }]);
  await gone(off);
  await be('custodian');
  const changed = await turnOn(own);
  await changePassphrase(at.vault, at.actor.id, own, FRESH, FAST);
  await gone(changed);
  await be('editor');
  const removed = await turnOn(CAST.editor.passphrase);
  removePerson(at.vault, CAST.editor.name);
  await gone(removed);
  const recovered = await turnOn(CAST.second.passphrase);
  const words = await renewRecoveryKey(at.vault, FAST);
  await at.close();
  await recoverVault(people.dir, words, `${FRESH} opet`, CAST.second.name, FAST);
  await expect(openWithKeyring(people.dir, recovered)).rejects.toEqual(code('quick-unlock-gone'));
});

test('one computer account opens in one name, and a second computer ends the first', async () => {
  const first = await turnOn(CAST.custodian.passphrase);
  const elsewhere = await turnOn(CAST.custodian.passphrase);
  expect(kinds()).toEqual(['keyring']);
  await expect(enter(first)).rejects.toEqual(code('quick-unlock-gone'));
  at = await workAs(people.dir, 'editor');
  const editors = await turnOn(CAST.editor.passphrase, elsewhere.wrapId);
  expect(personOfKeyringWrap(at.vault.db, elsewhere.wrapId)).toBeNull();
  expect(kinds()).toEqual(['keyring']);
  expect(await enter(editors)).toBe(CAST.editor.name);
});

test('the entry of a computer: sealed by the keyring, never kept without one, and gone when it does not open', () => {
  const dir = mkdtempSync(join(tmpdir(), 'zapis-entries-'));
  let [available, opens] = [false, true];
  const keyring: Keyring = {
    available: () => available,
    seal: (text) => Buffer.from(text).reverse(),
    open: (sealed) => {
      if (!opens) throw new Error('another keyring');
      return Buffer.from(sealed).reverse().toString();
    },
  };
  const entries = new QuickUnlockEntries(join(dir, 'quick-unlock'), keyring);
  const vaultId = '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c10';
  const key = { wrapId: '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', secret: 'of this computer' };
  expect(() => { entries.keep(vaultId, key); }).toThrow('keyring-missing');
  expect(readdirSync(dir)).toEqual([]);
  available = true;
  entries.keep(vaultId, key);
  expect([entries.wrapId(vaultId), entries.open(vaultId)]).toEqual([key.wrapId, key]);
  opens = false;
  expect(() => entries.open(vaultId)).toThrow('quick-unlock-gone');
  available = false;
  expect(() => entries.open(vaultId)).toThrow('quick-unlock-gone');
  entries.forget(vaultId);
  expect(entries.wrapId(vaultId)).toBeNull();
  rmSync(dir, { recursive: true });
});
