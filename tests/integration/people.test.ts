import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { addPerson, changePassphrase, recoverVault, removePerson, renewRecoveryKey } from '../../electron/core/people/access';
import { insertPerson, listPeople, peopleWithAccess, renamePerson } from '../../electron/core/people/people';
import { newRecoveryWords } from '../../electron/core/people/recoveryKey';
import { beginTry, endTries, waitAfter } from '../../electron/core/people/tries';
import { checkVault } from '../../electron/core/vault/check';
import { vaultPaths } from '../../electron/core/vault/files';
import { readHeader } from '../../electron/core/vault/header';
import { openVault, type OpenVault } from '../../electron/core/vault/vault';
import { startChild } from '../support/childProcess';
import { CAST, peopledVault } from '../support/people';
import { FAST, storeFootage } from '../support/vault';

const FRESH = 'sedam sivih golubova na zvoniku u podne';
let people: Awaited<ReturnType<typeof peopledVault>>;
let vault: OpenVault;
beforeEach(async () => {
  people = await peopledVault();
  vault = people.vault;
});
afterEach(() => {
  vault.close();
  people.dispose();
});
const code = (expected: string): object => expect.objectContaining({ code: expected });
const enter = async (passphrase: string, as?: string): Promise<string> => {
  vault.close();
  vault = await openVault(people.dir, passphrase, as === undefined ? {} : { as });
  return vault.person?.name ?? '';
};

test('everybody enters by an own passphrase and is known by it; --as says who it must be, in either script', async () => {
  for (const { name, passphrase } of Object.values(CAST)) expect(await enter(passphrase)).toBe(name);
  expect(await enter(CAST.interviewer.passphrase, 'jovan ilic')).toBe('Јован Илић');
  await expect(enter(CAST.interviewer.passphrase, CAST.custodian.name)).rejects.toEqual(code('vault-wrong-passphrase'));
  await expect(enter(CAST.interviewer.passphrase, 'Nobody')).rejects.toEqual(code('vault-wrong-passphrase'));
});

test('names and passphrases are nobody else\'s, however a name is written', async () => {
  for (const name of ['ana horvat', 'АНА ХОРВАТ', ' Ana Horvat ', 'Zoe Djuric']) await expect(addPerson(vault, { name, role: 'editor', passphrase: FRESH }, FAST)).rejects.toEqual(code('person-name-taken'));
  await expect(addPerson(vault, { name: ' ', role: 'editor', passphrase: FRESH }, FAST)).rejects.toEqual(code('person-name-empty'));
  await expect(addPerson(vault, { name: 'New', role: 'editor', passphrase: CAST.editor.passphrase }, FAST)).rejects.toEqual(code('passphrase-in-use'));
  await expect(addPerson(vault, { name: 'New', role: 'editor', passphrase: 'qwerty123' }, FAST)).rejects.toEqual(code('vault-weak-passphrase'));
  expect(listPeople(vault.db)).toHaveLength(5);
  expect(vault.wraps).toHaveLength(5);
  // The name of one who left stays his: the audit log speaks by it.
  removePerson(vault, CAST.editor.name);
  await expect(addPerson(vault, { name: CAST.editor.name, role: 'editor', passphrase: FRESH }, FAST)).rejects.toEqual(code('person-name-taken'));
});

