import type { Token } from './tokens';

/** One place of a pattern. */
interface Atom {
  readonly exact: ReadonlySet<string>;
  readonly stems: readonly string[];
  readonly special: 'number' | 'under18' | 'gap' | null;
  /** `^` among the alternatives, and `#`. */
  readonly capital: boolean;
  readonly number: boolean;
  readonly optional: boolean;
}
export interface Pattern { readonly atoms: readonly Atom[]; readonly source: string }

/** Words that a `...` may leap over. */
const GAP = 4;

export interface PatternContext {
  readonly fold: (word: string) => string;
  /** Folded number words below eighteen. */
  readonly underEighteen?: ReadonlySet<string>;
  /** Folded words that may stand between two words of a pattern: pronouns and auxiliaries. */
  readonly between?: ReadonlySet<string>;
}

/** `puca{o,la}` → `pucao`, `pucala`. */
export function expand(word: string): string[] {
  const [, before = '', inner, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/u.exec(word) ?? [];
  return inner === undefined ? [word] : inner.split(',').flatMap((one) => expand(before + one.trim() + after));
}

function atomOf(text: string, fold: PatternContext['fold']): Atom {
  const none = { exact: new Set<string>(), stems: [], optional: false, capital: false, number: false };
  if (text === '...') return { ...none, special: 'gap' };
  if (text === '#') return { ...none, special: 'number' };
  if (text === '#<18') return { ...none, special: 'under18' };
  const optional = text.endsWith('?');
  const words = (optional ? text.slice(0, -1) : text).split('|').flatMap(expand);
  return {
    capital: words.includes('^'),
    number: words.includes('#'),
    exact: new Set(words.filter((word) => !/[*^#]$/u.test(word)).map(fold)),
    stems: words.filter((word) => word.endsWith('*')).map((word) => fold(word.slice(0, -1))),
    special: null,
    optional,
  };
}

/** `vura <> minë` → `vura ... minë` and `minë ... vura`: the object may stand before its verb. */
function inEitherOrder(source: string): string[] {
  const [left, right] = source.split(' <> ');
  return left === undefined || right === undefined ? [source] : [`${left} ... ${right}`, `${right} ... ${left}`];
}

/** `kod_mene|nas` → `kod mene` and `nas`: a choice of more than one word, as patterns of their own. */
export function ungrouped(source: string): string[] {
  let made: string[][] = [[]];
  for (const place of source.trim().split(/\s+/u)) {
    if (!/[^_]_[^_]/u.test(place)) {
      for (const words of made) words.push(place);
      continue;
    }
    const optional = place.endsWith('?');
    const choices = (optional ? place.slice(0, -1) : place).split('|');
    const single = choices.filter((one) => !one.includes('_')).join('|');
    const each = [...choices.filter((one) => one.includes('_')).map((one) => one.replaceAll('_', ' ')), ...(single === '' ? [] : [single + (optional ? '?' : '')]), ...(optional && single === '' ? [''] : [])];
    made = made.flatMap((words) => each.map((one) => (one === '' ? [...words] : [...words, one])));
  }
  return made.map((words) => words.join(' '));
}

export function compilePattern(source: string, { fold }: PatternContext): Pattern {
  // Alternatives in braces may hold no spaces, so spaces part the places.
  return { atoms: source.trim().split(/\s+/u).map((text) => atomOf(text, fold)), source };
}

function fits(atom: Atom, token: Token, young: ReadonlySet<string> | undefined): boolean {
  switch (atom.special) {
    case 'number': return /^\d+$/u.test(token.folded);
    case 'under18': return (/^\d{1,2}$/u.test(token.folded) && Number(token.folded) < 18 && Number(token.folded) > 0) || (young?.has(token.folded) ?? false);
    case 'gap': return true;
    default: return (atom.capital && token.capital) || (atom.number && /^\d/u.test(token.folded)) || atom.exact.has(token.folded) || atom.stems.some((stem) => token.folded.startsWith(stem));
  }
}

/** @returns the index behind the match that begins at `at`, at most `end`; -1 for none. */
export function matchAt(pattern: Pattern, tokens: readonly Token[], at: number, end: number, { underEighteen: young, between }: Pick<PatternContext, 'underEighteen' | 'between'> = {}): number {
  const step = (place: number, index: number): number => {
    const atom = pattern.atoms[place];
    if (!atom) return index;
    if (atom.special === 'gap') {
      for (let leap = 0; leap <= GAP && index + leap <= end; leap += 1) {
        const found = step(place + 1, index + leap);
        if (found >= 0) return found;
      }
      return -1;
    }
    const token = tokens[index];
    if (index < end && token && fits(atom, token, young)) {
      const found = step(place + 1, index + 1);
      if (found >= 0) return found;
    }
    if (atom.optional) {
      const found = step(place + 1, index);
      if (found >= 0) return found;
    }
    return place > 0 && index < end && token && between?.has(token.folded) ? step(place, index + 1) : -1;
  };
  return step(0, at);
}

export interface Match<T> { readonly value: T; readonly to: number }
const NONE: readonly never[] = [];

/** Many patterns, found by what their first word begins with. */
export class PatternSet<T> {
  readonly #exact = new Map<string, { pattern: Pattern; value: T }[]>();
  readonly #stems = new Map<string, { pattern: Pattern; value: T }[]>();
  readonly #short: { pattern: Pattern; value: T }[] = [];
  readonly #context: PatternContext;

  constructor(entries: readonly (readonly [string, T])[], context: PatternContext) {
    this.#context = context;
    for (const [source, value] of entries.flatMap(([one, meant]) => inEitherOrder(one).flatMap(ungrouped).map((ordered) => [ordered, meant] as const))) {
      const pattern = compilePattern(source, context);
      const first = pattern.atoms[0];
      if (!first) continue;
      const entry = { pattern, value };
      if (first.special !== null || first.capital || first.number || first.optional || first.stems.some((stem) => stem.length < 3)) this.#short.push(entry);
      else {
        for (const word of first.exact) push(this.#exact, word, entry);
        for (const stem of new Set(first.stems.map((one) => one.slice(0, 3)))) push(this.#stems, stem, entry);
      }
    }
  }

  /** Every match that begins at `at` and ends by `end`. */
  at(tokens: readonly Token[], at: number, end: number): readonly Match<T>[] {
    const token = tokens[at];
    let found: Match<T>[] | undefined;
    if (token) {
      for (const list of [this.#exact.get(token.folded), this.#stems.get(token.folded.slice(0, 3)), this.#short]) {
        for (const { pattern, value } of list ?? []) {
          const to = matchAt(pattern, tokens, at, end, this.#context);
          if (to > at) (found ??= []).push({ value, to });
        }
      }
    }
    return found ?? NONE;
  }

  /** Whether any begins at `at`. */
  has(tokens: readonly Token[], at: number, end: number): boolean {
    return this.at(tokens, at, end).length > 0;
  }

  /** Whether any stands in a range. */
  in(tokens: readonly Token[], from: number, to: number): boolean {
    for (let at = Math.max(0, from); at < to; at += 1) if (this.has(tokens, at, to)) return true;
    return false;
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
