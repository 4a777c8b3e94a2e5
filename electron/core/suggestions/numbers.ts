import type { CompiledLexicon } from './compile';
import type { Finding } from './suggestion';
import type { PatternSet } from './pattern';
import { rangeOf, type Text, type Token } from './tokens';

/**
 * Number plates of the region as they are written: Bosnia A12-J-345, Croatia ZG 1234-AB, Serbia BG 123-AB, Kosovo
 * 01-123-AB, North Macedonia SK 1234 AB, Bulgaria CA 1234 BC, Slovenia LJ AB-123, Montenegro PG AB123, Albania AA 123 AA.
 */
const PLATE = /^(?:\p{Lu}\d{2}-?\p{Lu}-?\d{3}|\d{3}-\p{Lu}-\d{3}|\p{Lu}{1,2}[- ]?\d{3,4}[- ]?\p{Lu}{2}|0[1-7][- ]?\d{3}[- ]?\p{Lu}{2}|\p{Lu}{2}[- ]\p{Lu}{2}[- ]?\d{3}|\p{Lu}{2}[- ]\p{Lu}\d[- ]?\d{2,3}\p{Lu}?)$/u;
const DIGITS = /^\+?[\d()/.-]+$/u;

/** Telephone numbers, written or spoken digit by digit, and number plates. */
export function numbers(text: Text, lexicon: CompiledLexicon): Finding[] {
  const { tokens } = text;
  const found: Finding[] = [];
  for (let at = 0; at < tokens.length;) {
    const { to: end } = rangeOf(text.sentences, tokens[at]?.sentence ?? 0);
    const plate = plateAt(tokens, at, end, lexicon);
    if (plate > at) {
      found.push(finding('plate', at, plate, tokens, lexicon));
      at = plate;
      continue;
    }
    const to = digitsFrom(tokens, at, end, lexicon);
    if (to > at && isPhone(tokens, at, to, lexicon)) found.push(finding('phone', at, to, tokens, lexicon));
    at = Math.max(at + 1, to);
  }
  return found;
}

function finding(key: 'plate' | 'phone', from: number, to: number, tokens: readonly Token[], lexicon: CompiledLexicon): Finding {
  const mine = nearBefore(tokens, from, lexicon.mine);
  return { reason: mine ? 'speaker-identity' : 'names-third-person', atRisk: mine ? 'speaker' : 'third-person', severity: 3, confidence: 0.85, rule: key, key, from, to };
}

const bare = (token: Token | undefined): string => (token?.raw ?? '').replace(/^[^\p{L}\p{N}+(]+|[^\p{L}\p{N})]+$/gu, '');

function plateAt(tokens: readonly Token[], at: number, end: number, lexicon: CompiledLexicon): number {
  // Looked at first, because most words fail it.
  if (!/[\p{Lu}\d]/u.test(tokens[at]?.raw ?? '') || !tokens.slice(at, Math.min(end, at + 3)).some((token) => /\d/u.test(token.raw))) return at;
  const said = nearBefore(tokens, at, lexicon.plateWords);
  for (const words of [3, 2, 1]) {
    if (at + words > end) continue;
    const written = tokens.slice(at, at + words).map(bare).join(words > 1 ? ' ' : '');
    // A type of weapon or a road looks like some plates; they have one letter or few digits.
    if (PLATE.test(written) && (said || (written.match(/\d/gu) ?? []).length >= 3)) return at + words;
  }
  return at;
}

function digitsFrom(tokens: readonly Token[], at: number, end: number, lexicon: CompiledLexicon): number {
  let to = at;
  while (to < end && (DIGITS.test(bare(tokens[to])) || lexicon.digits.has(tokens[to]?.folded ?? ''))) to += 1;
  return to;
}

function isPhone(tokens: readonly Token[], from: number, to: number, lexicon: CompiledLexicon): boolean {
  const row = tokens.slice(from, to);
  const written = row.map(bare).join(' ');
  const spoken = row.filter((token) => lexicon.digits.has(token.folded)).length;
  const count = written.replace(/\D/gu, '').length + spoken;
  if (count < 6 || count > 15) return false;
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/u.test(written) || /^\d{4}-\d{2}-\d{2}$/u.test(written)) return false;
  if (row.length <= 2 && lexicon.units.has(tokens, to, to + 2)) return false;
  if (nearBefore(tokens, from, lexicon.phoneWords)) return true;
  return spoken >= 6 || /^(?:\+|00|0\d)/u.test(written);
}

/** Whether one of a set stands among the six words before, in the same sentence. */
function nearBefore(tokens: readonly Token[], at: number, set: PatternSet<true>): boolean {
  for (let start = Math.max(0, at - 6); start < at; start += 1) {
    if (tokens[start]?.sentence === tokens[at]?.sentence && set.has(tokens, start, at)) return true;
  }
  return false;
}
