import type { LanguageCode, Segment } from '../../../../shared/domain';
import type { RedactionPlan } from '../../redaction/plan';
import { foldedWords, formsOfSecret } from '../checkText';
import words from './grammarWords.json';

const FAMILIES: Readonly<Partial<Record<LanguageCode, keyof typeof words>>> = { hr: 'hbs', bs: 'hbs', sr: 'hbs', mk: 'mk', bg: 'bg', sl: 'sl', sq: 'sq', en: 'en' };

/**
 * Pronouns, auxiliaries, conjunctions, prepositions and adverbs of no content, folded: closed classes only, since whatever
 * else is common (`most`, `komandir`) may be what a passage is about. None for other languages.
 */
export function grammarWords(language: LanguageCode): ReadonlySet<string> {
  const family = FAMILIES[language];
  return new Set(family === undefined ? [] : words[family].flatMap(foldedWords));
}

/**
 * All forms, folded, of the hidden words that may tell something: those that are no grammar in their segment's language, and
 * those that are written like a name.
 */
export function tellingForms(segments: readonly Segment[], { hidden }: Pick<RedactionPlan, 'hidden'>): string[] {
  const telling = new Map<string, LanguageCode>();
  for (const { id, text, words, language } of segments) {
    const which = hidden.get(id);
    if (which === undefined) continue;
    const grammar = grammarWords(language);
    const isTelling = (word: string, before: string | undefined): boolean => isNamed(word, before) || foldedWords(word).some((part) => !grammar.has(part));
    const spoken = words.map((word) => word.text);
    const all = which === 'all' ? text.split(/\s+/u) : [];
    for (const [i, word] of all.entries()) if (isTelling(word, all[i - 1])) telling.set(word, language);
    for (const [i, word] of spoken.entries()) if (which === 'all' || which.has(i)) {
      if (isTelling(word, spoken[i - 1])) telling.set(word, language);
      const { heard } = words[i] ?? {};
      if (heard !== undefined && isTelling(heard, spoken[i - 1])) telling.set(heard, language);
    }
  }
  return [...telling].flatMap(([word, language]) => word.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap((part) => formsOfSecret(part, language)));
}

/** Whether a word is written with a capital letter although no sentence begins with it. */
function isNamed(word: string, before: string | undefined): boolean {
  return /^\P{L}*\p{Lu}/u.test(word) && before !== undefined && !/[.?!…:"“”»]$/u.test(before);
}
