import type { RowChange } from '../transcript/history';
import { noteToAlign } from '../transcript/toAlign';
import type { Database } from '../vault/database';

/** Notes the corrections among what came in: whoever made them may have handed them over before their words were found in the sound. */
export function noteCorrections(db: Database, changes: readonly RowChange[]): void {
  noteToAlign(db, changes.flatMap(({ table, id, before, after }) => (table === 'segment' && after?.['origin'] === 'edited' && after['words'] !== before?.['words'] ? [id] : [])));
}
