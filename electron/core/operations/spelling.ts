import type { LanguageCode } from '../../../shared/domain';
import { isSpelled } from '../../../shared/spelling';
import { termsOfFootage } from '../glossary/rows';
import { startSpelling, type Spelling } from '../spelling/client';
import { unknownTo } from '../spelling/known';
import type { Workspace } from '../workspace/workspace';
import { looking } from './operation';

/** One worker for each open vault; it ends with it, since it was told words of it. */
const open = new WeakMap<Workspace, Spelling>();

function spellingOf(workspace: Workspace): Spelling {
  const known = open.get(workspace) ?? startSpelling(workspace.startWorker);
  if (!open.has(workspace)) {
    open.set(workspace, known);
    workspace.onClose(() => { known.stop(); });
  }
  return known;
}

interface Words { readonly footageId: string; readonly language: LanguageCode; readonly words: readonly string[] }

/** Those of some words that neither a dictionary nor the footage's glossary knows, in any of their forms; null in a language without a dictionary. */
export const unknownWords = looking('spelling.check', (workspace: Workspace, { footageId, language, words }: Words): Promise<string[] | null> => (
  isSpelled(language) ? unknownTo(spellingOf(workspace), words, language, termsOfFootage(workspace.vault.db, footageId)) : Promise.resolve(null)
));

/** What a word may have meant to be. */
export const spellingSuggestions = looking('spelling.check', (workspace: Workspace, { language, word }: { language: LanguageCode; word: string }): Promise<string[]> => (isSpelled(language) ? spellingOf(workspace).suggest(word, language) : Promise.resolve([])));
