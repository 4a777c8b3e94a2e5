import { ROLES } from '../../../shared/roles';
import { addPerson, listPeople, removePerson } from '../../core/operations/people';
import { onlyPositional, readArguments, UsageError } from '../arguments';
import { readSecret } from '../passphrase';
import { withWorkspace } from '../session';
import type { Command } from '.';

export const peopleList: Command = {
  words: ['people', 'list'],
  usage: 'people list',
  async run(argv, output) {
    const people = await withWorkspace(readArguments(argv, {}), async (workspace) => listPeople(workspace, {}));
    output.result(people, people.map((p) => `${p.name}  ${p.role}${p.removedAt === null ? '' : '  (no access)'}`));
  },
};

export const peopleAdd: Command = {
  words: ['people', 'add'],
  usage: 'people add NAME --role interviewer|translator|editor|custodian    the passphrase in ZAPIS_NEW_PASSPHRASE, or asked for',
  async run(argv, output) {
    const args = readArguments(argv, { role: { type: 'string' } });
    const name = onlyPositional(args, 'name');
    if (args.text('role') === undefined) throw new UsageError(`Give a --role: ${ROLES.join(', ')}.`);
    const role = args.choice('role', ROLES, 'translator');
    const passphrase = await readSecret('ZAPIS_NEW_PASSPHRASE', `Passphrase of ${name}: `);
    const person = await withWorkspace(args, (workspace) => addPerson(workspace, { name, role, passphrase }));
    output.result(person, [`${person.name} may enter as ${person.role}.`]);
  },
};

export const peopleRemove: Command = {
  words: ['people', 'remove'],
  usage: 'people remove NAME',
  async run(argv, output) {
    const args = readArguments(argv, {});
    const name = onlyPositional(args, 'name');
    const person = await withWorkspace(args, async (workspace) => removePerson(workspace, { name }));
    output.result(person, [`${person.name} has no access any more.`]);
  },
};
