import { approvePseudonym, excludeOccurrence, listPseudonyms, previewPseudonym, removePseudonym, savePseudonym } from '../../core/operations/pseudonyms';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function pseudonymHandlers({ session }: HandlerContext): HandlersOf<'pseudonyms'> {
  return {
    'pseudonyms.list': (input) => listPseudonyms(session.workspace, input),
    'pseudonyms.preview': (input) => previewPseudonym(session.workspace, input),
    'pseudonyms.save': (input) => savePseudonym(session.workspace, input),
    'pseudonyms.exclude': (input) => excludeOccurrence(session.workspace, input),
    'pseudonyms.approve': (input) => approvePseudonym(session.workspace, input),
    'pseudonyms.remove': (input) => {
      removePseudonym(session.workspace, input);
      return {};
    },
  };
}
