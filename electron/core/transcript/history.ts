import { DEFAULT_SEVERITY } from '../../../shared/domain';
import { followRemarks } from '../remarks/follow';
import type { Database } from '../vault/database';

/** A table row as SQLite holds it: JSON columns are text. */
export type Row = Readonly<Record<string, string | number | null>>;

/** One row before and after; `null` where it did not exist or exists no more. */
export interface RowChange {
  readonly table: 'segment' | 'passage' | 'speaker' | 'passage_comment' | 'translated_segment' | 'pseudonym' | 'region' | 'clip' | 'remark' | 'remark_answer';
  readonly id: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** What one deed of a person changed. `what` is a message key (`history.…`), never text of the interview. */
export interface Edit {
  readonly footageId: string;
  readonly what: string;
  /** Id of the person; null where none is known. */
  readonly by?: string | null;
  readonly changes: readonly RowChange[];
}

/** The only tables and columns that history may write: names are spliced into SQL, so they never come from data. */
const COLUMNS = {
  segment: ['id', 'footage_id', 'start_us', 'end_us', 'text', 'language', 'origin', 'words', 'updated_at', 'updated_by', 'speaker_id', 'overlap', 'doubts'],
  passage: ['id', 'footage_id', 'start_us', 'end_us', 'text', 'anchor', 'reason', 'note', 'audio', 'video', 'state', 'created_at', 'updated_at', 'created_by', 'updated_by', 'who', 'severity', 'rule', 'fingerprint', 'why'],
  speaker: ['id', 'footage_id', 'name', 'number'],
  region: ['id', 'footage_id', 'kind', 'name', 'treatment', 'shape', 'bare', 'start_us', 'end_us', 'keyframes', 'searched', 'order_id', 'created_at', 'updated_at', 'created_by', 'updated_by'],
  passage_comment: ['id', 'passage_id', 'at', 'by_id', 'by_name', 'text'],
  translated_segment: ['id', 'footage_id', 'segment_id', 'language', 'text', 'state', 'engine', 'model', 'sources', 'links', 'unknown_words', 'written_by', 'updated_by', 'updated_at'],
  pseudonym: ['id', 'interview_id', 'name', 'also', 'kind', 'substitute', 'state', 'excluded', 'created_at', 'updated_at', 'created_by', 'updated_by'],
  remark: ['id', 'footage_id', 'kind', 'language', 'anchor', 'start_us', 'end_us', 'words', 'text', 'state', 'created_at', 'by_id', 'by_name', 'updated_at', 'changed_by'],
  remark_answer: ['id', 'footage_id', 'remark_id', 'at', 'by_id', 'by_name', 'text'],
  clip: ['id', 'footage_id', 'place', 'title', 'lower_third', 'fade_in_us', 'fade_out_us', 'parts', 'created_at', 'updated_at', 'updated_by'],
} as const;

/**
 * Deeds on the list of clips have an undo of their own: whoever corrects the transcript shall not take back what an editor
 * did to a clip, nor the other way round. They are told by what their names begin with.
 */
const OF_CLIPS = "what GLOB 'history.clip*'";
const stream = (changes: readonly RowChange[]): string => (changes.some(({ table }) => table === 'clip') ? OF_CLIPS : `NOT (${OF_CLIPS})`);

/** Writes a row as it was or will be; null deletes it. */
export function writeRow(db: Database, table: keyof typeof COLUMNS, id: string, row: Row | null): void {
  if (!row) {
    db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
    return;
  }
  const columns = COLUMNS[table];
  const updates = columns.filter((c) => c !== 'id').map((c) => `${c} = excluded.${c}`);
  db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
  ).run({ ...NOT_KNOWN, ...row });
}

/** Rows remembered by an older version do not say who changed them, who speaks, or who is at risk. */
const NOT_KNOWN = { created_by: null, updated_by: null, speaker_id: null, overlap: 0, doubts: null, who: null, severity: DEFAULT_SEVERITY, bare: 0, shape: 'rectangle', rule: null, fingerprint: null, why: null };

/**
 * Carries out an edit and remembers it, in one transaction: the tables and the history cannot disagree.
 * Whatever had been undone before can no longer be redone. What is pinned to words follows them in the same step.
 */
export function recordEdit(db: Database, edit: Edit): void {
  if (edit.changes.length === 0) return;
  db.transaction(() => {
    db.prepare(`DELETE FROM edit WHERE footage_id = ? AND undone = 1 AND ${stream(edit.changes)}`).run(edit.footageId);
    const step = (db.prepare('SELECT coalesce(max(step), 0) + 1 AS step FROM edit').get() as { step: number }).step;
    const remember = db.prepare(
      'INSERT INTO edit (footage_id, step, at, what, table_name, row_id, before, after, undone, "by") VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)',
    );
    const at = new Date().toISOString();
    for (const { table, id, before, after } of [...edit.changes, ...followRemarks(db, edit.footageId, edit.changes)]) {
      writeRow(db, table, id, after);
      remember.run(edit.footageId, step, at, edit.what, table, id, before && JSON.stringify(before), after && JSON.stringify(after), edit.by ?? null);
    }
  })();
}

