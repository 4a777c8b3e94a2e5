import { searchWords } from '../../../shared/text';
import { transaction, type Database } from '../vault/database';
import { memoryPairs } from './pairs';

/** Pairs folded in one transaction. */
const BATCH = 500;

/**
 * Folds and indexes pairs that are new or were changed since. What is no pair any more (its original was changed, or is
 * gone) is indexed as nothing.
 */
export function indexMemory(db: Database): void {
  const waiting = db.prepare<[], { id: number; ref: string }>(`SELECT id, ref FROM memory_search WHERE source IS NULL ORDER BY id LIMIT ${BATCH}`);
  const store = db.prepare<[string, string, number]>('UPDATE memory_search SET source = ?, target = ? WHERE id = ?');
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
    if (count < BATCH) return;
  }
}
