import { seamsOf } from './digraphs';
import { APART, CONVERTS, isUpper, JOINED, LATIN, RUN, SINGLE_CHARACTER_DIGRAPHS, STAYS, TO_CYRILLIC, type Alphabet } from './letters';
import { isAddress, isEnding, keeper, stays, type Keeper } from './staying';

export interface ToCyrillicOptions {
  readonly alphabet?: Alphabet;
  /** Words that stay in Latin, with their case endings: the names of an interview that people write so. */
  readonly keep?: readonly string[];
}

const MARKED = /\u200C|\u200D|\u2060|\u2063/u;

/**
 * Latin text in Cyrillic letters. What stays is decided word by word ({@link stays}); white space stays. Reads back
 * what `toLatin` marked.
 */
export function toCyrillic(text: string, { alphabet = 'serbian', keep = [] }: ToCyrillicOptions = {}): string {
  const kept = keeper(keep);
  const parts = text.normalize('NFC').split(/(\s+)/u);
  const converted = parts.map((token, index) => (index % 2 === 1 ? token : cyrillicToken(token, parts[index - 2], parts[index + 2], alphabet, kept)));
  return converted.join('').normalize('NFC');
}

function cyrillicToken(token: string, before: string | undefined, after: string | undefined, alphabet: Alphabet, kept: Keeper): string {
  if (isAddress(token)) return token;
  let foreign = false;
  return token.replace(RUN, (run, at: number) => {
    if (MARKED.test(run)) return markedRun(run, alphabet);
    if (!LATIN.test(run)) return run;
    const glued = at > 0 && "-’'".includes(token.charAt(at - 1));
    // Of `Wi-Fi` both halves stay; the ending of `BMW-u` is converted.
    if (foreign && !(glued && isEnding(run))) return run;
    const whole = kept(run) || kept(token) ? null : cyrillicWord(run, alphabet);
    if (whole === null) foreign = true;
    return whole === null || stays(run, { token, at, before, after }) ? run : whole;
  });
}

/** A run with marks in it: stretches that stay and stretches that are converted, as they say. */
export function markedRun(run: string, alphabet: Alphabet): string {
  return run.split(/(?=[\u2060\u2063])/u).map((stretch) => {
    if (stretch.startsWith(STAYS)) return stretch.slice(1);
    const letters = stretch.replace(CONVERTS, '');
    return lettersToCyrillic(letters, alphabet, true) ?? letters;
  }).join('').normalize('NFC');
}

/** One word without regard to what should stay; null when it has letters that the alphabet lacks (q, w, x, y, ü …). */
export function cyrillicWord(word: string, alphabet: Alphabet): string | null {
  return lettersToCyrillic(word, alphabet, false)?.normalize('NFC') ?? null;
}

/** @param forced also takes letters with stress marks (ȁ, é), which in plain text are a sign of another language. */
function lettersToCyrillic(word: string, alphabet: Alphabet, forced: boolean): string | null {
  const letters = [...word.normalize('NFC')].flatMap((letter) => [...(SINGLE_CHARACTER_DIGRAPHS.get(letter) ?? letter)]);
  // Where the pairs are marked no list is needed.
  const seams = letters.some((letter) => letter === APART || letter === JOINED) ? null : seamsOf(letters.join('').toLowerCase(), alphabet);
  let result = '';
  for (let i = 0; i < letters.length; i += 1) {
    const letter = letters[i] ?? '';
    if (letter === APART || letter === JOINED) continue;
    const joined = letters[i + 1] === JOINED;
    const second = letters[i + (joined ? 2 : 1)] ?? '';
    const both = seams?.has(i + 1) === true ? undefined : digraph(letter, second, alphabet, joined);
    if (both !== undefined) {
      result += both;
      i += joined ? 2 : 1;
      continue;
    }
    const one = oneLetter(letter, alphabet, forced);
    if (one === null) return null;
    result += one;
  }
  return result;
}

function digraph(first: string, second: string, alphabet: Alphabet, joined: boolean): string | undefined {
  // `nJ` is no digraph in any spelling.
  if (second === '' || (isUpper(second) && !isUpper(first))) return undefined;
  const key = (first + second).toLowerCase();
  const found = TO_CYRILLIC[alphabet].get(key) ?? (joined ? TO_CYRILLIC.macedonian.get(key) : undefined);
  return found !== undefined && isUpper(first) ? found.toUpperCase() : found;
}

function oneLetter(letter: string, alphabet: Alphabet, forced: boolean): string | null {
  const lower = letter.toLowerCase();
  const found = TO_CYRILLIC[alphabet].get(lower) ?? (lower === 'ǵ' || lower === 'ḱ' ? TO_CYRILLIC.macedonian.get(lower) : undefined);
  if (found !== undefined) return isUpper(letter) ? found.toUpperCase() : found;
  if (!LATIN.test(letter)) return letter;
  const [base = '', ...marks] = letter.normalize('NFD');
  if (!forced || marks.length === 0) return null;
  const bare = oneLetter(base, alphabet, false);
  return bare === null ? null : bare + marks.join('');
}
