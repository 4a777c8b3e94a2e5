import { z } from 'zod';
import resource from '../../../../resources/phantoms.json';
import { searchWords } from '../../../../shared/text';

const list = z.object({ phrases: z.array(z.object({ language: z.string(), anywhere: z.array(z.string()), whole: z.array(z.string()) })) });

interface Phantom {
  readonly words: string;
  readonly whole: boolean;
}

/** All languages at once: recognisers invent English credits in the middle of Croatian. */
const PHANTOMS: readonly Phantom[] = list.parse(resource).phrases.flatMap(({ anywhere, whole }) => [
  ...anywhere.map((phrase) => ({ words: spaced(phrase), whole: false })),
  ...whole.map((phrase) => ({ words: spaced(phrase), whole: true })),
]).filter(({ words }) => words.trim() !== '');

/** A phrase of one word is a credit only where little else is said: "titlovi" is a word that people use. */
const ONE_WORD_IN = 4;

/** True where a text holds, or is, a phrase that recognisers are known to invent (`resources/phantoms.json`). */
export function isPhantom(text: string): boolean {
  const words = spaced(text);
  const count = words.split(' ').length - 2;
  return PHANTOMS.some((phantom) => {
    if (phantom.whole) return words === phantom.words;
    const isOneWord = phantom.words.split(' ').length === 3;
    return words.includes(phantom.words) && (!isOneWord || count <= ONE_WORD_IN);
  });
}

/** Folded words with a space on each side, so that one list is found in another at whole words only. */
function spaced(text: string): string {
  return ` ${searchWords(text).join(' ')} `;
}
