import type { LanguageCode } from '../domain';
import { alphabetOf, toLatin } from '../script';
import { foldWord, splitWords } from '../text';
import { formsOf, type Forms } from './forms';

/** What a text says when it is a form of a term. */
export interface InflectedMatch {
  /** The cases it may stand for, the likeliest first; of a name of several words those of its last. */
  readonly cases: readonly string[];
  /** Letter for letter a form of the term, diacritics included. */
  readonly exact: boolean;
}

/** A word as forms are compared: lower-case Latin, composed, without the punctuation around it. */
export function bareWord(word: string, language: LanguageCode): string {
  return toLatin(word, { alphabet: alphabetOf(language) ?? 'serbian' }).toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** The forms of each word of a term. Costly: kept by whoever asks often. */
export function termForms(term: string, language: LanguageCode): Forms[] {
  const words = splitWords(term);
  return words.map((word, index) => formsOf(bareWord(word, language), language, index < words.length - 1));
}

/**
 * Whether a text of as many words is a form of a term, whatever the script, case and diacritics: `Ahmićima` of `Ahmići`,
 * `Banjoj Luci` of `Banja Luka`, `Mladićevoj` of `Mladić`, `Prishtinës` of `Prishtinë`. What hangs on behind a hyphen or an
 * apostrophe counts as an ending (`OVK-a`, `UÇK-së`).
 *
 * @returns null when it is none.
 */
export function inflectedMatch(term: string, text: string, language: LanguageCode): InflectedMatch | null {
  return matchForms(termForms(term, language), splitWords(text), language);
}

/** {@link inflectedMatch} with the forms at hand. */
export function matchForms(forms: readonly Forms[], words: readonly string[], language: LanguageCode): InflectedMatch | null {
  if (words.length !== forms.length || words.length === 0) return null;
  let exact = true;
  let cases: readonly string[] = [];
  for (const [index, word] of words.entries()) {
    const found = matchWord(forms[index], bareWord(word, language));
    if (found === null) return null;
    exact &&= found.exact;
    cases = found.cases;
  }
  return { cases, exact };
}

const folded = new WeakMap<Forms, ReadonlyMap<string, readonly string[]>>();

function matchWord(forms: Forms | undefined, word: string): InflectedMatch | null {
  if (!forms || word === '') return null;
  const exact = forms.cases.get(word);
  if (exact) return { cases: exact, exact: true };
  let loose = folded.get(forms);
  if (!loose) folded.set(forms, (loose = new Map([...forms.cases].reverse().map(([form, tags]) => [foldWord(form), tags] as const))));
  const near = loose.get(foldWord(word));
  if (near) return { cases: near, exact: false };
  const [, start, ending] = /^(.+)[-’'‑](\p{L}{1,4})$/u.exec(word) ?? [];
  const basic = forms.of.get('nom');
  return start !== undefined && ending !== undefined && basic !== undefined && foldWord(start) === foldWord(basic) ? { cases: [`-${ending}`], exact: start === basic } : null;
}
