/** Unicode's composed form: one way to write each letter, so that equal text compares equal. */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * Serbian, Montenegrin and Macedonian Cyrillic to folded Latin. It serves comparison, not reading: č and ć both
 * become c, and đ becomes dj, because people who type without the right keyboard write either d or dj.
 */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'dj', ѓ: 'g', е: 'e', ж: 'z', з: 'z', ѕ: 'dz', и: 'i', ј: 'j', к: 'k', л: 'l',
  љ: 'lj', м: 'm', н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'c', ќ: 'k', у: 'u', ф: 'f', х: 'h', ц: 'c',
  ч: 'c', џ: 'dz', ш: 's', щ: 'st', ъ: 'a', ь: 'j', ю: 'ju', я: 'ja', й: 'j', ы: 'y', э: 'e', ё: 'e', ѐ: 'e', ѝ: 'i',
};

/** Latin letters that no decomposition takes apart, and the single-character digraphs of the Croatian block. */
const LATIN: Readonly<Record<string, string>> = { đ: 'dj', ð: 'd', ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', ı: 'i', ς: 'σ' };

const MARKS = /\p{M}+/gu;

/**
 * Folds case, diacritics and script for comparing: `Đorđe`, `Djordje`, `ЂОРЂЕ` all become `djordje`;
 * `љубав` and `ljubav` become `ljubav`. Punctuation and spaces stay. Never shown to anyone.
 */
export function foldForSearch(text: string): string {
  let folded = '';
  // Cyrillic first, in composed form: ѓ, ќ and й would otherwise fall apart into letter and mark.
  for (const character of text.normalize('NFKC').toLowerCase()) {
    folded += CYRILLIC[character] ?? character;
  }
  const bare = folded.normalize('NFD').replace(MARKS, '');
  let result = '';
  for (const character of bare) result += LATIN[character] ?? character;
  return result;
}

/** The letters and digits of a word, folded; empty for pure punctuation. */
export function foldWord(word: string): string {
  return foldForSearch(word).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** `đ` may be typed as `dj` or as plain `d`: words that fold alike except for that are the same word. */
function withoutDj(folded: string): string {
  return folded.replaceAll('dj', 'd');
}

/**
 * The words of a text as searching compares them: folded, in one spelling of `đ`, without punctuation.
 * Two texts that a person would call the same phrase give the same list.
 */
export function searchWords(text: string): string[] {
  return tokenise(text).map((token) => withoutDj(foldWord(token))).filter((token) => token !== '');
}

/**
 * Finds every place where the words of a phrase stand in a row, ignoring punctuation, script, diacritics and case;
 * `đ` matches `đ`, `dj` and `d`. Tokens of pure punctuation in between do not break a match. Matches do not overlap.
 *
 * @returns indices into `words`, `to` inclusive; empty when the phrase holds no letter or digit.
 */
export function findPhrase(words: readonly string[], phrase: string): { from: number; to: number }[] {
  const wanted = searchWords(phrase);
  if (wanted.length === 0) return [];
  // One token may hold several words ("rekao,da", "kosovo/metohija"): each keeps the index it came from.
  const have = words.flatMap((word, index) =>
    searchWords(word).map((folded) => ({ index, folded })),
  );
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at + wanted.length <= have.length; ) {
    const hit = wanted.every((token, offset) => have[at + offset]?.folded === token);
    const from = have[at]?.index;
    const to = have[at + wanted.length - 1]?.index;
    if (hit && from !== undefined && to !== undefined) {
      found.push({ from, to });
      at += wanted.length;
    } else at += 1;
  }
  return found;
}

/**
 * As {@link findPhrase}, in a text whose words stand one space apart, down to the letters: `rekao` is found in
 * `„rekao,da"` without the punctuation and the word beside it.
 *
 * @returns `start` and `end` in UTF-16 units of the text, `end` exclusive; `from` and `to` as words, inclusive.
 */
export function findPhraseIn(text: string, phrase: string): { start: number; end: number; from: number; to: number }[] {
  const wanted = searchWords(phrase);
  if (wanted.length === 0) return [];
  const have = [...text.matchAll(/[\p{L}\p{N}\p{M}'’‑-]+/gu)].flatMap((match) => {
    const folded = withoutDj(foldWord(match[0]));
    const inner = /[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?/u.exec(match[0]);
    const start = match.index + (inner?.index ?? 0);
    return folded === '' || !inner ? [] : [{ folded, start, end: start + inner[0].length }];
  });
  const wordAt = (offset: number): number => text.slice(0, offset).trimStart().split(/\s+/u).length - 1;
  const found: { start: number; end: number; from: number; to: number }[] = [];
  for (let at = 0; at + wanted.length <= have.length; ) {
    const first = have[at];
    const last = have[at + wanted.length - 1];
    if (first && last && wanted.every((token, offset) => have[at + offset]?.folded === token)) {
      found.push({ start: first.start, end: last.end, from: wordAt(first.start), to: wordAt(last.start) });
      at += wanted.length;
    } else at += 1;
  }
  return found;
}

/** Splits at spaces and at punctuation that separates words; apostrophes and hyphens inside a word stay, folded away later. */
function tokenise(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}'’‑-]+/u).filter((token) => token !== '');
}

/** The words of a text as the transcript counts them: whatever stands between white space. */
export function splitWords(text: string): string[] {
  return nfc(text).split(/\s+/u).filter((word) => word !== '');
}

/**
 * Whether a text is just these words, whatever white space stands between and around them: then each part of it is known
 * to be one of them, and can be told from the others.
 */
export function isJustWords(text: string, words: readonly string[]): boolean {
  if (words.join(' ') === text) return true;
  const parts = splitWords(text);
  return parts.length === words.length && parts.every((part, i) => part === nfc(words[i] ?? ''));
}
