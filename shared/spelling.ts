import type { LanguageCode } from './domain';

/**
 * Which dictionaries know a language: npm's by their name, Debian's by their file's. Debian's (Bosnian, Albanian) are there where set-up
 * could install them. The Bosnian one is small and Montenegrin has none: what Croatian or Serbian admits they do, and a word that none of
 * them knows is worth a look.
 */
export const DICTIONARIES: Readonly<Partial<Record<LanguageCode, readonly string[]>>> = {
  hr: ['hr'], bs: ['bs_BA', 'hr', 'sr-latn'], cnr: ['bs_BA', 'hr', 'sr-latn'], sr: ['sr-latn'], sl: ['sl'], mk: ['mk'], bg: ['bg'], en: ['en'], sq: ['sq_AL'],
};

export function isSpelled(language: LanguageCode): boolean {
  return DICTIONARIES[language] !== undefined;
}

/** A word as it is looked up: without the punctuation around it; null for what is no word, as a number, a web address or a single letter. */
export function spelledWord(token: string): string | null {
  const word = token.normalize('NFC').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replaceAll('’', "'");
  return [...word].length < 2 || /[^\p{L}\p{M}'-]/u.test(word) ? null : word;
}