test('who was removed gets in no more; the last custodian cannot be removed; a new name is the same person', async () => {
  const wrap = vault.wraps[0]?.id ?? '';
  renamePerson(vault.db, wrap, 'Ana Marić');
  removePerson(vault, CAST.editor.name);
  removePerson(vault, CAST.second.name);
  expect(() => removePerson(vault, 'ana maric')).toThrow(code('person-last-custodian') as unknown as Error);
  expect(() => removePerson(vault, CAST.second.name)).toThrow('person-unknown');
  await expect(enter(CAST.editor.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  expect(await enter(CAST.custodian.passphrase)).toBe('Ana Marić');
  expect(peopleWithAccess(vault.db).map((p) => p.role).sort()).toEqual(['custodian', 'interviewer', 'translator']);
  expect(listPeople(vault.db)).toHaveLength(5);
});

test('a changed passphrase rewrites the header and nothing else; the old one is refused', async () => {
  const id = storeFootage(vault, randomBytes(2_000_000));
  const hash = (): string => createHash('sha256').update(readFileSync(vault.stores.path(id))).digest('hex');
  vault.close();
  vault = await openVault(people.dir, CAST.translator.passphrase);
  const before = hash();
  const own = vault.person?.id ?? '';
  await expect(changePassphrase(vault, own, 'not the old one', FRESH, FAST)).rejects.toEqual(code('vault-wrong-passphrase'));
  await expect(changePassphrase(vault, own, CAST.translator.passphrase, CAST.editor.passphrase, FAST)).rejects.toEqual(code('passphrase-in-use'));
  await expect(changePassphrase(vault, own, CAST.translator.passphrase, 'weak', FAST)).rejects.toEqual(code('vault-weak-passphrase'));
  await changePassphrase(vault, own, CAST.translator.passphrase, FRESH, FAST);
  await expect(enter(CAST.translator.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  expect(await enter(FRESH)).toBe(CAST.translator.name);
  expect(await enter(CAST.editor.passphrase)).toBe(CAST.editor.name);
  expect(hash()).toBe(before);
  expect(vault.wraps).toHaveLength(5);
});

test('the recovery key: a slip is told from a wrong key, the right one sets a passphrase, an older one is dead', async () => {
  const words = await renewRecoveryKey(vault, FAST);
  vault.close();
  const list = words.split(' ');
  // One in sixteen exchanges passes the checksum; this one is looked for until it does not.
  const slip = list.map((_, n) => [...list.slice(0, n), 'zoo', ...list.slice(n + 1)].join(' ')).filter((w) => w !== words);
  const codes = await Promise.all(slip.map((w) => recoverVault(people.dir, w, FRESH, null, FAST).catch((error: { code: string }) => error.code)));
  expect(codes.filter((c) => c === 'recovery-key-mistyped').length).toBeGreaterThan(6);
  rmSync(vaultPaths(people.dir).tries, { force: true });
  await expect(recoverVault(people.dir, newRecoveryWords(), FRESH, null, FAST)).rejects.toEqual(code('recovery-key-wrong'));
  await expect(recoverVault(people.dir, words, 'weak', null, FAST)).rejects.toEqual(code('vault-weak-passphrase'));
  // A recovery key is no passphrase.
  await expect(openVault(people.dir, words)).rejects.toEqual(code('vault-wrong-passphrase'));
  expect(await recoverVault(people.dir, ` ${list.join(', ').toUpperCase()}. `, FRESH, null, FAST)).toMatchObject({ name: CAST.custodian.name });
  await expect(enter(CAST.custodian.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  expect(await enter(FRESH)).toBe(CAST.custodian.name);
  expect(vault.db.prepare("SELECT count(*) FROM audit WHERE action = 'vault.recover'").pluck().get()).toBe(1);
  const second = await renewRecoveryKey(vault, FAST);
  expect(vault.wraps.filter((wrap) => wrap.kind === 'recovery')).toHaveLength(1);
  vault.close();
  await expect(recoverVault(people.dir, words, `${FRESH} opet`, null, FAST)).rejects.toEqual(code('recovery-key-wrong'));
  expect(await recoverVault(people.dir, second, `${FRESH} opet`, CAST.second.name, FAST)).toMatchObject({ name: CAST.second.name });
  expect(await enter(`${FRESH} opet`)).toBe(CAST.second.name);
});

test('the recovery key gives nobody but a custodian a new passphrase', async () => {
  const words = await renewRecoveryKey(vault, FAST);
  vault.close();
  await expect(recoverVault(people.dir, words, FRESH, CAST.editor.name, FAST)).rejects.toEqual(code('person-unknown'));
  expect(await enter(CAST.editor.passphrase)).toBe(CAST.editor.name);
});

test('wrong tries are slowed down over restarts, right ones are not, nor those at a damaged vault', async () => {
  const file = `${people.dir}.tries`;
  expect([0, 2, 3, 4, 5, 8, 9, 10, 99].map(waitAfter)).toEqual([0, 0, 5, 10, 20, 160, 300, 300, 300]);
  let now = 1_700_000_000_000;
  for (let n = 0; n < 3; n++) beginTry(file, now);
  // Nothing is kept in memory: each call reads what the one before left on the disk, as a restart would.
  expect(() => beginTry(file, now + 4_900)).toThrow(code('vault-wait') as unknown as Error);
  beginTry(file, (now += 5_000));
  expect(() => beginTry(file, now + 9_000)).toThrow('vault-wait');
  expect(() => beginTry(file, now - 60_000)).toThrow('vault-wait');
  beginTry(file, (now += 10_000));
  endTries(file);
  beginTry(file, now);
  rmSync(file);

  vault.close();
  for (let n = 0; n < 3; n++) await expect(openVault(people.dir, 'wrong')).rejects.toEqual(code('vault-wrong-passphrase'));
  await expect(openVault(people.dir, CAST.editor.passphrase)).rejects.toMatchObject({ code: 'vault-wait', params: { seconds: expect.any(Number) } });
  const { tries, database } = vaultPaths(people.dir);
  writeFileSync(tries, JSON.stringify({ failed: 3, lastAt: Date.now() - 6_000 }));
  expect(await enter(CAST.editor.passphrase)).toBe(CAST.editor.name);
  expect(existsSync(tries)).toBe(false);
  vault.close();
  const sound = readFileSync(database);
  writeFileSync(database, Buffer.alloc(sound.length, 7));
  for (let n = 0; n < 5; n++) await expect(openVault(people.dir, CAST.editor.passphrase)).rejects.toEqual(code('vault-damaged'));
  writeFileSync(database, sound);
  expect(await enter(CAST.editor.passphrase)).toBe(CAST.editor.name);
});

test('a crash between row and wrap leaves nobody with a key of nobody, and the name free for the next try', async () => {
  insertPerson(vault.db, { name: 'Half Way', role: 'custodian', wrapId: '00000000-0000-4000-8000-000000000000' });
  expect(await enter(CAST.custodian.passphrase)).toBe(CAST.custodian.name);
  expect(listPeople(vault.db).map((p) => p.name)).not.toContain('Half Way');
  await addPerson(vault, { name: 'Half Way', role: 'editor', passphrase: FRESH }, FAST);
  expect(await enter(FRESH)).toBe('Half Way');
  // The other way round, as a removal that was cut off: the wrap went, the row stands.
  const gone = vault.wraps.at(-2)?.id;
  vault.changeWraps((wraps) => wraps.filter((wrap) => wrap.id !== gone));
  await enter(CAST.custodian.passphrase);
  expect(peopleWithAccess(vault.db).map((p) => p.name)).not.toContain(CAST.second.name);
  // A wrap that no row knows opens nothing, though it holds the key.
  const wrap = await vault.wrap(`${FRESH} niko`, 'person', FAST.kdfCost ?? { memoryKiB: 19_456, passes: 2, lanes: 1 });
  vault.changeWraps((wraps) => [...wraps, wrap]);
  await expect(enter(`${FRESH} niko`)).rejects.toEqual(code('vault-wrong-passphrase'));
  await enter(CAST.custodian.passphrase);
});

test('killed at any moment of adding, removing and changing: the vault opens with the old or the new passphrase, and every key has its person', async () => {
  vault.close();
  const runs = 12;
  let passphrase: string = CAST.custodian.passphrase;
  let [round, newer, older] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const child = startChild('peopleChild.ts', [people.dir, passphrase, String(round)]);
    await child.line('ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_200));
    await child.kill();
    const said = (what: string): string[] => child.lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));
    expect(said('error')).toEqual([]);
    const [certain, tried] = [said('changed').at(-1) ?? passphrase, said('changing').at(-1) ?? passphrase];
    round += said('changing').length;
    const opened = await openVault(people.dir, tried, FAST).then((v) => [v, tried] as const, async () => [await openVault(people.dir, certain, FAST), certain] as const);
    vault = opened[0];
    passphrase = opened[1];
    if (tried !== certain && passphrase === tried) newer++;
    else if (tried !== certain) older++;
    const names = peopleWithAccess(vault.db).map((p) => p.name);
    for (const name of said('added')) if (!said('removing').includes(name)) expect(names).toContain(name);
    for (const name of said('removed')) expect(names).not.toContain(name);
    const owners = vault.db.prepare<[], string>('SELECT wrap_id FROM person WHERE removed_at IS NULL').pluck().all();
    expect([...owners].sort()).toEqual(readHeader(vaultPaths(people.dir)).wraps.map((w) => w.id).sort());
    expect(await checkVault(vault)).toMatchObject({ ok: true, problems: [] });
    // Each check of a new passphrase tries all wraps: keep them few.
    for (const name of names.filter((n) => n.startsWith('Person'))) removePerson(vault, name);
    vault.close();
    rmSync(vaultPaths(people.dir).tries, { force: true });
  }
  console.info(`${runs} kills over ${round} rounds: ${newer} ended with the new passphrase before it was said, ${older} with the old; locked out 0`);
});
