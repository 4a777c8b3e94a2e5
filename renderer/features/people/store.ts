import type { Person } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';

export const usePeople = vaultStore<{ loaded: boolean; people: readonly Person[] }>(() => ({ loaded: false, people: [] }));

export async function loadPeople(): Promise<void> {
  const people = await ask('people.list', {});
  if (people) usePeople.setState({ loaded: true, people });
}

/** Those with access, and those who had it: a name stays taken, so both are shown. */
export function byAccess(people: readonly Person[]): { present: Person[]; former: Person[] } {
  const byName = (a: Person, b: Person): number => a.name.localeCompare(b.name);
  return { present: people.filter((p) => p.removedAt === null).sort(byName), former: people.filter((p) => p.removedAt !== null).sort(byName) };
}

export async function removePerson(person: Person): Promise<void> {
  if (!(await ask('people.remove', { name: person.name }))) return;
  toast(t('people.removed', { name: person.name }));
  await loadPeople();
}
