import type { GlossaryTerm, LanguageCode, Word } from '../../../shared/domain';
import { isSpelled, spelledWord } from '../../../shared/spelling';
import { bareWord } from '../../../shared/inflection';
import { compileGlossary, correctWords, type CompiledGlossary } from '../glossary';
import { startSpelling } from '../spelling/client';
import { unknownTo } from '../spelling/known';
import type { SureCorrection } from '../spelling/protocol';
import type { StartWorker } from './workerHost';

export interface Dictionary {
  /**
   * For each word as it is written whether its language has it: a dictionary or the interview's glossary. Undefined where that tells
   * nothing: numbers, single letters, a language without a dictionary, a dictionary that cannot be read.
   */
  knows(words: readonly string[], language: LanguageCode): Promise<(boolean | undefined)[]>;
  /**
   * What of some lines of recognised words is surely misspelt (`sureCorrections`), line by line; what the glossary knows or would put right stays.
   *
   * @param isMarked words that must not be touched, by line and index.
   */
  sure(lines: readonly (readonly Word[])[], language: LanguageCode, isMarked: (line: number, index: number) => boolean): Promise<SureCorrection[][]>;
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
    async sure(lines, language, isMarked) {
      if (isBroken || !isSpelled(language) || lines.every((words) => words.length === 0)) return lines.map(() => []);
      const glossary = compileGlossary(terms, language);
      const stay = lines.map((words, line) => {
        const named = ofGlossary(words, glossary);
        return words.flatMap((_, i) => (named.has(i) || isMarked(line, i) ? [i] : []));
      });
      try {
        return await spelling.sure({ lines: lines.map((words) => words.map(({ text }) => text)), stay }, language);
      } catch {
        isBroken = true;
        return lines.map(() => []);
      }
    },
    dispose: () => { spelling.stop(); },
  };
}

/** Which words are forms of the glossary's terms, or what it will put in their place. */
function ofGlossary(words: readonly Word[], glossary: CompiledGlossary): ReadonlySet<number> {
  if (glossary.terms.length === 0) return new Set();
  const found = new Set(words.flatMap(({ text }, i) => (glossary.right.has(bareWord(text, glossary.language)) ? [i] : [])));
  // Each correction may change how many words there are.
  let moved = 0;
  for (const { index, heard, written } of correctWords(words, glossary).corrections) {
    for (let i = 0; i < heard.length; i += 1) found.add(index + moved + i);
    moved += heard.length - written.length;
  }
  return found;
}
