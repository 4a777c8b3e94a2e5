import type { LanguageCode } from './domain';

/**
 * Which dictionaries know a language. Bosnian and Montenegrin have none of their own on npm: what Croatian or Serbian admits they do,
 * and a word that neither knows is worth a look. Albanian has none at all.
 */
export const DICTIONARIES: Readonly<Partial<Record<LanguageCode, readonly string[]>>> = {
  hr: ['hr'], bs: ['hr', 'sr-latn'], cnr: ['hr', 'sr-latn'], sr: ['sr-latn'], sl: ['sl'], mk: ['mk'], bg: ['bg'], en: ['en'],
};

export function isSpelled(language: LanguageCode): boolean {
  return DICTIONARIES[language] !== undefined;
}

/** A word as it is looked up: without the punctuation around it; null for what is no word, as a number, a web address or a single letter. */
export function spelledWord(token: string): string | null {
  const word = token.normalize('NFC').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replaceAll('’', "'");
  return [...word].length < 2 || /[^\p{L}\p{M}'-]/u.test(word) ? null : word;
}