interface Remembered {
  id: number;
  what: string;
  table_name: keyof typeof COLUMNS;
  row_id: string;
  before: string | null;
  after: string | null;
}

/** What undo or redo would do next: which kind of deed, and whose; null when there is nothing. */
export function nextStep(db: Database, footageId: string, direction: 'undo' | 'redo'): { what: string; by: string | null } | null {
  const found = db
    .prepare<[string, number], { what: string; by: string | null }>(`SELECT what, "by" FROM edit WHERE footage_id = ? AND undone = ? AND NOT (${OF_CLIPS}) ORDER BY step ${direction === 'undo' ? 'DESC' : 'ASC'}, id LIMIT 1`)
    .get(footageId, direction === 'undo' ? 0 : 1);
  return found ?? null;
}

/** The segments that undo or redo would touch next. */
export function nextSegments(db: Database, footageId: string, direction: 'undo' | 'redo'): string[] {
  const back = direction === 'undo';
  return db
    .prepare<[string, number], { id: string }>(`SELECT row_id AS id FROM edit WHERE table_name = 'segment' AND step = (SELECT ${back ? 'max' : 'min'}(step) FROM edit WHERE footage_id = ? AND undone = ? AND NOT (${OF_CLIPS}))`)
    .all(footageId, back ? 0 : 1).map((row) => row.id);
}

function travel(db: Database, footageId: string, direction: 'undo' | 'redo'): string | null {
  const back = direction === 'undo';
  return db.transaction(() => {
    const found = db
      .prepare(`SELECT ${back ? 'max' : 'min'}(step) AS step FROM edit WHERE footage_id = ? AND undone = ? AND NOT (${OF_CLIPS})`)
      .get(footageId, back ? 0 : 1) as { step: number | null };
    return found.step === null ? null : travelTo(db, found.step, back);
  })();
}

/** What {@link travelIn} would do next, and whose deed it is. */
export function nextClipStep(db: Database, footageIds: readonly string[], direction: 'undo' | 'redo'): { what: string; by: string | null } | null {
  return db.prepare<unknown[], { what: string; by: string | null }>(`SELECT what, "by" FROM edit WHERE footage_id IN (${footageIds.map(() => '?').join(', ')}) AND undone = ? AND ${OF_CLIPS}
    ORDER BY step ${direction === 'undo' ? 'DESC' : 'ASC'}, id LIMIT 1`).get(...footageIds, direction === 'undo' ? 0 : 1) ?? null;
}

/** Takes back (or does again) the newest deed on the clips of these footages. Answers its name, null when there is none. */
export function travelIn(db: Database, footageIds: readonly string[], direction: 'undo' | 'redo'): string | null {
  const back = direction === 'undo';
  return db.transaction(() => {
    const step = db.prepare<unknown[], number | null>(`SELECT ${back ? 'max' : 'min'}(step) FROM edit WHERE footage_id IN (${footageIds.map(() => '?').join(', ')}) AND undone = ? AND ${OF_CLIPS}`).pluck().get(...footageIds, back ? 0 : 1) ?? null;
    return step === null ? null : travelTo(db, step, back);
  })();
}

function travelTo(db: Database, step: number, back: boolean): string {
  const rows = db
    .prepare(`SELECT id, what, table_name, row_id, before, after FROM edit WHERE step = ? ORDER BY id ${back ? 'DESC' : 'ASC'}`)
    .all(step) as Remembered[];
  for (const row of rows) {
    const state = back ? row.before : row.after;
    writeRow(db, row.table_name, row.row_id, state === null ? null : (JSON.parse(state) as Row));
  }
  db.prepare('UPDATE edit SET undone = ? WHERE step = ?').run(back ? 1 : 0, step);
  return rows[0]?.what ?? '';
}

/** Takes back the newest edit of a footage that still stands; says which kind it was. */
export function undo(db: Database, footageId: string): { undone: boolean; what: string } {
  const what = travel(db, footageId, 'undo');
  return { undone: what !== null, what: what ?? '' };
}

/** Does again what was undone last. */
export function redo(db: Database, footageId: string): { redone: boolean; what: string } {
  const what = travel(db, footageId, 'redo');
  return { redone: what !== null, what: what ?? '' };
}

/** Forgets a footage's history: for when its transcript is replaced and old rows would point at nothing. */
export function forgetHistory(db: Database, footageId: string): void {
  db.prepare('DELETE FROM edit WHERE footage_id = ?').run(footageId);
}
