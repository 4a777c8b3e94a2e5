import { randomUUID } from 'node:crypto';
import type { Release } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { countsOf, openItems } from '../redaction/gate';
import type { Database } from '../vault/database';
import { isOfThisRenderer } from './planHash';

/** A release that stands. */
export interface StandingRelease {
  readonly id: string;
  readonly footageId: string;
  /** Names the plan that its redacted preview was made and measured by; null until then. */
  readonly preview: string | null;
}

const STANDING = 'SELECT id, footage_id AS footageId, preview FROM footage_release WHERE taken_back_at IS NULL';

/** The release of a footage that stands, or null: then editors may see nothing of it. */
export function standingRelease(db: Database, footageId: string): StandingRelease | null {
  return db.prepare<[string], StandingRelease>(`${STANDING} AND footage_id = ?`).get(footageId) ?? null;
}

/** Whoever worked by a release may finish only while it stands. @throws ZapisError `footage-not-released`. */
export function assertStands(db: Database, footageId: string, releaseId: string): void {
  if (standingRelease(db, footageId)?.id !== releaseId) throw new ZapisError('footage-not-released');
}

interface Row { footageId: string; at: string; by: string; takenBackAt: string | null; takenBackBy: string | null; why: Release['why']; preview: string | null }

/** The newest release of every footage that ever was released, with names of people. */
export function latestReleases(db: Database): ReadonlyMap<string, Release> {
  const rows = db.prepare<[], Row>(`
    SELECT r.footage_id AS footageId, r.released_at AS at, coalesce(p.name, '') AS by, r.taken_back_at AS takenBackAt, q.name AS takenBackBy, r.why, r.preview
    FROM footage_release AS r LEFT JOIN person AS p ON p.id = r.released_by LEFT JOIN person AS q ON q.id = r.taken_back_by ORDER BY r.rowid`).all();
  // Later rows replace earlier ones.
  return new Map(rows.map(({ footageId, at, by, takenBackAt, takenBackBy, why, preview }) => [footageId, {
    standing: takenBackAt === null, at, by, takenBackAt, takenBackBy, why, previewed: takenBackAt === null && isOfThisRenderer(preview),
  }]));
}

/**
 * Lets editors see a footage, redacted. Stands until somebody takes it back or anything changes what must be redacted.
 *
 * @throws ZapisError `footage-missing`; `release-not-approved` while a passage waits for its second person, or a suggestion for anybody;
 *   `release-stands` when it is released already.
 */
export function releaseFootage(db: Database, footageId: string, by: string): StandingRelease {
  if (db.prepare('SELECT 1 FROM footage WHERE id = ? AND store_key IS NOT NULL').get(footageId) === undefined) throw new ZapisError('footage-missing', { id: footageId });
  const open = openItems(db, footageId);
  if (open.length > 0) throw new ZapisError('release-not-approved', countsOf(open));
  if (standingRelease(db, footageId) !== null) throw new ZapisError('release-stands');
  const id = randomUUID();
  db.prepare('INSERT INTO footage_release (id, footage_id, released_at, released_by) VALUES (?, ?, ?, ?)').run(id, footageId, new Date().toISOString(), by);
  return { id, footageId, preview: null };
}

/** Takes a release back: from now on editors see nothing of the footage. @throws ZapisError `footage-not-released`. */
export function takeBackRelease(db: Database, footageId: string, by: string): void {
  const { changes } = db.prepare("UPDATE footage_release SET taken_back_at = ?, taken_back_by = ?, why = 'person' WHERE footage_id = ? AND taken_back_at IS NULL")
    .run(new Date().toISOString(), by, footageId);
  if (changes === 0) throw new ZapisError('footage-not-released');
}

/** Releases that the database took back by itself and nobody has written down yet; each is told once. */
export function takenBackByItself(db: Database): { footageId: string; why: 'passages' | 'transcript' }[] {
  return db.prepare<[], { footageId: string; why: 'passages' | 'transcript' }>('UPDATE footage_release SET noted = 1 WHERE noted = 0 RETURNING footage_id AS footageId, why').all();
}

/** Notes that a release's redacted preview was made and measured; false when the release has gone meanwhile. */
export function markPreviewed(db: Database, releaseId: string, preview: string): boolean {
  return db.prepare('UPDATE footage_release SET preview = ? WHERE id = ? AND taken_back_at IS NULL').run(preview, releaseId).changes === 1;
}

/** Whether a preview by this plan was made and measured for an earlier release of the footage. */
export function wasPreviewed(db: Database, footageId: string, preview: string): boolean {
  return db.prepare('SELECT 1 FROM footage_release WHERE footage_id = ? AND preview = ?').get(footageId, preview) !== undefined;
}
