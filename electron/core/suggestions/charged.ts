import { isQuotation } from './acts';
import type { CompiledLexicon } from './compile';
import { anyOf, conditionalIn, denies, nearestAuxiliary, unreal } from './subject';
import type { Finding } from './suggestion';
import { rangeOf, type Range, type Text, type Token } from './tokens';

/** Words of a clause without an auxiliary that may have no verb: more have one of their own. */
const APPOSITION = 6;

/**
 * Clauses in the first person with a grave word in them (a weapon, a body, a captive, a unit) and no verb that an act
 * of the lexicon knows: what people say about what they did without naming it ("the spot for the pit I chose myself").
 * Proposed with the least severity, so that it waits for a reader and holds up no export.
 */
export function chargedClauses(text: Text, lexicon: CompiledLexicon, isInterviewer: (token: Token) => boolean): Finding[] {
  const { charged } = lexicon;
  if (!charged) return [];
  const found: Finding[] = [];
  for (let at = 0; at < text.tokens.length; at += 1) {
    const token = text.tokens[at];
    if (!token || isInterviewer(token)) continue;
    const clause = rangeOf(text.clauses, token.clause);
    const match = charged.words.at(text.tokens, at, clause.to)[0];
    if (!match) continue;
    const own = firstPerson(text, clause, at, lexicon);
    const person = own ?? (clause.to - clause.from <= APPOSITION ? clauseBefore(text, token, lexicon) : null);
    if (!person || charged.mild.in(text.tokens, clause.from, clause.to) || lexicon.sets.harmless.in(text.tokens, clause.from, clause.to) || isQuotation(text, token, lexicon)) continue;
    found.push({
      reason: 'self-incrimination', atRisk: 'speaker', severity: 1, confidence: 0.4, denial: person.denied,
      rule: `${lexicon.lexicon.language}/charged`, key: person.denied ? 'denied-charged' : 'charged', from: at, to: match.to, passage: clause,
    });
    at = match.to - 1;
  }
  return found;
}

/** "That was my trade, the mines": words without a verb go with the clause before, in the same sentence. */
function clauseBefore(text: Text, { clause, sentence }: Token, lexicon: CompiledLexicon): { denied: boolean } | null {
  const own = rangeOf(text.clauses, clause);
  const before = rangeOf(text.clauses, clause - 1);
  if (before.to === before.from || text.tokens[before.from]?.sentence !== sentence || lexicon.words.subordinators.has(text.tokens[own.from]?.folded ?? '')) return null;
  if (nearestAuxiliary(text.tokens, own, own.from, undefined, lexicon) || lexicon.charged?.mild.in(text.tokens, before.from, before.to)) return null;
  return firstPerson(text, before, before.to - 1, lexicon);
}

/** Whether the clause is the speaker's: by the auxiliary nearest to the grave word, else by the ending of a verb. */
function firstPerson(text: Text, clause: Range, at: number, lexicon: CompiledLexicon): { denied: boolean } | null {
  const { tokens } = text;
  const sentence = rangeOf(text.sentences, tokens[at]?.sentence ?? 0);
  const pronoun = lexicon.lexicon.grammar.subject === 'pronoun';
  if (!pronoun && anyOf(tokens, clause.from, clause.to, lexicon.words.others)) return null;
  if (unreal(text, clause, sentence, lexicon) || conditionalIn(tokens, clause, lexicon)) return null;
  if (lexicon.sets.fiction.in(tokens, sentence.from, sentence.to)) return null;
  const denied = denies(tokens, clause, clause.to, lexicon);
  if (pronoun) return subjectLastNamed(tokens, clause, at, lexicon) ? { denied } : null;
  const found = nearestAuxiliary(tokens, clause, at, undefined, lexicon);
  if (found?.auxiliary.person === 1 && found.auxiliary.mood === 'real') return { denied: found.auxiliary.negative || denied };
  const said = anyOf(tokens, clause.from, clause.to, lexicon.words.first) || tokens.slice(clause.from, clause.to).some(({ folded }) => lexicon.charged?.isFirst(folded));
  return found === null && said ? { denied } : null;
}

/** Whether the last subject before the word is the speaker (English). */
function subjectLastNamed(tokens: readonly Token[], clause: Range, at: number, lexicon: CompiledLexicon): boolean {
  for (let index = at - 1; index >= clause.from; index -= 1) {
    const folded = tokens[index]?.folded ?? '';
    if (lexicon.words.first.has(folded)) return true;
    if (lexicon.words.others.has(folded) && folded !== 'it') return false;
  }
  return false;
}
