import { addPerson, listPeople, removePerson } from '../../core/operations/people';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function peopleHandlers({ session }: HandlerContext): HandlersOf<'people'> {
  return {
    'people.list': (input) => listPeople(session.workspace, input),
    'people.add': (input) => addPerson(session.workspace, input),
    'people.remove': (input) => removePerson(session.workspace, input),
  };
}
