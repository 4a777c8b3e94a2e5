import type { LanguageCode } from '../../../shared/domain';
import { searchWords } from '../../../shared/text';
import type { Database } from '../vault/database';
import { AT_A_SEARCH_MS, indexMemory } from './indexing';
import { likeness } from './likeness';
import { memoryPairs, type MemoryPair } from './pairs';
import { findWanted, parseWanted, toMatch, type Wanted } from './wanted';

export interface Concordance extends MemoryPair {
  readonly sourceMarks: number[];
  readonly targetMarks: number[];
}
export interface Similar extends MemoryPair {
  /** 0 to 1. */
  readonly likeness: number;
}

/** Of what the index gives, words in a row are still to be looked for. */
const CANDIDATES = 2_000;
/** Pairs less like a text help nobody. */
export const LEAST_LIKENESS = 0.55;
const SIMILAR_CANDIDATES = 300;
/** Words by which similar texts are sought: the longest tell most. */
const TELLING = 8;
const RANK: Readonly<Record<MemoryPair['state'], number>> = { approved: 3, checked: 2, edited: 1, imported: 0 };

/** Pairs that hold every word of a query in either language, in whatever form and script; people's best work first. @param indexMs what may be spent on indexing first. */
export function concordance(db: Database, query: string, limit: number, indexMs = AT_A_SEARCH_MS): Concordance[] {
  const wanted = parseWanted(query);
  if (wanted.length === 0) return [];
  indexMemory(db, indexMs);
  const refs = db.prepare<[string, number], { ref: string }>('SELECT e.ref FROM memory_fts JOIN memory_search AS e ON e.id = memory_fts.rowid WHERE memory_fts MATCH ? ORDER BY memory_fts.rowid DESC LIMIT ?').all(toMatch(wanted), CANDIDATES).map(({ ref }) => ref);
  return concordanceOf(inOrder(memoryPairs(db, refs), refs), wanted, limit);
}

/** {@link concordance} over pairs at hand. */
export function concordanceOf(pairs: readonly MemoryPair[], wanted: readonly Wanted[], limit: number): Concordance[] {
  return pairs.flatMap((pair) => {
    const marks = findWanted(wanted, pair.source, pair.target);
    return marks ? [{ ...pair, ...marks }] : [];
  }).sort((a, b) => RANK[b.state] - RANK[a.state]).slice(0, limit);
}

/** Pairs whose original is like a text, the likest first. @param o.but the translation that the text has itself. */
export function similarPairs(db: Database, text: string, o: { readonly language: LanguageCode; readonly but: string; readonly limit: number; readonly indexMs?: number }): Similar[] {
  const words = [...new Set(searchWords(text))].sort((a, b) => b.length - a.length).slice(0, TELLING);
  if (words.length === 0) return [];
  indexMemory(db, o.indexMs ?? AT_A_SEARCH_MS);
  // Endings differ where a sentence is said again: a word's beginning is enough to look at it.
  const match = `source : (${words.map((word) => (word.length >= 6 ? `"${word.slice(0, -2)}"*` : `"${word}"`)).join(' OR ')})`;
  const refs = db.prepare<[string, number], { ref: string }>('SELECT e.ref FROM memory_fts JOIN memory_search AS e ON e.id = memory_fts.rowid WHERE memory_fts MATCH ? ORDER BY rank LIMIT ?').all(match, SIMILAR_CANDIDATES).map(({ ref }) => ref);
  const seen = new Set<string>();
  return memoryPairs(db, refs)
    .filter(({ id, targetLanguage }) => id !== o.but && targetLanguage === o.language)
    .map((pair) => ({ ...pair, likeness: likeness(text, pair.source) }))
    .filter((pair) => pair.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || RANK[b.state] - RANK[a.state])
    .filter(({ target }) => !seen.has(target) && seen.add(target))
    .slice(0, o.limit);
}

function inOrder(pairs: readonly MemoryPair[], refs: readonly string[]): MemoryPair[] {
  const place = new Map(refs.map((ref, i) => [ref, i]));
  return [...pairs].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}
