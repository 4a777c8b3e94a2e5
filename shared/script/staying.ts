import data from './staying.json';

/** Endings that a Latin word in Cyrillic text takes, in Latin letters. */
const ENDINGS = new Set('a u e i o om em ov ova ovo ove ovi ev evi ovog ovom ovih ovim in ina ima ama ju jom og oj im ih ski ska sko skog skoj skom skih ja je ji jem ta to te t'.split(' '));
const UNITS = new Set(data.units);
const WORDS = data.words;

/** Says whether a word is one of a list, bare or with a case ending. */
export type Keeper = (word: string) => boolean;

/** @param words as they are to stay; capitals count, so that `More` the name does not keep `more` the sea. */
export function keeper(words: readonly string[]): Keeper {
  const exact = new Set([...WORDS, ...words]);
  const stems = new Set([...exact].filter((word) => word.length >= 3).flatMap((word) => (/[ao]$/u.test(word) ? [word, word.slice(0, -1)] : [word])));
  const longest = Math.max(0, ...[...stems].map((stem) => stem.length));
  return (word) => {
    if (exact.has(word)) return true;
    for (let length = 3; length < word.length && length <= longest; length += 1) {
      if (stems.has(word.slice(0, length)) && isEnding(word.slice(length))) return true;
    }
    return false;
  };
}

const builtIn = keeper([]);

export function isEnding(text: string): boolean {
  return ENDINGS.has(text.toLowerCase());
}

const ADDRESS = /^[("'„“«[]*(?:(?:https?|ftp|file):\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@[a-z0-9_.]+|(?:[a-z0-9-]+\.)+(?:com|org|net|info|edu|gov|int|rs|ba|hr|mk|eu|de|uk|io|tv)(?:[/:?#]\S*)?)[)"'“”».,;:!?\]]*$/iu;

/** Web and e-mail addresses and user names: converted they would lead nowhere. */
export function isAddress(token: string): boolean {
  return ADDRESS.test(token);
}

const ROMAN = /^(?=[IVXLCDM]{2,})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** Roman numerals as they occur in speech: of I, V and X, or longer. `MI`, `LI`, `DIV` are words in capitals. */
export function isRomanNumeral(word: string): boolean {
  return ROMAN.test(word) && (/^[IVX]+$/.test(word) || word.includes('X') || word.length >= 4);
}

interface Place {
  readonly token: string;
  /** Where the word stands in the token. */
  readonly at: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Whether a word that could be converted stays in Latin all the same: Roman numerals (`XIV`; `V korpus`, but not
 * `V. Ilić`), units after a number, and a short list of names that nobody writes otherwise. Acronyms are converted:
 * `NATO` is `НАТО`, as Serbian newspapers write it.
 */
export function stays(word: string, { token, at, before, after }: Place): boolean {
  if (builtIn(word)) return true;
  if (isRomanNumeral(word)) return !inCapitals(before) && !inCapitals(after);
  if (word === 'V' || word === 'X') return after !== undefined && /^\p{Ll}/u.test(after) && at + 1 >= token.length - 1;
  if (word === 'I') return token.startsWith('I.') && after !== undefined && /^\p{Ll}/u.test(after);
  if (!UNITS.has(word)) return false;
  return at === 0 ? before !== undefined && /\d$/.test(before) : /\d$/.test(token.slice(0, at));
}

/** Whether `stays` could say yes somewhere, or the word has letters that a plain conversion leaves alone. */
export function mayStay(word: string, token: string): boolean {
  return builtIn(word) || builtIn(token) || isRomanNumeral(word) || word === 'V' || word === 'I' || UNITS.has(word) || /[^a-zčćđšžśźǵḱ]/iu.test(word) || isAddress(token);
}

/** A word written in capitals that is no numeral: around it others are words too. */
function inCapitals(token: string | undefined): boolean {
  const letters = token?.replace(/[^\p{L}]/gu, '') ?? '';
  return letters.length >= 2 && letters === letters.toUpperCase() && !isRomanNumeral(letters);
}
