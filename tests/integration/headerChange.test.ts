import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { record, verifyChain } from '../../electron/core/audit';
import { addPerson, changePassphrase, removePerson } from '../../electron/core/people/access';
import { peopleWithAccess } from '../../electron/core/people/people';
import { vaultPaths } from '../../electron/core/vault/files';
import { headerCopiesAgree, readHeader, writeOneCopy } from '../../electron/core/vault/header';
import { KDF_FLOOR } from '../../electron/core/vault/keys';
import { openVault, type OpenVault } from '../../electron/core/vault/vault';
import { startChild } from '../support/childProcess';
import { CAST, peopledVault } from '../support/people';
import { FAST } from '../support/vault';

const FRESH = 'sedam sivih golubova na zvoniku u podne';
const OTHER = 'devet bijelih gusaka pliva niz rijeku';
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
const paths = (): ReturnType<typeof vaultPaths> => vaultPaths(people.dir);
const enter = async (passphrase: string): Promise<string> => {
  vault.close();
  vault = await openVault(people.dir, passphrase);
  return vault.person?.name ?? '';
};
const deeds = (action: string): number => Number(vault.db.prepare('SELECT count(*) FROM audit WHERE action = ?').pluck().get(action));
const change = (old: string, fresh: string): Promise<void> =>
  changePassphrase(vault, vault.person?.id ?? '', old, fresh, FAST, () => { record(vault.db, { person: vault.person, action: 'test.change' }); });

test('cut off before it was decided: the old passphrase holds, the new one opens nothing, the log tells of nothing', async () => {
  const own = vault.db.prepare<[string], string>('SELECT wrap_id FROM person WHERE id = ?').pluck().get(vault.person?.id ?? '') ?? '';
  const wrap = await vault.wrap(FRESH, 'person', KDF_FLOOR, own);
  const before = readHeader(paths());
  vault.close();
  const cutOff = (): void => { writeOneCopy(paths().headerCopy, { ...before, revision: before.revision + 1, wraps: before.wraps.map((w) => (w.id === own ? wrap : w)) }); };
  cutOff();
  await expect(enter(FRESH)).rejects.toEqual(code('vault-wrong-passphrase'));
  cutOff();
  expect(await enter(CAST.custodian.passphrase)).toBe(CAST.custodian.name);
  expect(readHeader(paths())).toEqual(before);
  expect(headerCopiesAgree(paths())).toBe(true);
  expect(deeds('vault.header')).toBe(0);
});

test('cut off in the change of a passphrase to itself: it opens the vault at once', async () => {
  const own = vault.db.prepare<[string], string>('SELECT wrap_id FROM person WHERE id = ?').pluck().get(vault.person?.id ?? '') ?? '';
  const wrap = await vault.wrap(CAST.custodian.passphrase, 'person', KDF_FLOOR, own);
  const before = readHeader(paths());
  vault.close();
  writeOneCopy(paths().headerCopy, { ...before, revision: before.revision + 1, wraps: before.wraps.map((w) => (w.id === own ? wrap : w)) });
  expect(await enter(CAST.custodian.passphrase)).toBe(CAST.custodian.name);
  expect(readHeader(paths())).toEqual(before);
});

