import type { LanguageCode } from '../domain';
import { foldWord } from '../text';
import { formsOf } from './forms';
import { bareWord } from './match';
import { paradigmOf } from './paradigm';

/** Letters that stay of a word at least: with fewer, words that have nothing in common would be its forms. */
const SHORTEST_STEM = 3;
/** What a stem's last consonant may have been before sibilarisation. */
const HARD: Readonly<Record<string, string>> = { c: 'k', z: 'g', s: 'h' };

/**
 * All forms of every word that this may be a form of, itself included: of `Zenice` also `Zenica` and `Zenicom`, of
 * `Petra` also `Petar`. Which word it is cannot be told without a dictionary, so there are forms too many; they are for
 * finding what must not be there, never for teaching or correcting.
 *
 * @param word as it stands in a text, in either script.
 * @returns forms as `foldWord` gives them.
 */
export function relatedForms(word: string, language: LanguageCode): Set<string> {
  const bare = bareWord(word, language);
  const related = new Set([foldWord(bare)]);
  for (const basic of basicForms(bare, language)) {
    const { cases } = formsOf(basic, language);
    if (basic === bare || cases.has(bare)) for (const form of cases.keys()) related.add(foldWord(form));
  }
  return related;
}

function basicForms(word: string, language: LanguageCode): Set<string> {
  const found = new Set([word]);
  for (const { end, forms } of paradigmOf(language).classes) {
    for (const ending of new Set(Object.values(forms).flatMap((endings) => endings ?? []))) {
      const stem = word.slice(0, word.length - ending.length);
      if (!word.endsWith(ending) || stem.length < SHORTEST_STEM) continue;
      for (const one of stemsBefore(stem, end)) found.add(one + end);
    }
  }
  return found;
}

/** The stem, and what it was where the ending has changed it: `Luci` of `Luka`, `Petra` of `Petar`. */
function stemsBefore(stem: string, end: string): string[] {
  const hard = HARD[stem.slice(-1)];
  return [
    stem,
    ...(hard === undefined ? [] : [stem.slice(0, -1) + hard]),
    ...(end === '' && /[^aeiou]{2}$/u.test(stem) ? [`${stem.slice(0, -1)}a${stem.slice(-1)}`] : []),
  ];
}
