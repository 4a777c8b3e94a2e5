import type { LanguageCode } from '../domain';
import { foldWord } from '../text';
import tables from './verbs.json';

/** Letters that stay of a verb at least before an ending. */
const SHORTEST_STEM = 3;
/** Endings of one letter end nouns as well: they are found, but tell no verb. */
const LETTERS_THAT_TELL = 2;
/** Longer ones are no other word's. */
const LETTERS_THAT_ALWAYS_TELL = 4;
/** How a stem ends in the present where its infinitive's does not: pisati pišem, plakati plačem, kretati krećem; folded, so that š is s. */
const IOTATED: readonly (readonly [before: string, after: string])[] = [['k', 'c'], ['g', 'z'], ['t', 'c'], ['h', 's'], ['sk', 'st'], ['c', 'c'], ['s', 's'], ['z', 'z'], ['m', 'mlj'], ['p', 'plj'], ['b', 'blj'], ['v', 'vlj']];
/** Stems whose verbs in -ati go by -im: bježati, držati, trčati, stajati. */
const SOFT = /[zcsj]$/u;
/** Before the passive's -en a stem changes: platiti plaćen, misliti mišljen; folded. */
const PASSIVE: readonly (readonly [string, string])[] = [['st', 'sc'], ['t', 'c'], ['sl', 'slj'], ['b', 'blj'], ['p', 'plj'], ['v', 'vlj'], ['m', 'mlj']];

type VerbLanguage = 'bs' | 'sl' | 'mk' | 'bg' | 'sq';
type Kind = 'plain' | 'iotated' | 'soft';
interface Class { readonly kind: Kind; readonly end: string; readonly endings: readonly string[] }
interface Verbs { readonly telling: ReadonlySet<string>; readonly classes: readonly Class[]; readonly families: ReadonlyMap<string, ReadonlySet<string>> }

const known = new Map<VerbLanguage, Verbs>();

/** Folded, in one spelling of `đ`, as the index of the memory has words. */
const folded = (text: string): string => foldWord(text).replaceAll('dj', 'd');

function verbsOf(language: VerbLanguage): Verbs {
  const ready = known.get(language);
  if (ready) return ready;
  const { from, classes } = tables[language];
  const made: Verbs = {
    telling: new Set(from.map(folded).filter((ending) => ending.length >= LETTERS_THAT_TELL)),
    classes: classes.map(([end = '', endings = '']) => {
      const kind = end.startsWith('~') ? 'iotated' : end.startsWith('°') ? 'soft' : 'plain';
      const bare = folded(end.replace(/^[~°]/u, ''));
      return { kind, end: bare, endings: [...new Set([...(language === 'bs' || language === 'sl' ? [bare] : []), ...endings.split(' ').map(folded)])] };
    }),
    families: familiesOf(language),
  };
  known.set(language, made);
  return made;
}

/** Verbs that no table gives, each form to all of its verb. */
function familiesOf(language: VerbLanguage): Map<string, ReadonlySet<string>> {
  const { stems, forms } = tables.prefixes['ići'];
  const lists = [...tables.families[language].map((list) => list.split(' ')), ...(language === 'bs' ? stems.map((stem) => forms.split(' ').map((form) => stem + form)) : [])];
  const families = new Map<string, Set<string>>();
  for (const list of lists) {
    // Shorter ones are other words of every text: da, je, do.
    const family = new Set(list.map(folded).filter((form) => form.length >= SHORTEST_STEM));
    for (const form of family) families.set(form, new Set([...(families.get(form) ?? []), ...family]));
  }
  return families;
}

/**
 * All forms of every verb that this may be a form of, itself included: of `pucali` also `pucao` and `pucaju`, of `idem` also
 * `išao`. Told from endings by the tables of each language and from lists of those that follow none, so there are forms too
 * many; they are for finding, never for teaching. A form that ends in a vowel alone (`puca`) tells no verb: nouns end so.
 *
 * @returns forms folded and in one spelling of `đ`, as `searchWords` gives them.
 */
export function verbForms(word: string, language: VerbLanguage): Set<string> {
  const { telling, classes, families } = verbsOf(language);
  const bare = folded(word);
  const forms = new Set([bare, ...(families.get(bare) ?? [])]);
  // Who follows a list follows no table.
  if (forms.size > 1) return forms;
  for (const { kind, end, endings } of classes) {
    for (const ending of endings) {
      if (!bare.endsWith(ending) || (ending.length < LETTERS_THAT_ALWAYS_TELL && !telling.has(ending))) continue;
      for (const stem of stemsOf(bare.slice(0, bare.length - ending.length), kind, isPresent(ending, end))) {
        if (stem.length < SHORTEST_STEM || (kind === 'soft' && !SOFT.test(stem))) continue;
        for (const one of endings) for (const shown of shownStems(stem, kind, one, end)) forms.add(shown + one);
      }
    }
  }
  return forms;
}

/** Whether an ending stands on the stem of the present: e and i for the a of the infinitive. */
const isPresent = (ending: string, end: string): boolean => end.startsWith('a') && !ending.startsWith('a');

function stemsOf(stem: string, kind: Kind, present: boolean): string[] {
  if (kind !== 'iotated' || !present) return [stem];
  return IOTATED.flatMap(([before, after]) => (stem.endsWith(after) ? [stem.slice(0, stem.length - after.length) + before] : []));
}

function shownStems(stem: string, kind: Kind, ending: string, end: string): string[] {
  if (kind === 'iotated' && isPresent(ending, end)) return IOTATED.flatMap(([before, after]) => (stem.endsWith(before) ? [stem.slice(0, stem.length - before.length) + after] : []));
  if (end === 'iti' && /^j?en/u.test(ending)) return [stem, ...PASSIVE.flatMap(([before, after]) => (stem.endsWith(before) ? [stem.slice(0, stem.length - before.length) + after] : []))];
  return [stem];
}

/** By whose verbs a language's are known; null where none are. */
export function verbLanguageOf(language: LanguageCode): VerbLanguage | null {
  return ['hr', 'sr', 'cnr'].includes(language) ? 'bs' : (VERB_LANGUAGES.find((one) => one === language) ?? null);
}

export type { VerbLanguage };
/** Languages whose verbs are known. */
export const VERB_LANGUAGES: readonly (VerbLanguage & LanguageCode)[] = ['bs', 'sl', 'mk', 'bg', 'sq'];
