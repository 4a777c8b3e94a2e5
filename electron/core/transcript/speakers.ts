import type { Speaker } from '../../../shared/domain';
import type { Database } from '../vault/database';

/** The voices of a footage, in the order of their numbers. */
export function listSpeakers(db: Database, footageId: string): Speaker[] {
  return db.prepare<[string], Speaker>('SELECT id, footage_id AS footageId, name, number FROM speaker WHERE footage_id = ? ORDER BY number, id').all(footageId);
}

/** What to call a voice: the name that a person gave, else its number. */
export function speakerLabel({ name, number }: Pick<Speaker, 'name' | 'number'>): string {
  return name === '' ? `Speaker ${number}` : name;
}
