import { acceptPassage, approvePassage, commentPassage, listPassages, markPassage, rejectPassage, updatePassage, withdrawPassage } from '../../core/operations/passages';
import { setSuggestionThreshold, suggestionThreshold } from '../../core/operations/clips';
import { suggestPassages } from '../../core/operations/suggestions';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function passageHandlers({ session }: HandlerContext): HandlersOf<'passages'> {
  return {
    'passages.list': (input) => listPassages(session.workspace, input),
    'passages.mark': (draft) => markPassage(session.workspace, draft),
    'passages.update': (input) => updatePassage(session.workspace, input),
    'passages.suggest': (input) => suggestPassages(session.workspace, input),
    'passages.accept': (input) => acceptPassage(session.workspace, input),
    'passages.reject': (input) => rejectPassage(session.workspace, input),
    'passages.comment': (input) => commentPassage(session.workspace, input),
    'passages.threshold': (input) => suggestionThreshold(session.workspace, input),
    'passages.setThreshold': (input) => setSuggestionThreshold(session.workspace, input),
    'passages.withdraw': (input) => withdrawPassage(session.workspace, input),
    'passages.approve': (input) => approvePassage(session.workspace, input),
  };
}
