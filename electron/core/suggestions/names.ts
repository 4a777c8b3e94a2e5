import { matchForms } from '../../../shared/inflection';
import type { CompiledLexicon } from './compile';
import { languageOf } from './fold';
import type { Finding } from './suggestion';
import { rangeOf, type Text, type Token } from './tokens';

/** Parts of names that are written small. */
const PARTICLES = new Set(['el', 'al', 'es', 'ibn', 'bin', 'ben', 'von', 'van', 'de', 'abu', 'ebu', 'umm']);

type Part = Pick<Finding, 'confidence' | 'severity'> & { readonly what: 'person' | 'place' };

/** Names of people and places that no glossary knows: by given names, endings, titles, and the capital letter. */
export function names(text: Text, lexicon: CompiledLexicon): Finding[] {
  const { tokens } = text;
  const found: Finding[] = [];
  for (let at = 0; at < tokens.length;) {
    const { to: end } = rangeOf(text.sentences, tokens[at]?.sentence ?? 0);
    const place = knownPlace(tokens, at, lexicon);
    const to = place > at ? place : runFrom(tokens, at, end, lexicon);
    const part = place > at ? placeAt(tokens, at, lexicon) : to > at ? judged(tokens, at, to, rangeOf(text.clauses, tokens[at]?.clause ?? 0).from, lexicon) : null;
    if (part) found.push(finding(part, at, to, lexicon));
    at = Math.max(at + 1, to);
  }
  return found;
}

function finding({ what, confidence, severity }: Part, from: number, to: number, lexicon: CompiledLexicon): Finding {
  const named = `${lexicon.lexicon.language}/${what === 'person' ? 'name' : 'place'}`;
  return { reason: what === 'person' ? 'names-third-person' : 'place-or-date', atRisk: 'third-person', severity, confidence, rule: named, key: what, from, to };
}

function knownPlace(tokens: readonly Token[], at: number, lexicon: CompiledLexicon): number {
  const token = tokens[at];
  if (!token?.capital) return at;
  const language = languageOf(lexicon.lexicon.language);
  let best = at;
  for (const forms of lexicon.places.known.get(token.folded) ?? []) {
    const words = tokens.slice(at, at + forms.length).map((one) => one.raw);
    if (at + forms.length > best && matchForms(forms, words, language)) best = at + forms.length;
  }
  return best;
}

/** A known town alone tells little, unless a word of place before it says that it is a village, a street, a camp. */
function placeAt(tokens: readonly Token[], at: number, lexicon: CompiledLexicon): Part {
  return { what: 'place', confidence: 0.8, severity: setEndsAt(tokens, at, lexicon.places.nouns) ? 2 : 1 };
}

/** The end of a row of words that could be one name. */
function runFrom(tokens: readonly Token[], at: number, end: number, lexicon: CompiledLexicon): number {
  const starts = couldName(tokens, at, end, lexicon) || lexicon.names.kunyas.has(tokens[at]?.folded ?? '');
  if (!starts) return at;
  let to = at + 1;
  while (to < end && !/[,;:)]["'”“»]*$/u.test(tokens[to - 1]?.raw ?? '')) {
    const token = tokens[to];
    if (!token || token.segment.footageId !== tokens[at]?.segment.footageId) break;
    const particle = PARTICLES.has(token.folded) && couldName(tokens, to + 1, end, lexicon);
    const behindKunya = lexicon.names.kunyas.has(tokens[to - 1]?.folded ?? '');
    if (!couldName(tokens, to, end, lexicon) && !particle && !behindKunya) break;
    to += 1;
  }
  return to;
}

function couldName(tokens: readonly Token[], at: number, end: number, lexicon: CompiledLexicon): boolean {
  const token = tokens[at];
  if (!token?.capital || token.folded.length < 2 || /\d/u.test(token.folded)) return false;
  const letters = token.raw.replace(/\P{L}/gu, '');
  if (letters.length > 1 && letters.length <= 6 && letters === letters.toUpperCase()) return false;
  // "Near Aleppo", at the start of a sentence.
  if (token.opens && lexicon.places.prepositions.has(token.folded)) return false;
  if (lexicon.words.first.has(token.folded) || lexicon.words.others.has(token.folded)) return false;
  return !lexicon.names.ignored.has(tokens, at, end) && !lexicon.places.nouns.has(tokens, at, at + 1);
}

function judged(tokens: readonly Token[], at: number, to: number, clauseFrom: number, lexicon: CompiledLexicon): Part | null {
  const row = tokens.slice(at, to);
  const kunya = row.some((token, index) => lexicon.names.kunyas.has(token.folded) && index + 1 < row.length);
  if (kunya) return person(0.9, 3);
  const given = row.some((token) => token.capital && lexicon.names.given.has(token.folded));
  const surname = row.some((token) => lexicon.names.endings.some((ending) => token.folded.length >= ending.length + 2 && token.folded.endsWith(ending)));
  const starts = tokens[at]?.starts ?? false;
  const opens = starts || (tokens[at]?.opens ?? false);
  if (!starts && setEndsAt(tokens, at, lexicon.places.nouns)) return { what: 'place', confidence: 0.8, severity: 3 };
  if (given && row.length > 1) return person(0.9, 3);
  if (!starts && setEndsAt(tokens, at, lexicon.names.introductions)) return person(0.85, 3);
  if (given) return person(opens ? 0.75 : 0.85, 2);
  if (!starts && setEndsAt(tokens, at, lexicon.names.titles)) return person(0.8, 3);
  const before = tokens[at - 1];
  const led = before !== undefined && at > clauseFrom && lexicon.places.prepositions.has(before.folded);
  if (surname && !opens) return led && row.length === 1 ? { what: 'place', confidence: 0.5, severity: 2 } : person(0.75, 3);
  if (surname && row.length > 1) return person(0.7, 3);
  if (opens) return null;
  if (led) return { what: 'place', confidence: 0.5, severity: 2 };
  return person(row.length > 1 ? 0.6 : 0.45, 2);
}

function person(confidence: number, severity: 2 | 3): Part {
  return { what: 'person', confidence, severity };
}

/** Whether a pattern of the set ends right before `at`, in the same sentence. */
function setEndsAt(tokens: readonly Token[], at: number, set: CompiledLexicon['places']['nouns']): boolean {
  for (let start = Math.max(0, at - 4); start < at; start += 1) {
    if (tokens[start]?.sentence !== tokens[at]?.sentence) continue;
    for (const { to } of set.at(tokens, start, at)) if (to === at) return true;
  }
  return false;
}
