import { ZapisError } from '../../../shared/errors';
import { estimate } from '../../../shared/passphrase';
import type { Person } from '../../../shared/domain';
import type { Role } from '../../../shared/roles';
import { record } from '../audit';
import { calibrateKdf } from '../vault/calibrate';
import { unwrapKey, type KdfCost, type KeyWrap } from '../vault/keys';
import { openWithRecovery, type OpenVault, type VaultOptions } from '../vault/vault';
import { forgetKeyringWrap, withoutKeyringWrap } from './keyringWraps';
import { insertPerson, markRemoved, peopleWithAccess, personNamed, wrapOf } from './people';
import { newRecoveryWords, readRecoveryWords } from './recoveryKey';

/** Writes the audit entry of a change inside the transaction that decides it. */
type Note<T = void> = (output: T) => void;
const SILENT = (): void => undefined;

/**
 * Gives a person access with an own passphrase.
 * @throws ZapisError `vault-weak-passphrase`, `person-name-taken`, `person-name-empty`, `passphrase-in-use`
 */
export async function addPerson(vault: OpenVault, { name, role, passphrase }: { name: string; role: Role; passphrase: string }, options: VaultOptions = {}, note: Note<Person> = SILENT): Promise<Person> {
  assertStrong(passphrase);
  await assertUnused(vault, passphrase);
  const cost = options.kdfCost ?? (await calibrateKdf());
  const wrap = await vault.wrap(passphrase, 'person', cost);
  return vault.changeWraps((wraps) => [...wraps, wrap], () => {
    const person = insertPerson(vault.db, { name, role, wrapId: wrap.id });
    note(person);
    return person;
  });
}

/**
 * Takes a person's access away, quick unlock included. What the person has seen, he has seen; who is
 * thought to have copied the vault key calls for a new vault.
 *
 * @throws ZapisError `person-unknown`, `person-last-custodian`
 */
export function removePerson(vault: OpenVault, name: string, note: Note<Person> = SILENT): Person {
  const person = personNamed(vault.db, name);
  const custodians = peopleWithAccess(vault.db).filter((p) => p.role === 'custodian');
  if (person.role === 'custodian' && custodians.length === 1) throw new ZapisError('person-last-custodian');
  const wrapId = wrapOf(vault.db, person.id);
  return vault.changeWraps((wraps) => withoutKeyringWrap(vault.db, person.id, wraps).filter((wrap) => wrap.id !== wrapId), () => {
    forgetKeyringWrap(vault.db, person.id);
    markRemoved(vault.db, person.id);
    note(person);
    return person;
  });
}

/**
 * Sets a new passphrase for a person who knows the old one, and ends quick unlock. Only the wrap is written anew, in
 * one atomic step; no footage is touched.
 *
 * @throws ZapisError `vault-wrong-passphrase`, `vault-weak-passphrase`, `passphrase-in-use`, `person-unknown`
 */
export async function changePassphrase(vault: OpenVault, personId: string, old: string, fresh: string, options: VaultOptions = {}, note: Note = SILENT): Promise<void> {
  const wrap = await provePassphrase(vault, personId, old);
  await setPassphrase(vault, { personId, wrapId: wrap.id, fresh }, options, note);
}

/** The wrap of a person who knows its passphrase. @throws ZapisError `vault-wrong-passphrase`, `person-unknown` */
export async function provePassphrase(vault: OpenVault, personId: string, passphrase: string): Promise<KeyWrap> {
  const wrapId = wrapOf(vault.db, personId);
  const wrap = vault.wraps.find((w) => w.id === wrapId);
  if (wrap === undefined) throw new ZapisError('person-unknown');
  const key = await unwrapKey(vault.id, wrap, passphrase);
  if (key === null) throw new ZapisError('vault-wrong-passphrase');
  key.fill(0);
  return wrap;
}

/** Makes a new recovery key; the one before stops working. The words are the only copy. */
export async function renewRecoveryKey(vault: OpenVault, options: VaultOptions = {}, note: Note = SILENT): Promise<string> {
  const words = newRecoveryWords();
  const wrap = await vault.wrap(words, 'recovery', options.kdfCost ?? (await calibrateKdf()));
  vault.changeWraps((wraps) => [...wraps.filter((w) => w.kind !== 'recovery'), wrap], () => { note(); });
  return words;
}

/**
 * Unlocks with the recovery key and gives a custodian a new passphrase.
 *
 * @param name which custodian; the first one where it is not given
 * @throws ZapisError `recovery-key-mistyped`, `recovery-key-wrong`, `vault-weak-passphrase`, `person-unknown`, and those of `openVault`
 */
export async function recoverVault(dir: string, typed: string, fresh: string, name: string | null, options: VaultOptions = {}): Promise<Person> {
  assertStrong(fresh);
  const vault = await openWithRecovery(dir, readRecoveryWords(typed), options);
  try {
    const person = name === null ? peopleWithAccess(vault.db).find((p) => p.role === 'custodian') : personNamed(vault.db, name);
    const wrapId = person === undefined ? null : wrapOf(vault.db, person.id);
    // Whoever finds the words must not be able to enter in the name of just anybody.
    if (person?.role !== 'custodian' || wrapId === null) throw new ZapisError('person-unknown');
    await setPassphrase(vault, { personId: person.id, wrapId, fresh }, options, () => {
      record(vault.db, { person: null, action: 'vault.recover', item: { kind: 'person', id: person.id } });
    });
    return person;
  } finally {
    vault.close();
  }
}

async function setPassphrase(vault: OpenVault, { personId, wrapId, fresh }: { personId: string; wrapId: string; fresh: string }, options: VaultOptions, note: Note): Promise<void> {
  assertStrong(fresh);
  await assertUnused(vault, fresh);
  const cost: KdfCost = options.kdfCost ?? (await calibrateKdf());
  const wrap = await vault.wrap(fresh, 'person', cost, wrapId);
  vault.changeWraps((wraps) => withoutKeyringWrap(vault.db, personId, wraps).map((w) => (w.id === wrapId ? wrap : w)), () => {
    forgetKeyringWrap(vault.db, personId);
    note();
  });
}

function assertStrong(passphrase: string): void {
  if (!estimate(passphrase).accepted) throw new ZapisError('vault-weak-passphrase');
}

/** A passphrase says who somebody is, so no two people may have the same. */
async function assertUnused(vault: OpenVault, passphrase: string): Promise<void> {
  for (const wrap of vault.wraps) {
    const key = wrap.kind === 'person' ? await unwrapKey(vault.id, wrap, passphrase) : null;
    if (key !== null) {
      key.fill(0);
      throw new ZapisError('passphrase-in-use');
    }
  }
}

