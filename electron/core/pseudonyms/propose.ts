import type { GlossaryTerm, NameKind, Pseudonym, Segment } from '../../../shared/domain';
import { bareWord, inflectedMatch } from '../../../shared/inflection';
import { splitWords } from '../../../shared/text';
import { initials } from '../clips/approvals';
import { dress } from '../glossary/dress';
import { findNames } from './find';
import { keyOf } from './forms';

/** What to begin with when a person points at a name. */
export interface Proposal {
  /** Its basic form, as far as that can be told. */
  readonly name: string;
  readonly kind: NameKind;
  readonly also: string[];
  readonly substitute: string;
}

const KINDS: Readonly<Record<GlossaryTerm['kind'], NameKind>> = { person: 'person', place: 'place', unit: 'organisation', word: 'other' };
const COUNTED = { place: 'place', organisation: 'organisation', other: 'name' } as const;

/**
 * A name as a person met it in the text, in whatever case: the glossary's term that it is a form of, or the basic form
 * that most places in the transcript are forms of.
 */
export function proposeName(text: string, segments: readonly Segment[], terms: readonly GlossaryTerm[], known: readonly Pseudonym[]): Proposal {
  const said = splitWords(text).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).filter((word) => word !== '').join(' ');
  const term = terms.find((one) => (['sr', 'sl', 'mk', 'bg', 'sq'] as const).some((language) => inflectedMatch(one.term, said, language) !== null));
  const kind = term ? KINDS[term.kind] : 'person';
  const name = term?.term ?? basicForm(said, segments);
  return { name, kind, also: term?.misheard ?? [], substitute: proposeSubstitute(name, kind, known) };
}

/** Initials for people, counted places and organisations; never what stands for another name already. */
export function proposeSubstitute(name: string, kind: NameKind, known: readonly Pick<Pseudonym, 'substitute'>[]): string {
  const taken = new Set(known.map(({ substitute }) => substitute));
  if (kind !== 'person') return counted((n) => `[${COUNTED[kind]} ${n}]`, 1, taken);
  const short = initials(name) ?? 'N.N.';
  return taken.has(short) ? counted((n) => `${short} (${n})`, 2, taken) : short;
}

function counted(write: (n: number) => string, from: number, taken: ReadonlySet<string>): string {
  let n = from;
  while (taken.has(write(n))) n += 1;
  return write(n);
}

/** Endings of cases, and what stands in their place in the basic form. */
const ENDINGS: readonly (readonly [ending: string, basic: readonly string[]])[] = [
  ['ima', ['i', 'e', 'a']], ['ama', ['a', 'e']], ['om', ['', 'o', 'a']], ['em', ['', 'e']], ['ov', ['']], ['ev', ['']], ['ju', ['']], ['i', ['a', '']], ['a', ['', 'o', 'i']], ['u', ['', 'a', 'o']], ['e', ['', 'a']], ['o', ['a']],
];

function basicForm(said: string, segments: readonly Segment[]): string {
  const words = splitWords(said);
  const last = words.at(-1) ?? '';
  const bare = bareWord(last, 'sr');
  const candidates = [bare, ...ENDINGS.flatMap(([ending, basics]) => (bare.length > ending.length + 2 && bare.endsWith(ending) ? basics.map((basic) => bare.slice(0, -ending.length) + basic) : []))];
  const start = words.slice(0, -1).join(' ');
  const tried = [...new Set(candidates)].map((one) => {
    const written = [start, dress(one, last, last, last, 'sr')].join(' ').trim();
    const found = findNames(segments, [{ id: written, names: [written], kind: 'place' }]).filter(({ foundBy, small }) => foundBy === 'name' && !small);
    // The basic form itself is said somewhere, as a rule.
    const said = found.some(({ to }) => keyOf(to.segment.words[to.word]?.text ?? '') === keyOf(one));
    return { written, places: found.length, said: Number(said) };
  });
  const [best] = tried.sort((a, b) => b.places - a.places || b.said - a.said);
  return best?.written ?? said;
}
