import type { LanguageCode } from '../../../shared/domain';
import { relatedForms, VERB_LANGUAGES, verbForms } from '../../../shared/inflection';
import { foldWord, searchWords, splitWords } from '../../../shared/text';

/** A word or a row of words that is looked for, each in all its forms, folded. */
export interface Wanted {
  readonly words: readonly ReadonlySet<string>[];
  /** The last word may go on. */
  readonly open: boolean;
}

/** Whose forms are tried: a query does not say which language it is in. */
const LANGUAGES: readonly LanguageCode[] = ['bs', 'sl', 'mk', 'bg', 'sq'];
/** A shorter beginning would match half the language. */
const SHORTEST_BEGINNING = 3;

/**
 * What a person looks for in the concordance: every word, in whatever form, script and case, with or without diacritics.
 * `"in quotes"`: these words in a row; `srebren*`: words that begin so.
 */
export function parseWanted(query: string): Wanted[] {
  return [...query.matchAll(/"([^"]*)"|([^\s"]+)/gu)].flatMap(([, quoted, bare]) => {
    const text = quoted ?? bare ?? '';
    const open = quoted === undefined && text.endsWith('*') && (searchWords(text).at(-1)?.length ?? 0) >= SHORTEST_BEGINNING;
    const words = splitWords(text).flatMap((word) => searchWords(word).map((folded) => (open ? new Set([folded]) : formsOf(word, folded))));
    return words.length === 0 ? [] : [{ words, open }];
  });
}

function formsOf(word: string, folded: string): ReadonlySet<string> {
  const forms = new Set([folded, ...englishForms(folded)]);
  for (const language of LANGUAGES) for (const form of relatedForms(word, language)) forms.add(form.replaceAll('dj', 'd'));
  for (const language of VERB_LANGUAGES) for (const form of verbForms(word, language)) forms.add(form);
  return forms;
}

/** Regular endings of English, on and off. */
function englishForms(word: string): string[] {
  const stems = new Set([word]);
  if (word.length >= 4) {
    for (const [end, instead] of [['ies', 'y'], ['ied', 'y'], ['es', ''], ['s', ''], ['ed', ''], ['ed', 'e'], ['ing', ''], ['ing', 'e']] as const) {
      if (word.endsWith(end) && word.length - end.length >= 3) stems.add(word.slice(0, -end.length) + instead);
    }
  }
  return [...stems].flatMap((stem) => (stem.endsWith('y') ? [stem, `${stem}s`, `${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`, `${stem}ing`]
    : stem.endsWith('e') ? [stem, `${stem}s`, `${stem}d`, `${stem.slice(0, -1)}ing`] : [stem, `${stem}s`, `${stem}es`, `${stem}ed`, `${stem}ing`]));
}

/** Each wanted word stands in one text or the other: their places there; null where one is in neither. */
export function findWanted(wanted: readonly Wanted[], source: string, target: string): { sourceMarks: number[]; targetMarks: number[] } | null {
  const [inSource, inTarget] = [new Set<number>(), new Set<number>()];
  const [sourceWords, targetWords] = [foldedWords(source), foldedWords(target)];
  for (const one of wanted) {
    const [a, b] = [placesOf(one, sourceWords), placesOf(one, targetWords)];
    if (a.length + b.length === 0) return null;
    for (const at of a) inSource.add(at);
    for (const at of b) inTarget.add(at);
  }
  return { sourceMarks: [...inSource].sort((x, y) => x - y), targetMarks: [...inTarget].sort((x, y) => x - y) };
}

interface Folded { readonly index: number; readonly part: string }

function foldedWords(text: string): Folded[] {
  return splitWords(text).flatMap((word, index) => searchWords(word).map((part) => ({ index, part })));
}

function placesOf({ words, open }: Wanted, text: readonly Folded[]): number[] {
  const fits = (forms: ReadonlySet<string>, part: string, last: boolean): boolean => (open && last ? [...forms].some((form) => part.startsWith(form)) : forms.has(part));
  return text.flatMap((_, from) => (words.every((forms, i) => {
    const part = text[from + i]?.part;
    return part !== undefined && fits(forms, part, i === words.length - 1);
  }) ? text.slice(from, from + words.length).map(({ index }) => index) : []));
}

/** Words are letters and digits only by now, so nothing of a query can reach FTS5 as an operator. */
export function toMatch(wanted: readonly Wanted[]): string {
  return wanted.map(({ words, open }) => words.map((forms, i) => `(${[...forms].map((form) => `"${foldWord(form)}"${open && i === words.length - 1 ? '*' : ''}`).join(' OR ')})`).join(' AND ')).join(' AND ');
}
