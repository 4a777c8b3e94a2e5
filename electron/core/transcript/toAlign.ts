import type { Database } from '../vault/database';
import { getSetting, setSetting } from '../vault/settings';
import { listSegments } from './segments';

/** Notes segments whose words have to be found in the sound again; kept in the vault, so that a lock or a crash forgets none. */
export function noteToAlign(db: Database, segmentIds: readonly string[]): void {
  if (segmentIds.length === 0) return;
  setSetting(db, 'toAlign', [...new Set([...getSetting(db, 'toAlign'), ...segmentIds])]);
}

export function doneAligning(db: Database, segmentIds: Iterable<string>): void {
  const done = new Set(segmentIds);
  if (done.size > 0) setSetting(db, 'toAlign', getSetting(db, 'toAlign').filter((id) => !done.has(id)));
}

/** What waits, by footage: ids of segments and their texts. Segments that are gone, and those of which every word is found already, wait no more. */
export function waitingToAlign(db: Database): Map<string, Map<string, string>> {
  const noted = getSetting(db, 'toAlign');
  const footageOf = db.prepare<[string], { footageId: string }>('SELECT footage_id AS footageId FROM segment WHERE id = ?');
  const footageIds = new Set(noted.flatMap((id) => footageOf.get(id)?.footageId ?? []));
  const ids = new Set(noted);
  const waiting = new Map<string, Map<string, string>>();
  for (const footageId of footageIds) {
    const open = listSegments(db, footageId).filter((s) => ids.has(s.id) && s.words.some((word) => word.trust !== 'aligned'));
    if (open.length > 0) waiting.set(footageId, new Map(open.map((s) => [s.id, s.text])));
  }
  const left = new Set([...waiting.values()].flatMap((some) => [...some.keys()]));
  doneAligning(db, noted.filter((id) => !left.has(id)));
  return waiting;
}
