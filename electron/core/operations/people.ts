import type { Workspace } from '../workspace/workspace';
import type { Person } from '../../../shared/domain';
import type { Role } from '../../../shared/roles';
import { addPerson as add, changePassphrase as change, removePerson as remove, renewRecoveryKey as renew } from '../people/access';
import { listPeople as list } from '../people/people';
import { enableQuickUnlock as enable, disableQuickUnlock as disable, type EnableQuickUnlock } from '../people/quickUnlock';
import { keyringWrapOf } from '../people/keyringWraps';
import { looking, rekeying } from './operation';
import { seesRaw } from './release';

/** Everybody who has or had access; those who see nothing raw learn who is here now, to know whom to ask, and no keys. */
export const listPeople = looking('people.list', (workspace: Workspace): Person[] => {
  const people = list(workspace.vault.db);
  return seesRaw(workspace) ? people : people.filter((person) => person.removedAt === null).map((person) => ({ ...person, recipient: null }));
});

export const addPerson = rekeying('people.add', ({ vault }, input: { name: string; role: Role; passphrase: string }, note: (added: Person) => void): Promise<Person> => add(vault, input, {}, note),
  ({ role }, { id }) => ({ item: { kind: 'person', id }, details: { role } }));

export const removePerson = rekeying('people.remove', ({ vault }, { name }: { name: string }, note: (removed: Person) => void): Person => remove(vault, name, note), (_input, { id }) => ({ item: { kind: 'person', id } }));

export const changeOwnPassphrase = rekeying('vault.changeOwnPassphrase', async ({ vault, actor }, { old, fresh }: { old: string; fresh: string }, note: (done: undefined) => void): Promise<object> => {
  await change(vault, actor.id, old, fresh, {}, () => { note(undefined); });
  return {};
}, () => ({ item: null }));

/** The words are shown once and kept nowhere. */
export const renewRecoveryKey = rekeying('vault.newRecoveryKey', async ({ vault }: Workspace, _input: object, note: (done: undefined) => void): Promise<{ words: string }> => ({ words: await renew(vault, {}, () => { note(undefined); }) }), () => ({ item: null }));

/** Lets this computer's keyring open the vault in the own name; `keep` seals and stores what it needs for that. */
export const enableQuickUnlock = rekeying('vault.quickUnlock', ({ vault, actor }, input: EnableQuickUnlock, note: (done: undefined) => void): Promise<void> => enable(vault, actor.id, input, () => { note(undefined); }), () => ({ item: null, details: { on: true } }));

export const disableQuickUnlock = rekeying('vault.quickUnlock', ({ vault, actor }, _input: object, note: (done: undefined) => void): void => { disable(vault, actor.id, () => { note(undefined); }); }, () => ({ item: null, details: { on: false } }));

/** Id of the wrap of the own quick unlock, null where it is off. */
export const ownQuickUnlock = looking('vault.quickUnlock', ({ vault, actor }: Workspace): string | null => keyringWrapOf(vault.db, actor.id));
