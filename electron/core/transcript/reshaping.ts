import { randomUUID } from 'node:crypto';
import type { Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { joinTranslations, splitTranslations } from '../translation/reshape';
import { transaction, type Database } from '../vault/database';
import { carryPassages, type Carried } from './cover';
import { recordEdit, type Row, type RowChange } from './history';
import { joinSegments, retimeSegment, SHORTEST_SEGMENT_US, splitSegment } from './reshape';
import { listSegments, segmentToRow } from './segments';

/** Splits before a word. Undoable. @throws ZapisError `segment-missing`, `segment-cannot-split`. */
export function split(db: Database, { segmentId, word, atUs }: { segmentId: string; word: number; atUs: number | null }, by: string | null = null): [Segment, Segment] {
  return transaction(db, () => {
    const { before, segment } = transcriptWith(db, segmentId);
    const parts = splitSegment(segment, word, randomUUID(), atUs);
    const after = before.flatMap((s) => (s.id === segmentId ? parts : [s]));
    store(db, { before, after, what: 'history.split', by, also: splitTranslations(db, segment, parts, word), carried: (id, index) => (index < word ? at(id, index) : at(parts[1].id, index - word)) });
    return parts;
  });
}

/** Joins a segment with the one after it. Undoable. @throws ZapisError `segment-missing`; `segment-cannot-join` at the last one. */
export function joinNext(db: Database, { segmentId }: { segmentId: string }, by: string | null = null): Segment {
  return transaction(db, () => {
    const { before, segment, index } = transcriptWith(db, segmentId);
    const next = before[index + 1];
    if (!next) throw new ZapisError('segment-cannot-join');
    const joined = joinSegments(segment, next);
    const after = before.flatMap((s) => (s === segment ? [joined] : s === next ? [] : [s]));
    store(db, { before, after, what: 'history.join', by, also: joinTranslations(db, segment, next, joined), carried: (id, word) => at(segmentId, id === next.id ? word + segment.words.length : word) });
    return joined;
  });
}

/** Moves a segment's borders, as far as its neighbours leave room. Undoable. @throws ZapisError `segment-missing`, `segment-no-room`. */
export function retime(db: Database, { segmentId, startUs, endUs }: { segmentId: string } & Span, by: string | null = null): Segment {
  return transaction(db, () => {
    const { before, segment, index } = transcriptWith(db, segmentId);
    const { durationUs } = db.prepare('SELECT duration_us AS durationUs FROM footage WHERE id = ?').get(segment.footageId) as { durationUs: number };
    const room = { startUs: Math.max(0, ...before.slice(0, index).map((s) => s.endUs)), endUs: Math.min(Math.max(durationUs, segment.endUs), ...before.slice(index + 1).map((s) => s.startUs)) };
    if (room.endUs - room.startUs < SHORTEST_SEGMENT_US) throw new ZapisError('segment-no-room');
    const moved = retimeSegment(segment, { startUs, endUs }, room);
    if (moved.startUs === segment.startUs && moved.endUs === segment.endUs) return segment;
    store(db, { before, after: before.map((s) => (s === segment ? moved : s)), what: 'history.retime', by, carried: at });
    return moved;
  });
}

const at = (segmentId: string, word: number): ReturnType<Carried> => ({ segmentId, from: word, to: word });

/** The whole transcript that a segment belongs to, and where it stands in it. @throws ZapisError `segment-missing`. */
export function transcriptWith(db: Database, segmentId: string): { before: Segment[]; segment: Segment; index: number } {
  const row = db.prepare<[string], { footageId: string }>('SELECT footage_id AS footageId FROM segment WHERE id = ?').get(segmentId);
  const before = row ? listSegments(db, row.footageId) : [];
  const index = before.findIndex((s) => s.id === segmentId);
  const segment = before[index];
  if (!segment) throw new ZapisError('segment-missing');
  return { before, segment, index };
}

interface Deed {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
  readonly carried: Carried;
  readonly what: string;
  readonly by: string | null;
  /** Other rows of the same step. */
  readonly also?: readonly RowChange[];
}

/** Carries out one change of a transcript, with its passages, as one step of the history. Segments that stay must be the same objects. */
export function store(db: Database, { before, after, carried, what, by, also = [] }: Deed): void {
  const footageId = (before[0] ?? after[0])?.footageId;
  if (footageId === undefined) return;
  const fresh = new Map(after.map((s) => [s.id, s]));
  const old = new Map(before.map((s) => [s.id, s]));
  const raw = db.prepare('SELECT * FROM segment WHERE id = ?');
  const rowOf = (id: string): Row | null => (raw.get(id) as Row | undefined) ?? null;
  const changes: RowChange[] = [
    ...before.filter((s) => fresh.get(s.id) !== s).map((s): RowChange => {
      const now = fresh.get(s.id);
      return { table: 'segment', id: s.id, before: rowOf(s.id), after: now ? { ...segmentToRow(now), updated_by: by } : null };
    }),
    ...after.filter((s) => !old.has(s.id)).map((s): RowChange => ({ table: 'segment', id: s.id, before: null, after: { ...segmentToRow(s), updated_by: by } })),
  ];
  recordEdit(db, { footageId, what, by, changes: [...changes, ...also, ...carryPassages(db, footageId, { before, after, carried })] });
}
