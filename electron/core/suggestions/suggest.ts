import type { LanguageCode, Segment } from '../../../shared/domain';
import { acts } from './acts';
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
export function suggest(segments: readonly Segment[], { language, glossary, lexicons, interviewers = [] }: SuggestOptions): Suggestion[] {
  const asking = new Set(interviewers);
  const isInterviewer = ({ segment }: Token): boolean => segment.speakerId !== undefined && asking.has(segment.speakerId);
  const lexiconFor = ({ language: own }: Segment): Lexicon | undefined => {
    const code = lexiconCodeOf(own === 'und' ? language : own);
    return code === null ? undefined : lexicons[code];
  };
  const suggestions: Suggestion[] = [];
  for (let from = 0; from < segments.length;) {
    const first = segments[from];
    if (!first) break;
    const lexicon = lexiconFor(first);
    let to = from + 1;
    for (let next = segments[to]; next && lexiconFor(next) === lexicon; next = segments[to]) to += 1;
    if (lexicon) suggestions.push(...inOneLanguage(segments.slice(from, to), glossary, compiled(lexicon), isInterviewer));
    from = to;
  }
  return suggestions;
}

function inOneLanguage(segments: readonly Segment[], glossary: readonly KnownTerm[], lexicon: CompiledLexicon, isInterviewer: (token: Token) => boolean): Suggestion[] {
  const text = read(segments, lexicon);
  const found = [...glossaryTerms(text, glossary, lexicon), ...acts(text, lexicon, isInterviewer), ...phrases(text, lexicon), ...numbers(text, lexicon), ...dates(text, lexicon), ...names(text, lexicon)];
  return withoutDoubles(found).flatMap((finding) => asSuggestion(finding, text.tokens) ?? []);
}

const range = (finding: Finding): { from: number; to: number } => finding.passage ?? finding;

/**
 * One suggestion for one reason in one place: of those whose passages overlap the gravest stays, and grows to cover the
 * others. A glossary term, being the interview's own, wins over a guess at the same words.
 */
function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const inOrder = [...findings].sort((a, b) => b.severity - a.severity || b.confidence - a.confidence || a.from - b.from);
  for (const finding of inOrder) {
    const { from, to } = range(finding);
    const at = kept.findIndex((other) => {
      const theirs = range(other);
      const named = other.rule.startsWith('glossary/') && finding.from < other.to && finding.to > other.from && !finding.rule.includes('/act/');
      return named || (other.reason === finding.reason && from < theirs.to && to > theirs.from);
    });
    const other = kept[at];
    if (!other) kept.push(finding);
    else if (other.reason === finding.reason) kept[at] = { ...other, passage: { from: Math.min(from, range(other).from), to: Math.max(to, range(other).to) } };
  }
  return kept.sort((a, b) => range(a).from - range(b).from || range(a).to - range(b).to);
}
