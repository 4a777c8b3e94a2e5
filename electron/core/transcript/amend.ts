import type { Span } from '../../../shared/time';
import type { Database } from '../vault/database';
import type { Row, RowChange } from './history';

/** A passage that hides words whose times changed. */
export interface Reaching {
  readonly id: string;
  /** All that it takes out now. */
  readonly reach: Span;
  /** Its row before it grew over the new times; null when it did not. */
  readonly before: Row | null;
}

/**
 * Remembers what followed by itself from a transcript as it stands (the times of its words, found again in the sound) as
 * if it had come with the deed that last changed each segment: nobody did it, so undo has no step for it, takes it
 * back together with that deed, and redo brings it back too. Called inside a transaction, after the rows are written.
 *
 * The new times then hold in states that undo can come back to, where a passage may have been smaller than it is now:
 * all that history remembers of it from that deed on grows to what it takes out now, so that no state uncovers a word.
 */
export function amendEdit(db: Database, footageId: string, segments: readonly RowChange[], passages: readonly Reaching[]): void {
  // What several deeds brought about together stays until the first of them is taken back; what none did, for good.
  const step = Math.min(...segments.map((change) => amendSegment(db, footageId, change)));
  for (const passage of passages) growPassage(db, footageId, passage, step);
}

interface Kept {
  readonly id: number;
  readonly step: number;
  readonly before: string | null;
  readonly after: string | null;
}

const SELECT = 'SELECT id, step, before, after FROM edit WHERE footage_id = ? AND table_name = ? AND row_id = ?';

/** @returns the step of the deed by which the segment stands as it does; 0 where history knows of none. */
function amendSegment(db: Database, footageId: string, { id, after }: RowChange): number {
  const newest = db.prepare<[string, string, string], Kept>(`${SELECT} AND undone = 0 ORDER BY step DESC, id DESC LIMIT 1`).get(footageId, 'segment', id);
  const next = db.prepare<[string, string, string], Kept>(`${SELECT} AND undone = 1 ORDER BY step, id LIMIT 1`).get(footageId, 'segment', id);
  if (newest) db.prepare('UPDATE edit SET after = ? WHERE id = ?').run(JSON.stringify(after), newest.id);
  if (next) db.prepare('UPDATE edit SET before = ? WHERE id = ?').run(JSON.stringify(after), next.id);
  return newest?.step ?? 0;
}

function growPassage(db: Database, footageId: string, { id, reach, before }: Reaching, step: number): void {
  const rows = db.prepare<[string, string, string, number], Kept>(`${SELECT} AND step >= ? ORDER BY step, id`).all(footageId, 'passage', id, step);
  const later = rows.filter((row) => row.step > step);
  const own = rows.findLast((row) => row.step === step);
  const grown = (json: string | null): string | null => (json === null ? null : JSON.stringify(over(JSON.parse(json) as Row, reach)));
  const update = db.prepare('UPDATE edit SET before = ?, after = ? WHERE id = ?');
  for (const row of later) update.run(grown(row.before), grown(row.after), row.id);
  if (own) update.run(own.before, grown(own.after), own.id);
  // Without an earlier state that deed came before the passage was marked: there was nothing yet that could grow.
  const was = later[0] ? later[0].before : before && JSON.stringify(before);
  if (own || step === 0 || before === null || was === null) return;
  db.prepare(
    `INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after, undone, "by")
     SELECT footage_id, step, at, what, 'passage', ?, ?, ?, 0, "by" FROM edit WHERE footage_id = ? AND step = ? LIMIT 1`,
  ).run(id, was, grown(was), footageId, step);
}

function over(row: Row, { startUs, endUs }: Span): Row {
  return { ...row, start_us: Math.min(Number(row['start_us']), startUs), end_us: Math.max(Number(row['end_us']), endUs) };
}
