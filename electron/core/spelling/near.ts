const LETTERS = 'abcčćdđefghijklmnoprsštuvzž';
const VOWEL = /^[aeiou]$/u;
/** Consonants that are made in the same way, and so are heard one for another. */
const SAME_MANNER: readonly string[] = ['ptkbdg', 'szšž', 'fv', 'cčćđ', 'mn', 'lr'];
/** What is spelled in two ways where it sounds alike, or nearly: voiced and voiceless before a consonant or at the end, č and ć, soft l and n, jat. */
const VOICED: readonly (readonly [string, string])[] = [['b', 'p'], ['d', 't'], ['g', 'k'], ['z', 's'], ['ž', 'š']];
const SPELLINGS: readonly (readonly [string, string])[] = [['č', 'ć'], ['đ', 'dž'], ['dj', 'đ'], ['l', 'lj'], ['n', 'nj'], ['ije', 'je']];
/** Ways of speaking and no slips: `polahko`, `đevojka`, and the two reflexes of jat, which tell where somebody comes from. */
const isDialect = (word: string, { at, from, to }: Near): boolean => from + to === 'h' || (from === 'đ' && to === 'dj') || (from + to === 'j' && word.charAt(at + from.length) === 'e');

/** What a case may end in, letters; and a form of a verb, which lacks a letter of another (`otključajte`, `otključate`). */
const ENDING = { of: 2, lacking: 3 } as const;

/** A word that differs from another in one place. */
export interface Near {
  readonly word: string;
  /** In the other one: where, and which letters took the place of which; empty: something more, or something less. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/** Every word that differs by one letter: one more, one less, another. Small Latin letters of Croatian, Bosnian and Serbian. */
export function oneLetterAway(word: string): Near[] {
  const found: Near[] = [];
  for (let at = 0; at <= word.length; at += 1) {
    const from = word.charAt(at);
    if (from !== '') found.push(near(word, at, from, ''));
    for (const to of LETTERS) {
      found.push(near(word, at, '', to));
      if (from !== '' && from !== to) found.push(near(word, at, from, to));
    }
  }
  return found;
}

/** Every word that is the same but for how a sound is spelled. */
export function spelledOtherwise(word: string): Near[] {
  const voiced = VOICED.flatMap((pair) => exchanged(word, pair)).filter(({ at }) => at > 0 && !/[aeiou]/u.test(word.charAt(at + 1)));
  const alike = SPELLINGS.flatMap((pair) => exchanged(word, pair)).filter((one) => !isDialect(word, one) && !(one.from === 'nj' && one.to === 'n') && (one.to !== 'nj' || one.at < word.length - ENDING.lacking));
  return [...voiced, ...alike];
}

/**
 * Whether recognisers make this slip inside a word: a vowel for another, a consonant for one of the same kind, a consonant too many or too few
 * beside another, j between vowels. Never at the beginning, where a piece of the word before may hang, nor at the end, which is the case.
 */
export function isSlip({ at, from, to }: Near, word: string): boolean {
  if (at === 0 || at + Math.max(1, from.length) >= word.length || isDialect(word, { word, at, from, to })) return false;
  if (from === '' || to === '') return at < word.length - (to === '' ? ENDING.lacking : ENDING.of) && isLostEasily(from + to, word.charAt(at - 1), word.charAt(at + from.length));
  return (VOWEL.test(from) && VOWEL.test(to)) || SAME_MANNER.some((sounds) => sounds.includes(from) && sounds.includes(to));
}

function isLostEasily(letter: string, before: string, after: string): boolean {
  return letter === 'j' || (!VOWEL.test(letter) && !(VOWEL.test(before) && VOWEL.test(after)));
}

function exchanged(word: string, [one, other]: readonly [string, string]): Near[] {
  return ([[one, other], [other, one]] as const).flatMap(([from, to]) => {
    const found: Near[] = [];
    for (let at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1)) found.push(near(word, at, from, to));
    return found;
  });
}

function near(word: string, at: number, from: string, to: string): Near {
  return { word: word.slice(0, at) + to + word.slice(at + from.length), at, from, to };
}
