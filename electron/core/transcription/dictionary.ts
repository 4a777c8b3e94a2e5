import type { GlossaryTerm, LanguageCode } from '../../../shared/domain';
import { isSpelled, spelledWord } from '../../../shared/spelling';
import { startSpelling } from '../spelling/client';
import { unknownTo } from '../spelling/known';
import type { StartWorker } from './workerHost';

export interface Dictionary {
  /**
   * For each word as it is written whether its language has it: a dictionary or the interview's glossary. Undefined where that tells
   * nothing: numbers, single letters, a language without a dictionary, a dictionary that cannot be read.
   */
  knows(words: readonly string[], language: LanguageCode): Promise<(boolean | undefined)[]>;
  dispose(): void;
}

/** Looks recognised words up, in a process that is begun with the first of them. What cannot be looked up costs no word of text. */
export function startDictionary(startWorker: StartWorker, terms: readonly GlossaryTerm[]): Dictionary {
  const spelling = startSpelling(startWorker);
  let isBroken = false;
  return {
    async knows(words, language) {
      const looked = words.map(spelledWord);
      const asked = [...new Set(looked.filter((word) => word !== null))];
      if (isBroken || asked.length === 0 || !isSpelled(language)) return words.map(() => undefined);
      try {
        const unknown = await unknownTo(spelling, asked, language, terms);
        return looked.map((word) => (word === null || unknown === null ? undefined : !unknown.includes(word)));
      } catch {
        // A worker that hangs would hold up every chunk to come.
        isBroken = true;
        return words.map(() => undefined);
      }
    },
    dispose: () => { spelling.stop(); },
  };
}
