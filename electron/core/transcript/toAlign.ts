import { z } from 'zod';
import { word } from '../../../shared/domain';
import type { Database } from '../vault/database';
import { getSetting, setSetting } from '../vault/settings';

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
  const lookUp = db.prepare<[string], Noted>('SELECT id, footage_id AS footageId, text, words FROM segment WHERE id = ?');
  const open = noted.flatMap((id) => lookUp.get(id) ?? []).filter(({ words }) => trusts.parse(JSON.parse(words)).some(({ trust }) => trust !== 'aligned'));
  const waiting = new Map<string, Map<string, string>>();
  for (const { id, footageId, text } of open) waiting.set(footageId, (waiting.get(footageId) ?? new Map<string, string>()).set(id, text));
  const left = new Set(open.map(({ id }) => id));
  doneAligning(db, noted.filter((id) => !left.has(id)));
  return waiting;
}

const trusts = z.array(word.pick({ trust: true }));

interface Noted {
  readonly id: string;
  readonly footageId: string;
  readonly text: string;
  readonly words: string;
}
