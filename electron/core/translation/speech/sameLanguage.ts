import type { LanguageCode } from '../../../../shared/domain';
import { foldWord } from '../../../../shared/text';

/** Words that no English text of some length is without, and that none of the region's languages has, folded. */
const ENGLISH = new Set('the and of is was were are that this it they he she we you not with for from had have has but his her their them there where when which who what would been said all out about because then into one our my as at by or if so'.split(' '));
/** Shorter texts may do without any of them. */
const LONG_ENOUGH = 6;
/** Of the longer words so many may be the same in both: names, places, numbers. */
const MOST_SHARED = 0.5;
const LONG = 4;

/**
 * Whether a text that should be English is still in the language that was spoken, as recognisers answer when they have
 * not understood that they were to translate: words of another alphabet, letters that English has not, or the words of
 * the transcript over again, and hardly an English word among them.
 *
 * @param source the words as they were transcribed.
 */
export function stillInSource(words: readonly string[], source: readonly string[], language: LanguageCode): boolean {
  if (words.length === 0 || language === 'en') return false;
  const letters = words.filter((word) => /\p{L}/u.test(word));
  const foreign = letters.filter((word) => /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u.test(word));
  if (foreign.length > letters.length / 4) return true;
  const folded = letters.map(foldWord);
  const english = folded.filter((word) => ENGLISH.has(word)).length;
  const accented = letters.filter((word) => /^\p{Ll}/u.test(word) && /[^\p{ASCII}’“”„‘…–—]/u.test(word)).length;
  if (english * 8 >= letters.length && accented * 4 <= letters.length) return false;
  const said = new Set(source.map(foldWord));
  const long = folded.filter((word) => word.length >= LONG);
  const shared = long.filter((word) => said.has(word)).length;
  if (long.length > 0 && shared > long.length * MOST_SHARED && (letters.length >= 3 || english === 0)) return true;
  return letters.length >= LONG_ENOUGH && english === 0 && (accented > 0 || shared > 0);
}
