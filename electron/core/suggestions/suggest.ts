import type { LanguageCode, Segment } from '../../../shared/domain';
import { acts } from './acts';
import { chargedClauses } from './charged';
import { compiled, type CompiledLexicon } from './compile';
import { dates } from './dates';
import { lexiconCodeOf } from './fold';
import { glossaryTerms, type KnownTerm } from './glossaryTerms';
import type { Lexicon, LexiconCode } from './lexicon';
import { names } from './names';
import { numbers } from './numbers';
import { phrases } from './phrases';
import { asSuggestion, type Finding, type Suggestion } from './suggestion';
import { read, type Token } from './tokens';

export interface SuggestOptions {
  /** Of segments that do not say theirs. */
  readonly language: LanguageCode;
  /** The names, places and units of the interview. */
  readonly glossary: readonly KnownTerm[];
  readonly lexicons: Lexicons;
  /** Speakers who ask: what they say in the first person incriminates nobody. */
  readonly interviewers?: readonly string[];
}
export type Lexicons = Readonly<Partial<Record<LexiconCode, Lexicon>>>;

/**
 * Proposes passages for a person to judge, in the order of the text. Rules and word lists only, so that each proposal can
 * say why it was made. It finds what it has words for and no more: it helps a reader, it does not replace one.
 *
 * @param segments of one footage, in order; each is read by the lexicon of its own language. Segments in a language
 * without lexicon get no suggestions.
 */
export function suggest(segments: readonly Segment[], options: SuggestOptions): Suggestion[] {
  const isInterviewer = asks(options);
  return stretches(segments, options).flatMap((stretch) => inOneLanguage(stretch.segments, options.glossary, compiled(stretch.lexicon), isInterviewer));
}

/** Whether the interviewer says a word. */
export function asks({ interviewers = [] }: Pick<SuggestOptions, 'interviewers'>): (token: Token) => boolean {
  const asking = new Set(interviewers);
  return ({ segment }) => segment.speakerId !== undefined && asking.has(segment.speakerId);
}

/** Segments in a row that one lexicon reads. */
export interface Stretch { readonly segments: readonly Segment[]; readonly lexicon: Lexicon }

export function stretches(segments: readonly Segment[], { language, lexicons }: Pick<SuggestOptions, 'language' | 'lexicons'>): Stretch[] {
  const lexiconFor = ({ language: own }: Segment): Lexicon | undefined => {
    const code = lexiconCodeOf(own === 'und' ? language : own);
    return code === null ? undefined : lexicons[code];
  };
  const found: Stretch[] = [];
  for (let from = 0; from < segments.length;) {
    const first = segments[from];
    if (!first) break;
    const lexicon = lexiconFor(first);
    let to = from + 1;
    for (let next = segments[to]; next && lexiconFor(next) === lexicon; next = segments[to]) to += 1;
    if (lexicon) found.push({ segments: segments.slice(from, to), lexicon });
    from = to;
  }
  return found;
}

function inOneLanguage(segments: readonly Segment[], glossary: readonly KnownTerm[], lexicon: CompiledLexicon, isInterviewer: (token: Token) => boolean): Suggestion[] {
  const text = read(segments, lexicon);
  const found = [...glossaryTerms(text, glossary, lexicon), ...acts(text, lexicon, isInterviewer), ...chargedClauses(text, lexicon, isInterviewer), ...phrases(text, lexicon), ...numbers(text, lexicon), ...dates(text, lexicon), ...names(text, lexicon)];
  return withoutDoubles(found).flatMap((finding) => asSuggestion(finding, text.tokens) ?? []);
}

/**
 * One suggestion for one reason in one place: of those whose passages overlap the gravest stays, and grows to cover the
 * others. Three more are left out: a guess at words that the glossary has; a guessed name in words that a phrase
 * already explains ("my name is …", "… Brigade"); and a slight detail inside a graver passage, which goes with it.
 */
function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const first = (finding: Finding): number => Number(finding.rule.startsWith('glossary/')) * 2 + Number(explains(finding));
  const inOrder = [...findings].sort((a, b) => first(b) - first(a) || b.severity - a.severity || b.confidence - a.confidence || a.from - b.from);
  const byPlace = new Places(kept);
  for (const finding of inOrder) {
    const { from, to } = rangeOf(finding);
    const near = byPlace.overlapping(from, to);
    const same = near.find((index) => kept[index]?.reason === finding.reason);
    const swallowing = near.find((index) => swallows(kept[index], finding));
    const at = same ?? swallowing;
    const other = at === undefined ? undefined : kept[at];
    if (at === undefined || !other) byPlace.add(finding);
    else if (same !== undefined || (explains(other) && isGuess(finding))) byPlace.grow(at, from, to);
  }
  return kept.sort((a, b) => rangeOf(a).from - rangeOf(b).from || rangeOf(a).to - rangeOf(b).to);
}

const isGuess = ({ rule }: Finding): boolean => /\/(?:name|place)$/u.test(rule);
const explains = ({ rule, reason }: Finding): boolean => reason === 'speaker-identity' || /\/phrase\/(?:unit|street)$/u.test(rule);

function swallows(other: Finding | undefined, finding: Finding): boolean {
  if (!other) return false;
  const { from, to } = rangeOf(other);
  // What explains a name may have grown over it: "Unë quhem" by "quhem Fatmir".
  if (isGuess(finding) && explains(other) && finding.from < to && finding.to > from) return true;
  if (isGuess(finding) && other.rule.startsWith('glossary/') && finding.from < other.to && finding.to > other.from) return true;
  return finding.severity === 1 && finding.reason === 'operational-detail' && other.severity > 1 && finding.from >= from && finding.to <= to;
}

const rangeOf = (finding: Finding): { from: number; to: number } => finding.passage ?? finding;

/** Findings by the words that they cover, so that neighbours are found without looking at all. */
class Places {
  readonly #at = new Map<number, Set<number>>();
  readonly #kept: Finding[];

  constructor(kept: Finding[]) {
    this.#kept = kept;
  }

  overlapping(from: number, to: number): number[] {
    const found = new Set<number>();
    for (let word = from; word < to; word += 1) for (const index of this.#at.get(word) ?? []) found.add(index);
    return [...found].sort((a, b) => a - b);
  }

  add(finding: Finding): void {
    this.#kept.push(finding);
    this.#mark(this.#kept.length - 1);
  }

  grow(index: number, from: number, to: number): void {
    const one = this.#kept[index];
    if (!one) return;
    const known = rangeOf(one);
    this.#kept[index] = { ...one, passage: { from: Math.min(from, known.from), to: Math.max(to, known.to) } };
    this.#mark(index);
  }

  #mark(index: number): void {
    const one = this.#kept[index];
    if (!one) return;
    const { from, to } = rangeOf(one);
    for (let word = from; word < to; word += 1) {
      const there = this.#at.get(word);
      if (there) there.add(index);
      else this.#at.set(word, new Set([index]));
    }
  }
}
