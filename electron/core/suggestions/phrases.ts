import type { CompiledLexicon } from './compile';
import type { Finding } from './suggestion';
import { rangeOf, type Text } from './tokens';

/** The lexicon's sequences of words: identity, victims, the room of the interview, operations, dignity. */
export function phrases(text: Text, lexicon: CompiledLexicon): Finding[] {
  const found: Finding[] = [];
  for (const [at, token] of text.tokens.entries()) {
    const sentence = rangeOf(text.sentences, token.sentence);
    for (const { value: { rule, near, without }, to } of lexicon.phrases.at(text.tokens, at, sentence.to)) {
      if (near && !near.in(text.tokens, sentence.from, sentence.to)) continue;
      if (without.in(text.tokens, sentence.from, sentence.to) || lexicon.sets.fiction.in(text.tokens, sentence.from, sentence.to)) continue;
      const last = text.tokens[to - 1] ?? token;
      const whole = rule.atRisk === 'victim' ? { from: rangeOf(text.clauses, token.clause).from, to: Math.max(to, rangeOf(text.clauses, last.clause).to) } : { from: at, to };
      found.push({
        reason: rule.reason, atRisk: rule.atRisk, severity: rule.severity, confidence: rule.confidence,
        rule: `${lexicon.lexicon.language}/phrase/${rule.id}`, key: rule.reason, from: at, to, passage: whole,
      });
    }
  }
  return found;
}
