import { interviewDraft, type Interview } from '../../../shared/domain';
import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { getInterview, updateInterview } from '../footage/interviews';
import { recordEdit, type RowChange } from '../transcript/history';
import { wordsBetween } from '../transcript/reanchor';
import { editSegmentText } from '../transcript/editText';
import { editTranslation } from '../translation/edit';
import { noteToAlign } from '../transcript/toAlign';
import { transaction, type Database } from '../vault/database';
import type { Actor } from './actor';
import type { ConflictKind, ConflictRow } from './conflictRows';
import { fitPassage, inOrder } from './fitAnchor';
import { passageSnapshot, segmentSnapshot, transcriptItem, type PassageSnapshot, type SegmentSnapshot } from './format';
import { passageHash, passageOfRow, passageRow, passagesOf, rawRow, segmentRow, segmentsOf } from './rows';
import { translationChange, translationSnapshot, translationsOf, type TranslationSnapshot } from './translations';
import { noteCorrections } from './toAlign';
import { Versions, type Owner } from './versions';

/** Something that two vaults have changed in different ways, with both side by side; what stands here is not touched before the decision. */
export interface Conflict {
  readonly id: string;
  readonly kind: ConflictKind;
  readonly rowId: string;
  /** For an interview, the field of its record; empty otherwise. */
  readonly field: string;
  readonly interviewId: string | null;
  readonly footageId: string | null;
  /** Who the other version is from, as the handover says. */
  readonly peer: string;
  readonly createdAt: string;
  /**
   * Snapshots: of a segment, a passage, a field's value, or (kind `transcript`) a list of segments. `base` null: nobody
   * kept what both started from; `ours` or `theirs` null: deleted on that side.
   */
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** `text` is a third wording: for segments, and for the free-text fields of an interview record. */
export type ConflictChoice = 'ours' | 'theirs' | { readonly text: string };

/** What waits for a person, the oldest first. */
export function listConflicts(db: Database, of: { readonly footageId?: string; readonly interviewId?: string } = {}): Conflict[] {
  const rows = db.prepare<[], ConflictRow>('SELECT * FROM conflict WHERE decided_at IS NULL ORDER BY created_at, rowid').all();
  return rows.filter((row) => (of.footageId === undefined || row.footage_id === of.footageId) && (of.interviewId === undefined || row.interview_id === of.interviewId)).map((row) => conflictOf(db, row));
}

function conflictOf(db: Database, row: ConflictRow): Conflict {
  const value = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  const theirs = row.kind === 'transcript' ? theirSegments(row) : value(row.theirs);
  return {
    id: row.id, kind: row.kind, rowId: row.row_id, field: row.field, interviewId: row.interview_id, footageId: row.footage_id, peer: row.peer, createdAt: row.created_at,
    base: value(row.base), ours: row.kind === 'segment' ? liveSegment(db, row) : row.kind === 'translation' ? liveTranslation(db, row) : value(row.ours), theirs,
  };
}

/**
 * Carries out a person's decision. Segments and passages change as an edit that can be undone; the other version
 * counts as known from then on, so that the decision travels with the next handover.
 *
 * @throws ZapisError `conflict-missing` when it was decided already; `conflict-choice` when this kind cannot take a text.
 */
export function resolveConflict(db: Database, id: string, choice: ConflictChoice, by: Actor): void {
  transaction(db, () => {
    const row = db.prepare<[string], ConflictRow>('SELECT * FROM conflict WHERE id = ? AND decided_at IS NULL').get(id);
    if (!row) throw new ZapisError('conflict-missing');
    decide(db, row, choice, by);
    db.prepare('UPDATE conflict SET decided_at = ?, decided_by = ?, decision = ? WHERE id = ?').run(new Date().toISOString(), by.name, typeof choice === 'string' ? choice : 'text', id);
    settle(db, row);
  });
}

function decide(db: Database, row: ConflictRow, choice: ConflictChoice, by: Actor): void {
  if (row.kind === 'interview') decideField(db, row, choice);
  else if (row.kind === 'segment') decideSegment(db, row, choice, by);
  else if (row.kind === 'translation') decideTranslation(db, row, choice, by);
  else if (typeof choice !== 'string') throw new ZapisError('conflict-choice');
  else if (row.kind === 'passage') decidePassage(db, row, choice, by);
  else if (choice === 'theirs') replaceSegments(db, footageOf(row), new Map(theirSegments(row).map((s) => [s.id, s])), by);
}

/** The other version enters the row's past once nothing of it waits any more. */
function settle(db: Database, row: ConflictRow): void {
  const open = db.prepare('SELECT 1 FROM conflict WHERE kind = ? AND row_id = ? AND theirs_hash = ? AND decided_at IS NULL').get(row.kind, row.row_id, row.theirs_hash);
  if (open !== undefined || row.kind === 'transcript') return;
  const owner: Owner = row.footage_id === null ? { interviewId: row.interview_id ?? '' } : { footageId: row.footage_id };
  const versions = new Versions(db);
  versions.rememberAll(row.kind, row.row_id, owner, z.array(z.string()).parse(JSON.parse(row.theirs_seen)));
  versions.remember(row.kind, row.row_id, owner, row.theirs_hash, row.kind === 'interview' || row.theirs === null ? null : JSON.parse(row.theirs));
}

function decideField(db: Database, row: ConflictRow, choice: ConflictChoice): void {
  if (choice === 'ours') return;
  const value: unknown = choice === 'theirs' ? JSON.parse(row.theirs ?? 'null') : choice.text;
  const draft = interviewDraft.safeParse({ ...getInterview(db, row.row_id), [row.field as keyof Interview]: value });
  if (!draft.success) throw new ZapisError('conflict-choice');
  updateInterview(db, row.row_id, draft.data);
}

function decideSegment(db: Database, row: ConflictRow, choice: ConflictChoice, by: Actor): void {
  if (choice === 'ours') return;
  if (typeof choice !== 'string') noteToAlign(db, [row.row_id]);
  const footageId = footageOf(row);
  const now = segmentsOf(db, footageId);
  if (choice !== 'theirs' && now.has(row.row_id)) {
    editSegmentText(db, row.row_id, choice.text, by.id);
    return;
  }
  const theirs = segmentSnapshot.nullable().parse(JSON.parse(row.theirs ?? 'null'));
  if (theirs) now.set(row.row_id, theirs);
  else now.delete(row.row_id);
  replaceSegments(db, footageId, now, by);
  if (typeof choice !== 'string' && theirs) editSegmentText(db, row.row_id, choice.text, by.id);
}

/** Puts another transcript in place, passages following their words, as one step of the footage's history. */
function replaceSegments(db: Database, footageId: string, after: ReadonlyMap<string, SegmentSnapshot>, by: Actor): void {
  const before = segmentsOf(db, footageId);
  const changes: RowChange[] = [...new Set([...before.keys(), ...after.keys()])].flatMap((id): RowChange[] => {
    const next = after.get(id);
    if (JSON.stringify(next) === JSON.stringify(before.get(id))) return [];
    const raw = rawRow(db, 'segment', id);
    return [{ table: 'segment', id, before: raw, after: next ? segmentRow(next, footageId, raw, by) : null }];
  });
  for (const [id, passage] of passagesOf(db, footageId)) {
    const fitted = fitPassage(passage, before, after);
    if (fitted !== passage) changes.push(passageChange(db, footageId, id, fitted, by));
  }
  recordEdit(db, { footageId, what: 'history.resolveConflict', by: by.id, changes });
  noteCorrections(db, changes);
}

function decidePassage(db: Database, row: ConflictRow, choice: 'ours' | 'theirs', by: Actor): void {
  const raw = rawRow(db, 'passage', row.row_id);
  const live = raw && passageOfRow(raw);
  // Somebody has worked on it since: what stands is what was decided there.
  if (choice === 'ours' && live && passageHash(live) !== row.live_hash) return;
  const wanted = passageSnapshot.nullable().parse(JSON.parse((choice === 'ours' ? row.ours : row.theirs) ?? 'null'));
  // Deleted on the chosen side: the row stays for the record, as with every passage taken back.
  const next = wanted ?? (live && { ...live, state: 'withdrawn' as const });
  if (!next) return;
  const footageId = footageOf(row);
  recordEdit(db, { footageId, what: 'history.resolveConflict', by: by.id, changes: [passageChange(db, footageId, row.row_id, anchored(db, footageId, next), by)] });
}

/** Keeps the anchor only where it still names the words it named; else the time alone holds. */
function anchored(db: Database, footageId: string, p: PassageSnapshot): PassageSnapshot {
  const words = p.anchor ? wordsBetween(inOrder(segmentsOf(db, footageId)), p.anchor) : [];
  return p.anchor && words.map((w) => w.text).join(' ') === p.text ? p : { ...p, anchor: null };
}

function decideTranslation(db: Database, row: ConflictRow, choice: ConflictChoice, by: Actor): void {
  if (choice === 'ours') return;
  const theirs = translationSnapshot.nullable().parse(JSON.parse(row.theirs ?? 'null'));
  if (choice === 'theirs') {
    recordEdit(db, { footageId: footageOf(row), what: 'history.resolveConflict', by: by.id, changes: [translationChange(db, footageOf(row), row.row_id, theirs)] });
  } else {
    const live = liveTranslation(db, row) ?? theirs;
    if (live) editTranslation(db, { segmentId: live.segmentId, language: live.language, text: choice.text }, by.id);
  }
}

function liveTranslation(db: Database, row: ConflictRow): TranslationSnapshot | null {
  return translationsOf(db, footageOf(row)).get(row.row_id) ?? null;
}

function passageChange(db: Database, footageId: string, id: string, next: PassageSnapshot, by: Actor): RowChange {
  const before = rawRow(db, 'passage', id);
  return { table: 'passage', id, before, after: passageRow(next, footageId, before, by) };
}

function liveSegment(db: Database, row: ConflictRow): SegmentSnapshot | null {
  return segmentsOf(db, footageOf(row)).get(row.row_id) ?? null;
}

function theirSegments(row: ConflictRow): SegmentSnapshot[] {
  return transcriptItem.shape.segments.parse(JSON.parse(row.theirs ?? '[]')).flatMap((s) => s.now ?? []);
}

function footageOf(row: ConflictRow): string {
  if (row.footage_id === null) throw new ZapisError('conflict-missing');
  return row.footage_id;
}
