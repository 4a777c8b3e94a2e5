import type { LanguageCode } from '../../../shared/domain';
import { alphabetOf, toCyrillic, toLatin } from '../../../shared/script';
import { DICTIONARIES } from '../../../shared/spelling';
import { filesOf } from './files';
import type { LinesToMend, SureCorrection } from './protocol';
import { sureCorrections } from './sure';

/** The parts of Hunspell's WASM wrapper that are used. It is ESM only; the name in a variable keeps bundlers and types away from it. */
interface Hunspell {
  testSpelling(word: string): boolean;
  getSpellingSuggestions(word: string): string[];
}
interface HunspellModule { createHunspellFromStrings(affixes: string, dictionary: string): Promise<Hunspell> }

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** More than a person would read through. */
const MOST_SUGGESTIONS = 8;

const loaded = new Map<string, Promise<Hunspell | null>>();

/** Loads a dictionary once; files that set-up brought are read, nothing is fetched. Null: it is not there. */
function dictionary(name: string): Promise<Hunspell | null> {
  const known = loaded.get(name);
  if (known) return known;
  const loading = load(name);
  loaded.set(name, loading);
  return loading;
}

async function load(name: string): Promise<Hunspell | null> {
  const files = await filesOf(name);
  if (files === null) return null;
  const { createHunspellFromStrings } = await (import('hunspell-wasm' as string) as Promise<HunspellModule>);
  return createHunspellFromStrings(files.affixes, files.words);
}

async function dictionariesOf(language: LanguageCode): Promise<Hunspell[]> {
  return (await Promise.all((DICTIONARIES[language] ?? []).map(dictionary))).filter((one) => one !== null);
}

/** As the dictionaries write it: of the languages of two scripts they are Latin, and from Cyrillic the way there is exact. */
function asListed(word: string, language: LanguageCode): string {
  return CYRILLIC.test(word) && !isCyrillicOnly(language) ? toLatin(word, { alphabet: alphabetOf(language) ?? 'serbian' }) : word;
}

const isCyrillicOnly = (language: LanguageCode): boolean => language === 'mk' || language === 'bg';

/** Those of some words that no dictionary of their language knows; null where there is none. Latin words in Macedonian and Bulgarian are foreign names, of which nothing is said. */
export async function unknownWords(words: readonly string[], language: LanguageCode): Promise<string[] | null> {
  const dictionaries = await dictionariesOf(language);
  if (dictionaries.length === 0) return null;
  return words.filter((word) => {
    if (isCyrillicOnly(language) && !CYRILLIC.test(word)) return false;
    const listed = asListed(word, language);
    return !dictionaries.some((one) => one.testSpelling(listed));
  });
}

/** Languages for whose speech it was measured how often a sure correction is right (docs/measured.md). Montenegrin has no dictionary of its own. */
const MENDED: ReadonlySet<LanguageCode> = new Set(['hr', 'sr', 'bs']);

/** What of recognised lines is surely misspelt, line by line, in the script of each; nothing in languages without a dictionary or not measured. */
export async function sureIn({ lines, stay }: LinesToMend, language: LanguageCode): Promise<SureCorrection[][]> {
  const dictionaries = MENDED.has(language) ? await dictionariesOf(language) : [];
  if (dictionaries.length === 0) return lines.map(() => []);
  const neighbours = await dictionariesOf('bs');
  const knows = once((word) => dictionaries.some((one) => one.testSpelling(word)));
  const lexicon = { knows, isWord: once((word) => knows(word) || neighbours.some((one) => one.testSpelling(word))) };
  return lines.map((words, line) => sureCorrections(words.map((word) => asListed(word, language)), lexicon, (i) => stay[line]?.includes(i) ?? false)
    .map(({ at, length, texts }) => ({ at, length, texts: CYRILLIC.test(words[at] ?? '') ? texts.map((text) => inCyrillic(text, language)) : [...texts] })));
}

/** Asks of each word once. */
function once(ask: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>();
  return (word) => {
    const is = known.get(word) ?? ask(word);
    known.set(word, is);
    return is;
  };
}

const inCyrillic = (word: string, language: LanguageCode): string => toCyrillic(word, { alphabet: alphabetOf(language) ?? 'serbian', keep: [] });

/** What a word may have meant to be, the likeliest first, in its own script. */
export async function suggestionsFor(word: string, language: LanguageCode): Promise<string[]> {
  const listed = asListed(word, language);
  const back = (found: string): string => (listed === word ? found : inCyrillic(found, language));
  const each = (await dictionariesOf(language)).map((one) => one.getSpellingSuggestions(listed));
  // The first of each dictionary before the second of any.
  const inTurn = Array.from({ length: MOST_SUGGESTIONS }, (_, rank) => each.flatMap((list) => list[rank] ?? [])).flat();
  return [...new Set(inTurn.map(back))].slice(0, MOST_SUGGESTIONS);
}