test('cut off after it was decided: the new passphrase holds, with its entry, and the old one opens nothing', async () => {
  const before = readFileSync(paths().header);
  await change(CAST.custodian.passphrase, FRESH);
  vault.close();
  writeFileSync(paths().header, before);
  await expect(enter(CAST.custodian.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  expect(headerCopiesAgree(paths())).toBe(true);
  writeFileSync(paths().header, before);
  expect(await enter(FRESH)).toBe(CAST.custodian.name);
  expect(deeds('test.change')).toBe(1);
  expect(deeds('vault.header')).toBe(0);
});

test('what fails in the database leaves the wraps as they were, and what belongs to nobody is never written', async () => {
  const before = readHeader(paths());
  await expect(addPerson(vault, { name: 'New', role: 'editor', passphrase: FRESH }, FAST, () => { throw new Error('no room for the entry'); })).rejects.toThrow('no room');
  expect(() => removePerson(vault, CAST.editor.name, () => { throw new Error('no room for the entry'); })).toThrow('no room');
  expect(readHeader(paths())).toEqual(before);
  expect(headerCopiesAgree(paths())).toBe(true);
  expect(peopleWithAccess(vault.db)).toHaveLength(5);
  expect(await enter(CAST.editor.passphrase)).toBe(CAST.editor.name);
  await addPerson(vault, { name: 'New', role: 'editor', passphrase: FRESH }, FAST);
  expect(await enter(FRESH)).toBe('New');
});

test('both copies of an older header put back bring no older passphrase and no removed person back, and the log tells of it', async () => {
  const files = [paths().header, paths().headerCopy];
  for (const file of files) copyFileSync(file, `${file}.old`);
  removePerson(vault, CAST.editor.name);
  await change(CAST.custodian.passphrase, FRESH);
  vault.close();
  for (const file of files) copyFileSync(`${file}.old`, file);
  await expect(enter(CAST.editor.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  for (const file of files) copyFileSync(`${file}.old`, file);
  await expect(enter(CAST.custodian.passphrase)).rejects.toEqual(code('vault-wrong-passphrase'));
  rmSync(paths().tries, { force: true });
  expect(await enter(FRESH)).toBe(CAST.custodian.name);
  expect(deeds('vault.header')).toBe(2);
});

test('an older database beside the newer header shuts nobody out, and the log tells of it', async () => {
  vault.close();
  copyFileSync(paths().database, `${paths().database}.old`);
  vault = await openVault(people.dir, CAST.custodian.passphrase);
  await change(CAST.custodian.passphrase, FRESH);
  vault.close();
  copyFileSync(`${paths().database}.old`, paths().database);
  expect(await enter(FRESH)).toBe(CAST.custodian.name);
  expect([deeds('vault.header'), deeds('test.change')]).toEqual([1, 0]);
});

test('files that a kill left half written beside headers and copies go at the next start', async () => {
  vault.close();
  mkdirSync(paths().backups, { recursive: true });
  const parts = [`${paths().header}.part`, `${paths().headerCopy}.part`, `${paths().tries}.part`, join(paths().backups, 'vault-schema1-x.db.part')];
  for (const part of parts) writeFileSync(part, 'half');
  writeFileSync(join(paths().backups, 'vault-schema1-x.db'), 'whole');
  expect(await enter(CAST.custodian.passphrase)).toBe(CAST.custodian.name);
  expect(parts.filter((part) => existsSync(part))).toEqual([]);
  expect(readdirSync(paths().backups)).toEqual(['vault-schema1-x.db']);
});

test('killed at any moment of a change: exactly the passphrase of which the log tells opens the vault', async () => {
  vault.close();
  const runs = 8;
  const two = [FRESH, OTHER];
  let now: string = CAST.custodian.passphrase;
  let [changes, cutOff] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const child = startChild('headerChild.ts', [people.dir, now, ...two]);
    await child.line('ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
    await child.kill();
    if (!headerCopiesAgree(paths())) cutOff++;
    const opens: string[] = [];
    for (const passphrase of [CAST.custodian.passphrase, ...two]) {
      rmSync(paths().tries, { force: true });
      const opened = await openVault(people.dir, passphrase).catch((error: unknown) => {
        expect(error).toEqual(code('vault-wrong-passphrase'));
        return null;
      });
      if (opened === null) continue;
      vault = opened;
      opens.push(passphrase);
      const last = vault.db.prepare<[], string>("SELECT details FROM audit WHERE action = 'test.change' ORDER BY seq DESC LIMIT 1").pluck().get();
      expect(last === undefined ? CAST.custodian.passphrase : two[(JSON.parse(last) as { which: number }).which]).toBe(passphrase);
      changes = deeds('test.change');
      expect(deeds('vault.header')).toBe(0);
      expect(await verifyChain(vault.db)).toMatchObject({ ok: true });
      expect(readdirSync(people.dir).filter((name) => name.endsWith('.part'))).toEqual([]);
      vault.close();
    }
    expect(opens).toHaveLength(1);
    now = opens[0] ?? '';
  }
  expect(changes).toBeGreaterThan(runs);
  console.info(`${runs} kills over ${changes} changes of passphrase, ${cutOff} of them between the two copies of the header`);
});
