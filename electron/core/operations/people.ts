import type { Workspace } from '../workspace/workspace';
import type { Person } from '../../../shared/domain';
import type { Role } from '../../../shared/roles';
import { addPerson as add, changePassphrase as change, removePerson as remove, renewRecoveryKey as renew } from '../people/access';
import { listPeople as list } from '../people/people';
import { changing, looking, working } from './operation';

export const listPeople = looking('people.list', ({ vault }: Workspace): Person[] => list(vault.db));

export const addPerson = working('people.add', ({ vault }, input: { name: string; role: Role; passphrase: string }): Promise<Person> => add(vault, input),
  ({ role }, { id }) => ({ item: { kind: 'person', id }, details: { role } }));

export const removePerson = changing('people.remove', ({ vault }, { name }: { name: string }): Person => remove(vault, name), (_input, { id }) => ({ item: { kind: 'person', id } }));

export const changeOwnPassphrase = working('vault.changeOwnPassphrase', async ({ vault, actor }, { old, fresh }: { old: string; fresh: string }): Promise<object> => {
  await change(vault, actor.id, old, fresh);
  return {};
}, () => ({ item: null }));

/** The words are shown once and kept nowhere. */
export const renewRecoveryKey = working('vault.newRecoveryKey', async ({ vault }: Workspace): Promise<{ words: string }> => ({ words: await renew(vault) }), () => ({ item: null }));
