import { randomUUID } from 'node:crypto';
import { person as personSchema, type Person } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Role } from '../../../shared/roles';
import { foldForSearch } from '../../../shared/text';
import type { Database } from '../vault/database';

interface PersonRow {
  readonly id: string; readonly name: string; readonly role: string; readonly wrap_id: string | null;
  readonly recipient: string | null; readonly created_at: string; readonly removed_at: string | null;
}

const COLUMNS = 'id, name, role, wrap_id, recipient, created_at, removed_at';

/** Everybody who has or had access, oldest first. */
export function listPeople(db: Database): Person[] {
  return db.prepare<[], PersonRow>(`SELECT ${COLUMNS} FROM person ORDER BY created_at, id`).all().map(fromRow);
}

/** Who may enter now. */
export function peopleWithAccess(db: Database): Person[] {
  return listPeople(db).filter((person) => person.removedAt === null);
}

/** The person whose passphrase a key wrap belongs to; null for a wrap of nobody. */
export function personOfWrap(db: Database, wrapId: string): Person | null {
  const row = db.prepare<[string], PersonRow>(`SELECT ${COLUMNS} FROM person WHERE wrap_id = ? AND removed_at IS NULL`).get(wrapId);
  return row === undefined ? null : fromRow(row);
}

/** The person of that name, without regard to case, script or diacritics. @throws ZapisError `person-unknown` */
export function personNamed(db: Database, name: string): Person {
  const row = db.prepare<[string], PersonRow>(`SELECT ${COLUMNS} FROM person WHERE name_fold = ? AND removed_at IS NULL`).get(foldForSearch(name.trim()));
  if (row === undefined) throw new ZapisError('person-unknown');
  return fromRow(row);
}

/** Writes the row of a new person. @throws ZapisError `person-name-taken`, `person-name-empty` */
export function insertPerson(db: Database, { name, role, wrapId }: { name: string; role: Role; wrapId: string }): Person {
  const shown = name.normalize('NFC').trim();
  if (shown === '' || shown.length > 80) throw new ZapisError('person-name-empty');
  const fold = foldForSearch(shown);
  // A name is never given to a second person, not even after the first left: the audit log speaks by it.
  if (db.prepare('SELECT 1 FROM person WHERE name_fold = ?').get(fold) !== undefined) throw new ZapisError('person-name-taken');
  const id = randomUUID();
  db.prepare('INSERT INTO person (id, name, name_fold, role, wrap_id, created_at) VALUES (?, ?, ?, ?, ?, ?)').run(id, shown, fold, role, wrapId, new Date().toISOString());
  return rowOf(db, id);
}

/** Takes access away from a row; the person stays named in the audit log and in old edits. */
export function markRemoved(db: Database, personId: string): void {
  db.prepare('UPDATE person SET removed_at = ?, wrap_id = NULL WHERE id = ? AND removed_at IS NULL').run(new Date().toISOString(), personId);
}

/**
 * Brings the list of people in line with the key wraps after a crash between the two, and gives the vault's
 * first person, whom a migration could only name, the wrap that was used.
 */
export function reconcilePeople(db: Database, wrapIds: readonly string[], openedBy: string | null): void {
  const people = peopleWithAccess(db);
  const [first] = people;
  if (openedBy !== null && people.length === 1 && first !== undefined && wrapOf(db, first.id) === null) {
    db.prepare('UPDATE person SET wrap_id = ? WHERE id = ?').run(openedBy, first.id);
  }
  for (const person of peopleWithAccess(db)) {
    const wrap = wrapOf(db, person.id);
    if (wrap === null || wrapIds.includes(wrap)) continue;
    // Whoever never entered and is named nowhere was cut off in the making: the name must be free for the next try.
    if (isNamed(db, person.id)) markRemoved(db, person.id);
    else forgetPerson(db, person.id);
  }
}

/** Takes a row back that no key wrap was ever written for. */
export function forgetPerson(db: Database, personId: string): void {
  db.prepare('DELETE FROM person WHERE id = ?').run(personId);
}

/** Whether the audit log speaks of somebody, as doing something or as having been given access. */
function isNamed(db: Database, personId: string): boolean {
  return db.prepare("SELECT 1 FROM audit WHERE person = @id OR (item_kind = 'person' AND item_id = @id) LIMIT 1").get({ id: personId }) !== undefined;
}

/** Names the person of a wrap. */
export function renamePerson(db: Database, wrapId: string, name: string): void {
  const shown = name.normalize('NFC').trim();
  if (shown === '' || shown.length > 80) throw new ZapisError('person-name-empty');
  db.prepare('UPDATE person SET name = ?, name_fold = ? WHERE wrap_id = ?').run(shown, foldForSearch(shown), wrapId);
}

/** Whether two names are one person's, without regard to case, script or diacritics. */
export function sameName(a: string, b: string): boolean {
  return foldForSearch(a.trim()) === foldForSearch(b.trim());
}

/** Id of the person's key wrap; null for one who has none. */
export function wrapOf(db: Database, personId: string): string | null {
  return db.prepare<[string], { wrap_id: string | null }>('SELECT wrap_id FROM person WHERE id = ?').get(personId)?.wrap_id ?? null;
}

function rowOf(db: Database, id: string): Person {
  const row = db.prepare<[string], PersonRow>(`SELECT ${COLUMNS} FROM person WHERE id = ?`).get(id);
  if (row === undefined) throw new ZapisError('person-unknown');
  return fromRow(row);
}

function fromRow(row: PersonRow): Person {
  return personSchema.parse({ id: row.id, name: row.name, role: row.role, recipient: row.recipient, createdAt: row.created_at, removedAt: row.removed_at });
}
