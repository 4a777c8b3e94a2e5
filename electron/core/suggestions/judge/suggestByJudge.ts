import type { Segment } from '../../../../shared/domain';
import { isQuotation } from '../acts';
import { compiled, type CompiledLexicon } from '../compile';
import { asks, stretches, type SuggestOptions } from '../suggest';
import { asSuggestion, type Suggestion } from '../suggestion';
import { read, type Range, type Text, type Token } from '../tokens';
import type { Judge } from './model';

/** Words told as the reason. */
const TOLD = 4;
/** Longer sentences, as recognisers write that leave punctuation out, are judged in parts. */
const LONGEST = 40;
/** Words of a part: as many as an ordinary sentence has, cut where a clause begins if one does. */
const PART = { least: 9, most: 22 } as const;
/** In fewer words there is nothing to judge by. */
const FEWEST = 3;

/**
 * Sentences that read like admissions although no rule knows their words. Severity 1: a reader should look
 * at them; how sure the judge is stands in `confidence`. Questions, quotations and what the interviewer says are left.
 *
 * @param found by the rules: a sentence in which they propose self-incrimination is not proposed a second time.
 */
export function suggestByJudge(segments: readonly Segment[], found: readonly Suggestion[], judge: Judge, options: SuggestOptions): Suggestion[] {
  const isInterviewer = asks(options);
  const covered = coveredBy(segments, found);
  return stretches(segments, options).flatMap(({ segments: own, lexicon: raw }) => {
    const lexicon = compiled(raw);
    const text = read(own, lexicon);
    return partsOf(text, lexicon).flatMap((part): Suggestion[] => {
      const tokens = text.tokens.slice(part.from, part.to);
      if (tokens.length < FEWEST || isQuestion(tokens) || tokens.some(isInterviewer) || tokens.some(covered) || isTold(text, part, lexicon)) return [];
      const { probability, weighing } = judge.judge(tokens.map(({ folded }) => folded), raw.language);
      if (probability < judge.threshold) return [];
      const finding = { reason: 'self-incrimination', atRisk: 'speaker', severity: 1, confidence: Math.round(probability * 100) / 100, rule: `${raw.language}/${JUDGED}`, key: JUDGED, ...part } as const;
      const suggestion = asSuggestion(finding, text.tokens);
      return suggestion ? [{ ...suggestion, why: { key: JUDGED, words: weightiest(tokens, weighing) } }] : [];
    });
  });
}

/** In the name of the rule and of its sentence in the catalogue. */
export const JUDGED = 'judged';
export const isJudged = ({ why }: Pick<Suggestion, 'why'>): boolean => why.key === JUDGED;

/** The words that speak most for it, in their order. */
function weightiest(tokens: readonly Token[], weighing: readonly number[]): string {
  const best = weighing.map((weight, at) => ({ weight, at })).filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight || a.at - b.at).slice(0, TOLD);
  return best.sort((a, b) => a.at - b.at).map(({ at }) => (tokens[at]?.raw ?? '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).join(' … ');
}

/** Sentences; of those without end, pieces that begin with a clause where one does. */
function partsOf({ tokens, sentences }: Text, { beginsClause }: CompiledLexicon): Range[] {
  return sentences.flatMap(({ from, to }) => {
    if (to - from <= LONGEST) return [{ from, to }];
    const parts: Range[] = [];
    let start = from;
    for (let at = from + 1; at < to; at += 1) {
      const begins = tokens[at]?.clause !== tokens[at - 1]?.clause || beginsClause(tokens[at]?.folded ?? '');
      if (at - start < PART.most && !(begins && at - start >= PART.least)) continue;
      parts.push({ from: start, to: at });
      start = at;
    }
    return [...parts, { from: start, to }];
  });
}

function isQuestion(tokens: readonly Token[]): boolean {
  return /\?["'”“»)\]]*$/u.test(tokens.at(-1)?.raw ?? '');
}

/** Somebody else's words, or a film: what the rules leave, the judge leaves. */
function isTold(text: Text, { from, to }: Range, lexicon: CompiledLexicon): boolean {
  if (lexicon.sets.fiction.in(text.tokens, from, to)) return true;
  return text.tokens.slice(from, to).some((token) => token.quoted && isQuotation(text, token, lexicon));
}

/** Whether a word lies where self-incrimination is proposed already. */
function coveredBy(segments: readonly Segment[], found: readonly Suggestion[]): (token: Token) => boolean {
  const order = new Map(segments.map(({ id }, at) => [id, at]));
  const at = (segmentId: string, word: number): number => (order.get(segmentId) ?? 0) * 1e6 + word;
  const taken = found.filter(({ reason }) => reason === 'self-incrimination').map(({ span }) => ({ from: at(span.fromSegmentId, span.fromWord), to: at(span.toSegmentId, span.toWord) })).sort((a, b) => a.from - b.from);
  return ({ segment, word }) => { const here = at(segment.id, word); return taken.some(({ from, to }) => from <= here && here <= to); };
}
