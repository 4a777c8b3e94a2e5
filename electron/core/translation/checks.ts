import type { GlossaryTerm, LanguageCode, TranslationWarning } from '../../../shared/domain';
import { matchForms, termForms, type Forms } from '../../../shared/inflection';
import { foldWord, splitWords } from '../../../shared/text';

/** What denies, folded: forms that stand alone, and beginnings that do. Several in a Slavic sentence deny once. */
const DENIES: Readonly<Record<string, { readonly words: string; readonly begins?: string }>> = {
  hbs: { words: 'ne nije nisam nisi nismo niste nisu nema nemam nemas nemamo nemate nemaju necu neces nece necemo necete ni niti niko nitko nikoga nikome nikom nikog nista nicega nicemu nikad nikada nigdje nigde nikud nikuda bez', begins: 'nemoj nikakv nijedn nijedan nicij' },
  sl: { words: 'ne ni nisem nisi nismo niste niso nima nimam nimas nimamo nimate nimajo nic nicesar nihce nikogar nikomur nikoli nikjer niti brez nocem noce nocejo', begins: 'nikakrs noben' },
  mk: { words: 'ne nema nemam nemame nemaat nemase nikoj nikogo nikomu nisto nikogas nikade nitu bez', begins: 'nemoj nikakv nieden niedn' },
  bg: { words: 'ne nyama njama niama nikoj nikogo nisto nisht nikoga nikude nito bez', begins: 'nedej nikakv nikoj' },
  sq: { words: 'nuk mos asnje askush askend kurre asgje askund pa jo', begins: 'asnj' },
  en: { words: 'not no never nobody none nothing neither nor without cannot nowhere noone dont doesnt didnt wasnt werent isnt arent havent hasnt hadnt wont wouldnt couldnt cant shouldnt mustnt aint neednt', begins: '' },
};
const GROUP: Readonly<Partial<Record<LanguageCode, keyof typeof DENIES>>> = { bs: 'hbs', hr: 'hbs', sr: 'hbs', cnr: 'hbs', sl: 'sl', mk: 'mk', bg: 'bg', sq: 'sq', en: 'en' };

/** Whether anything is denied; null for a language of which nobody has told how it denies. */
export function denies(text: string, language: LanguageCode): boolean | null {
  const group = GROUP[language];
  const list = group && DENIES[group];
  if (!list) return null;
  const words = new Set(list.words.split(' '));
  const begins = (list.begins ?? '').split(' ').filter((begin) => begin !== '');
  return splitWords(text).map(foldWord).some((word) => words.has(word) || begins.some((begin) => word.startsWith(begin)));
}

/** Numbers in digits, however their thousands and decimals are parted. */
export function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?/gu)].map(([number]) => number.replace(/\D/g, '')).sort();
}

/**
 * What a translation should be looked at for: a denial that only one of the two has, numbers that differ, a name of the
 * glossary that is not there. A sign for a person, never a judgement: a language may deny where another does not.
 */
export function checkTranslation(original: { readonly text: string; readonly language: LanguageCode }, translation: { readonly text: string; readonly language: LanguageCode }, names: NameList): TranslationWarning[] {
  const warnings: TranslationWarning[] = [];
  const [a, b] = [denies(original.text, original.language), denies(translation.text, translation.language)];
  if (a !== null && b !== null && a !== b) warnings.push('negation');
  if (numbersIn(original.text).join() !== numbersIn(translation.text).join()) warnings.push('number');
  if (names(original.text, original.language).some((term) => !contains(translation.text, term))) warnings.push('name');
  return warnings;
}

/** The glossary's names that a text says, in whatever case. */
export type NameList = (text: string, language: LanguageCode) => string[];

/** Makes a glossary's names ready; forms are made once for each language. */
export function namesOf(terms: readonly GlossaryTerm[]): NameList {
  const made = new Map<LanguageCode, { term: string; forms: readonly Forms[] }[]>();
  const names = terms.filter(({ kind }) => kind !== 'word');
  return (text, language) => {
    const compiled = made.get(language) ?? names.map(({ term }) => ({ term, forms: termForms(term, language) }));
    made.set(language, compiled);
    const words = splitWords(text);
    return compiled.filter(({ forms }) => words.some((word, i) => /\p{Lu}/u.test(word) && matchForms(forms, words.slice(i, i + forms.length), language) !== null)).map(({ term }) => term);
  };
}

function contains(text: string, term: string): boolean {
  const have = splitWords(text).map(foldWord);
  return splitWords(term).map(foldWord).every((word) => have.some((one) => one.startsWith(word)));
}
