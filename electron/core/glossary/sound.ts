import { foldWord } from '../../../shared/text';

/**
 * How a word sounds to a recogniser that does not know it: what South Slavic speakers and recognisers confuse is made
 * one. ć and č, đ and dž, the three reflexes of jat (ije, je, e), h (dropped in Bosnian speech, added in careful speech),
 * doubled letters, j between vowels, and English ways to write the sounds (sh, ch, zh, w, y, x, q).
 *
 * @param word lower-case Latin.
 */
export function soundOf(word: string): string {
  return foldWord(word.replaceAll('dž', 'đ'))
    .replace(/[wyxq]/gu, (letter) => ({ w: 'v', y: 'i', x: 'ks', q: 'k' })[letter] ?? letter)
    .replaceAll('ph', 'f')
    .replaceAll('h', '')
    .replace(/ije/gu, 'e')
    .replace(/([bvgdzkmprstfc])je/gu, '$1e')
    .replace(/ij(?=[aou])/gu, 'i')
    .replace(/(.)\1+/gu, '$1');
}

/** Whether two sounds differ by one vowel or j that one of them lacks: `srebrnica`, `srebrenica`. A consonant more or less makes another name. */
export function lacksAVowel(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return at > 0 && 'aeiouj'.includes(long.charAt(at)) && short.slice(at) === long.slice(at + 1);
}
