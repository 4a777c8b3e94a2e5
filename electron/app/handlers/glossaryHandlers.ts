import { listGlossary, removeTerm, saveTerm } from '../../core/operations/glossary';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function glossaryHandlers({ session }: HandlerContext): HandlersOf<'glossary'> {
  return {
    'glossary.list': (input) => listGlossary(session.workspace, input),
    'glossary.save': (input) => saveTerm(session.workspace, input),
    'glossary.remove': (input) => {
      removeTerm(session.workspace, input);
      return {};
    },
  };
}
