import { spellingSuggestions, unknownWords } from '../../core/operations/spelling';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function spellingHandlers({ session }: HandlerContext): HandlersOf<'spelling'> {
  return {
    'spelling.check': (input) => unknownWords(session.workspace, input),
    'spelling.suggest': (input) => spellingSuggestions(session.workspace, input),
  };
}
