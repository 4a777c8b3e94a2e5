import type { CompiledLexicon } from './compile';
import type { Finding } from './suggestion';
import { rangeOf, type Text } from './tokens';

const WRITTEN = /^\P{L}*(?:[0-3]?\d\s?[./-]\s?[01]?\d\s?[./-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)\P{L}*$/u;
/** Also with the ending that some languages join to it: `2015-а`, `1999ta`. */
const YEAR = /^(?:19|20)\d{2}\p{L}{0,3}$/u;
const DAY = /^(?:[12]?\d|3[01])(?:st|nd|rd|th|ti|og|ti)?$/u;

/** Days, and months of a year. A year alone tells so little that it is let go; the passage can still be marked by hand. */
export function dates(text: Text, lexicon: CompiledLexicon): Finding[] {
  const { tokens } = text;
  const found: Finding[] = [];
  const add = (from: number, to: number, severity: 1 | 2): void => {
    found.push({ reason: 'place-or-date', atRisk: 'third-person', severity, confidence: 0.85, rule: `${lexicon.lexicon.language}/date`, key: 'date', from, to });
  };
  for (const [at, token] of tokens.entries()) {
    if (WRITTEN.test(token.raw)) add(at, at + 1, 2);
    const { from: first, to: end } = rangeOf(text.sentences, token.sentence);
    const month = lexicon.months.at(tokens, at, end)[0];
    if (!month) continue;
    let from = at;
    let { to } = month;
    let day = false;
    const before = tokens[at - 1];
    const after = tokens[to];
    // English puts an "of" between, and the day behind.
    const dayAt = before?.folded === 'of' ? at - 2 : at - 1;
    const isDay = (index: number): boolean => index >= first && (DAY.test(tokens[index]?.folded ?? '') || lexicon.ordinals.has(tokens, index, index + 1));
    if (isDay(dayAt)) { from = dayAt; day = true; } else if (to < end && after && isDay(to)) { to += 1; day = true; }
    // "petog" may be "dvadeset petog".
    if (day && from > first && from < at && isDay(from - 1)) from -= 1;
    const connecting = to < end && ['of', 'in', 'te', 'na', 'leta'].includes(tokens[to]?.folded ?? '') ? 1 : 0;
    const year = to + connecting < end && YEAR.test(tokens[to + connecting]?.folded ?? '');
    if (year) to += connecting + 1;
    if (day || year) add(from, to, day ? 2 : 1);
  }
  return found;
}
