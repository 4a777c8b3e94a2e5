import { createHash } from 'node:crypto';
import type { LanguageCode, Reason, WordAnchor } from '../../../shared/domain';
import type { AtRisk, Severity } from './lexicon';
import type { Token } from './tokens';

/** A passage that somebody should judge. */
export interface Suggestion {
  readonly span: WordAnchor;
  readonly reason: Reason;
  readonly atRisk: AtRisk;
  /** 3: names the act, the person or the place outright. 1: of use only together with something else. */
  readonly severity: Severity;
  /** How sure the rule is of itself, 0 to 1; not a probability. */
  readonly confidence: number;
  /** The speaker says that he did not. */
  readonly denial: boolean;
  /** Which rule of which lexicon fired: `hbs/act/shooting`. */
  readonly rule: string;
  /** The sentence for a person: `suggestions.why.<key>` of the message catalogue, with the words that made the rule fire. */
  readonly why: { readonly key: string; readonly words: string; readonly translation?: LanguageCode };
  /**
   * The same for the same words in the same surroundings, whatever the script, the segments and their times: what was
   * rejected once is known by it. 32 hexadecimal digits, of no use without the text.
   */
  readonly fingerprint: string;
}

/** What a rule found, in indexes of tokens, `to` exclusive. */
export interface Finding extends Pick<Suggestion, 'reason' | 'atRisk' | 'severity' | 'confidence' | 'rule'> {
  readonly key: string;
  readonly denial?: boolean;
  /** The words that made the rule fire. */
  readonly from: number;
  readonly to: number;
  /** The passage, where it is more than they. */
  readonly passage?: { readonly from: number; readonly to: number };
}

/** Words on either side that make the surroundings. */
const NEIGHBOURS = 4;

/** @returns null where the finding holds no word. */
export function asSuggestion(finding: Finding, tokens: readonly Token[]): Suggestion | null {
  const { from, to } = finding.passage ?? finding;
  const first = tokens[from];
  const last = tokens[to - 1];
  if (!first || !last) return null;
  const { reason, atRisk, severity, confidence, rule, key, denial = false } = finding;
  const folded = (start: number, end: number): string => tokens.slice(Math.max(0, start), end).map((token) => token.folded).join(' ');
  const hash = createHash('sha256').update([rule, folded(finding.from, finding.to), folded(finding.from - NEIGHBOURS, finding.from), folded(finding.to, finding.to + NEIGHBOURS)].join('\n'));
  return {
    span: { fromSegmentId: first.segment.id, fromWord: first.word, toSegmentId: last.segment.id, toWord: last.word },
    reason, atRisk, severity, confidence, denial, rule,
    why: { key, words: tokens.slice(finding.from, finding.to).map((token) => token.raw).join(' ') },
    fingerprint: hash.digest('hex').slice(0, 32),
  };
}
