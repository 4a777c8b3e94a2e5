import type { LanguageCode } from '../../../shared/domain';
import { alphabetOf, toCyrillic, toLatin } from '../../../shared/script';

/**
 * A replacement in the script and capitals of what it replaces. Capitals are only ever added: who types `Ahmići` for
 * `ahmići` wants the capital.
 */
export function inTheDressOf(before: string, replacement: string, language: LanguageCode): string {
  const alphabet = alphabetOf(language);
  let written = replacement.normalize('NFC').trim();
  const letters = before.replace(/[^\p{L}]/gu, '');
  if (alphabet !== null && /\p{Script=Cyrillic}/u.test(letters)) written = toCyrillic(written, { alphabet });
  else if (alphabet !== null && /\p{Script=Latin}/u.test(letters)) written = toLatin(written, { alphabet });
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return written.toUpperCase();
  const [first = ''] = letters;
  return first !== first.toLowerCase() ? capitalised(written) : written;
}

function capitalised(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
