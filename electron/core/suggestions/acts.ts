import type { ActForm, CompiledLexicon } from './compile';
import type { Severity } from './lexicon';
import { standingOf } from './subject';
import type { Finding } from './suggestion';
import { rangeOf, type Text, type Token } from './tokens';

/** Words on either side of a verb in which its object or idiom stands. */
const REACH = 8;

/** Clauses in which the speaker says what he did himself, or that he did not. */
export function acts(text: Text, lexicon: CompiledLexicon, isInterviewer: (token: Token) => boolean): Finding[] {
  const found: Finding[] = [];
  for (const [at, token] of text.tokens.entries()) {
    const sentence = rangeOf(text.sentences, token.sentence);
    for (const { value: form, to } of lexicon.acts.at(text.tokens, at, sentence.to)) {
      if (isInterviewer(token)) continue;
      const finding = judge(form, text, at, to, lexicon);
      if (finding) found.push(finding);
    }
  }
  return found;
}

function judge(form: ActForm, text: Text, at: number, to: number, lexicon: CompiledLexicon): Finding | null {
  const { tokens } = text;
  const token = tokens[at];
  if (!token) return null;
  const sentence = rangeOf(text.sentences, token.sentence);
  const { act, with: objects, without, sure } = form.act;
  const near = { from: Math.max(sentence.from, at - REACH), to: Math.min(sentence.to, to + REACH) };
  if (objects && (!form.whole || form.act.act.strict) && !objects.in(tokens, near.from, near.to)) return null;
  if ((without.in(tokens, near.from, near.to) || lexicon.sets.harmless.in(tokens, near.from, near.to)) && !sure?.in(tokens, near.from, near.to)) return null;
  // "The papers made that up" names no fiction of the speaker's.
  if (form.kind !== 'denial' && lexicon.sets.fiction.in(tokens, sentence.from, sentence.to)) return null;
  const standing = standingOf(form, { text, at, to }, lexicon);
  if (!standing || isQuotation(text, token, lexicon)) return null;
  const severity: Severity = standing.denied ? 1 : weaker(act.severity, standing.weakened || form.kind === 'infinitive');
  const from = Math.min(standing.shownAt, at);
  return {
    reason: 'self-incrimination', atRisk: 'speaker', severity, confidence: standing.confidence, denial: standing.denied,
    rule: `${lexicon.lexicon.language}/act/${act.id}`, key: standing.denied ? `denied-${act.kind}` : act.kind,
    from: at, to,
    passage: { from: Math.max(rangeOf(text.clauses, tokens[from]?.clause ?? 0).from, sentence.from), to: Math.max(to, rangeOf(text.clauses, token.clause).to) },
  };
}

function weaker(severity: Severity, by: boolean): Severity {
  return by && severity > 1 ? (severity === 3 ? 2 : 1) : severity;
}

/**
 * Somebody else's words: in quotation marks or behind a colon, with "he said" in the sentence or the one before; or said
 * without any marks behind one who shouts or boasts.
 */
export function isQuotation(text: Text, token: Token, lexicon: CompiledLexicon): boolean {
  const own = rangeOf(text.sentences, token.sentence);
  if (lexicon.sets.boasting.in(text.tokens, own.from, text.tokens.indexOf(token, own.from))) return true;
  if (!token.quoted) return false;
  const from = rangeOf(text.sentences, Math.max(0, token.sentence - 1)).from;
  const { to } = rangeOf(text.sentences, token.sentence);
  return lexicon.sets.reporting.in(text.tokens, from, to);
}
