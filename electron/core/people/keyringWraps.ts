import type { Person } from '../../../shared/domain';
import type { Database } from '../vault/database';
import type { KeyWrap } from '../vault/keys';
import { peopleWithAccess } from './people';

/** One keyring wrap a person: enabling quick unlock on a second computer ends it on the first. */
const rowOf = (personId: string): string => `quick-unlock/${personId}`;

/** Id of the wrap that a computer's keyring opens for this person; null where quick unlock is off. */
export function keyringWrapOf(db: Database, personId: string): string | null {
  const row = db.prepare<[string], { value: Buffer }>('SELECT value FROM secret WHERE name = ?').get(rowOf(personId));
  return row === undefined ? null : row.value.toString('utf8');
}

/** Whose quick unlock a wrap is; null for a wrap of nobody, or of one who has no access any more. */
export function personOfKeyringWrap(db: Database, wrapId: string): Person | null {
  return peopleWithAccess(db).find((person) => keyringWrapOf(db, person.id) === wrapId) ?? null;
}

/** The wraps without the person's quick unlock, which ends with a change of passphrase and with access. */
export function withoutKeyringWrap(db: Database, personId: string, wraps: readonly KeyWrap[]): KeyWrap[] {
  const id = keyringWrapOf(db, personId);
  return wraps.filter((wrap) => wrap.id !== id);
}

export function keepKeyringWrap(db: Database, personId: string, wrapId: string): void {
  db.prepare('INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)').run(rowOf(personId), Buffer.from(wrapId, 'utf8'));
}

export function forgetKeyringWrap(db: Database, personId: string): void {
  db.prepare('DELETE FROM secret WHERE name = ?').run(rowOf(personId));
}
