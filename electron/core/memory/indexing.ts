import { searchWords } from '../../../shared/text';
import { transaction, type Database } from '../vault/database';
import { memoryPairs } from './pairs';

/** Pairs folded in one transaction: a few hundredths of a second. */
const BATCH = 50;
/** Milliseconds that a search takes for what is new: what a person did since the last one fits in. */
export const AT_A_SEARCH_MS = 80;

/** How many pairs are new or were changed and wait to be indexed. */
export function memoryWaiting(db: Database): number {
  return db.prepare<[], number>('SELECT count(*) FROM memory_search WHERE source IS NULL').pluck().get() ?? 0;
}

/**
 * Folds and indexes pairs that wait, in small transactions: whatever ends it, what was indexed stays so and the rest waits. What
 * is no pair any more (its original was changed, or is gone) is indexed as nothing.
 *
 * @param withinMs begins no transaction after that many milliseconds.
 * @returns how many were indexed; fewer wait afterwards only if something else changes.
 */
export function indexMemory(db: Database, withinMs: number): number {
  const until = performance.now() + withinMs;
  const waiting = db.prepare<[], { id: number; ref: string }>(`SELECT id, ref FROM memory_search WHERE source IS NULL ORDER BY id LIMIT ${BATCH}`);
  const store = db.prepare<[string, string, number]>('UPDATE memory_search SET source = ?, target = ? WHERE id = ?');
  let indexed = 0;
  for (;;) {
    const count = transaction(db, () => {
      const rows = waiting.all();
      const pairs = new Map(memoryPairs(db, rows.map(({ ref }) => ref)).map((pair) => [pair.id, pair]));
      for (const { id, ref } of rows) {
        const pair = pairs.get(ref);
        store.run(searchWords(pair?.source ?? '').join(' '), searchWords(pair?.target ?? '').join(' '), id);
      }
      return rows.length;
    });
    indexed += count;
    if (count < BATCH || performance.now() >= until) return indexed;
  }
}
