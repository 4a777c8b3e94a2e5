import type { LanguageCode } from '../../../shared/domain';
import { alphabetOf, toCyrillic, toLatin } from '../../../shared/script';

/**
 * A form in the dress of the word that it replaces: the term's own capitals, the word's script, its capitals if it was
 * all in capitals, and the punctuation around it.
 *
 * @param form lower-case Latin.
 * @param basic how the glossary writes the word.
 */
export function dress(form: string, basic: string, before: string, after: string, language: LanguageCode): string {
  const alphabet = alphabetOf(language) ?? 'serbian';
  const own = toLatin(basic, { alphabet });
  let written = '';
  for (let i = 0; i < form.length; i += 1) written += own.charAt(i).toLowerCase() === form.charAt(i) ? own.charAt(i) : form.charAt(i);
  const letters = (before + after).replace(/[^\p{L}]/gu, '');
  if (letters.length > 2 && letters === letters.toUpperCase()) written = written.toUpperCase();
  if (/\p{Script=Cyrillic}/u.test(letters) && alphabetOf(language) !== null) written = toCyrillic(written, { alphabet });
  return (/^[^\p{L}\p{N}]+/u.exec(before)?.[0] ?? '') + written + (/[^\p{L}\p{N}]+$/u.exec(after)?.[0] ?? '');
}
