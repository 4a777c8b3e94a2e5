import { APART, CONVERTS, CYRILLIC, isUpper, JOINED, LATIN, RUN, STAYS, TO_LATIN, type Alphabet } from './letters';
import { isAddress, mayStay } from './staying';
import { cyrillicWord, markedRun } from './toCyrillic';

export interface ToLatinOptions {
  readonly alphabet?: Alphabet;
  /**
   * Marks, with characters that are not seen, what could not be read back otherwise: `toCyrillic` of it gives the same
   * text again, letter for letter, whatever it held. Without, words that no dictionary has may be read back otherwise.
   */
  readonly reversible?: boolean;
}

/** Cyrillic text in Latin letters; what is Latin already, or in letters of another language (ы, щ, ї), stays. White space stays. */
export function toLatin(text: string, { alphabet = 'serbian', reversible = false }: ToLatinOptions = {}): string {
  return text.normalize('NFC').replace(/\S+/gu, (token) => {
    if (isAddress(token)) return token;
    if (!reversible) return token.replace(RUN, (run) => latinWord(run, alphabet) ?? run);
    const whole = token.replace(RUN, (run) => latinWord(run, alphabet) ?? run);
    return token.replace(RUN, (run) => reversibleRun(run, whole, alphabet));
  }).normalize('NFC');
}

/** Null where nothing is to be converted, or not everything can be. */
function latinWord(run: string, alphabet: Alphabet): string | null {
  return CYRILLIC.test(run) ? lettersToLatin(run, alphabet, false) : null;
}

function reversibleRun(run: string, token: string, alphabet: Alphabet): string {
  const plain = latinWord(run, alphabet);
  if (plain === null) return LATIN.test(run) ? `${STAYS}${run}` : run;
  if (!LATIN.test(run)) {
    if (cyrillicWord(plain, alphabet) === run) return mayStay(plain, token) ? `${CONVERTS}${plain}` : plain;
    const marked = `${CONVERTS}${lettersToLatin(run, alphabet, true) ?? run}`;
    if (markedRun(marked, alphabet) === run) return marked;
  }
  // Both scripts in one word, or letters of another alphabet: left alone, which always reads back.
  return `${STAYS}${run}`;
}

/** Pairs of Latin letters that could be read as one Cyrillic letter. */
const LOOKS_LIKE_ONE = new Set(['nj', 'lj', 'dž', 'dz', 'kj', 'gj']);

/** @returns null when a letter is of no alphabet that is known here. */
function lettersToLatin(run: string, alphabet: Alphabet, marks: boolean): string | null {
  const letters = run.match(/[сз]\u0301|./giu) ?? [];
  let result = '';
  let before = '';
  for (const [index, letter] of letters.entries()) {
    const lower = letter.toLowerCase();
    const latin = TO_LATIN[alphabet].get(lower) ?? TO_LATIN.macedonian.get(lower) ?? TO_LATIN.serbian.get(lower);
    if (latin === undefined && CYRILLIC.test(letter)) return null;
    if (marks && before.length === 1 && LOOKS_LIKE_ONE.has(before + (latin ?? '').charAt(0))) result += APART;
    result += latin === undefined ? letter : cased(latin, letters, index, marks ? JOINED : '');
    before = latin ?? lower;
  }
  return result;
}

/** In the case of the Cyrillic letter: `Њ` is `NJ` among capitals (`ЊЕГОШ`, `КОЊ`) and `Nj` elsewhere. */
function cased(latin: string, letters: readonly string[], index: number, between: string): string {
  const [first = '', second = ''] = latin;
  const joined = second === '' ? '' : between;
  if (!isUpper(letters[index])) return first + joined + second;
  const neighbour = letters.slice(index + 1).find((one) => /\p{L}/u.test(one)) ?? letters.slice(0, index).findLast((one) => /\p{L}/u.test(one));
  return first.toUpperCase() + joined + (isUpper(neighbour) ? second.toUpperCase() : second);
}
