import type { LanguageCode } from '../domain';
import { paradigmNameOf, paradigmOf, type Paradigm } from './paradigm';
import { isSoft, slavicStems, type Stem } from './stems';

/** All forms of one word. Forms are lower-case Latin with their diacritics. */
export interface Forms {
  /** Each form and the cases it may stand for, the likeliest first. */
  readonly cases: ReadonlyMap<string, readonly string[]>;
  /** The commonest form of a case. */
  readonly of: ReadonlyMap<string, string>;
}

/**
 * The forms of a word by rule: nominal, possessive (`possessive-a`: `Mladićeva`) and, where it looks like one,
 * adjectival. Rules make forms that nobody says, too; they are for recognising a word, not for teaching it.
 *
 * @param word the basic form, lower-case Latin.
 * @param adjective it stands before another word of a name (`Novi` in `Novi Travnik`).
 */
export function formsOf(word: string, language: LanguageCode, adjective = false): Forms {
  const cases = new Map<string, string[]>();
  const of = new Map<string, string>();
  const add = (form: string, tag: string): void => {
    const known = cases.get(form);
    if (!known) cases.set(form, [tag]);
    else if (!known.includes(tag)) known.push(tag);
    if (!of.has(tag)) of.set(tag, form);
  };
  add(word, 'nom');
  if (adjective && PARTICLES.has(word)) return { cases, of };
  const paradigm = paradigmOf(language);
  const slavic = !['albanian', 'plain'].includes(paradigmNameOf(language));
  const kind = paradigm.classes.find(({ end, shortest = end.length + 2 }) => word.endsWith(end) && word.length >= shortest);
  if (!kind) return { cases, of };
  const stem = word.slice(0, word.length - kind.end.length);
  if (slavic && (adjective || isAdjective(word))) addAdjective(paradigm, kind.end, stem, add);
  for (const { text, cases: only } of inOrder(slavic ? slavicStems(stem, kind.end) : [{ text: stem, cases: null }], kind.end)) {
    for (const [tag, endings = []] of Object.entries(kind.forms)) {
      if (only === null || only.includes(tag)) for (const ending of preferred(endings, text)) add(text + ending, tag);
    }
    if (only !== null && !only.includes('possessive')) continue;
    for (const suffix of preferred(kind.possessive, text)) for (const ending of paradigm.possessive) add(text + suffix + ending, `possessive-${ending}`);
  }
  return { cases, of };
}

/** Parts of names that never change. */
const PARTICLES = new Set(['el', 'al', 'es', 'abu', 'ebu', 'umm', 'ibn', 'bin', 'ben', 'von', 'van', 'de', 'di', 'del', 'la', 'le', 'san']);

/** The changed stem is the right one for the cases it is made for. */
function inOrder(stems: readonly Stem[], end: string): readonly Stem[] {
  const [first, ...others] = stems;
  if (!first) return [];
  const fleeting = end === '' ? others.filter(({ cases }) => cases === null) : [];
  return [...fleeting, ...others.filter(({ cases }) => cases !== null && cases.includes('possessive')), first, ...others.filter((one) => !fleeting.includes(one))];
}

/** `-em` and `-ev` first after soft consonants. */
function preferred(endings: readonly string[], stem: string): readonly string[] {
  return isSoft(stem) ? [...endings].sort((a, b) => Number(/^e[mv]/u.test(b)) - Number(/^e[mv]/u.test(a))) : endings;
}

function isAdjective(word: string): boolean {
  return /(?:s|š|č|ć)k[iaoe]$/u.test(word);
}

function addAdjective(paradigm: Paradigm, end: string, stem: string, add: (form: string, tag: string) => void): void {
  for (const [tag, endings = []] of Object.entries(paradigm.adjective[end] ?? {})) for (const ending of endings) add(stem + ending, tag);
}
