import { schemaVersion, type Database } from './database';

/** Schema version that knows footage whose bytes may come later; tests of older migrations stop before it. */
const AWAITED_SINCE = 3;

/** Gives awaited footage the key of the bytes that have come: from now on it is footage like any other. */
export function markArrived(db: Database, footageId: string, storeKey: Buffer): void {
  db.prepare('UPDATE footage SET store_key = ? WHERE id = ?').run(storeKey, footageId);
  db.prepare('DELETE FROM awaited_footage WHERE footage_id = ?').run(footageId);
}

/** Whether a footage came with a handover as a transcript alone, its bytes still to come. */
export function isAwaited(db: Database, footageId: string): boolean {
  return schemaVersion(db) >= AWAITED_SINCE && db.prepare('SELECT 1 FROM awaited_footage WHERE footage_id = ?').get(footageId) !== undefined;
}
