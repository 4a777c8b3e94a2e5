import { z } from 'zod';
import type { Database } from '../vault/database';
import { doubt, segment as segmentSchema, word, type Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { splitWords } from '../../../shared/text';
import { recordEdit, type Row, type RowChange } from './history';
import { reanchorPassages } from './reanchor';
import { remapWords } from './remapWords';

const row = z.object({
  id: z.string(),
  footage_id: z.string(),
  start_us: z.number(),
  end_us: z.number(),
  text: z.string(),
  language: segmentSchema.shape.language,
  origin: segmentSchema.shape.origin,
  words: z.string().transform((text) => z.array(word).parse(JSON.parse(text))),
  updated_at: z.string(),
  speaker_id: z.string().nullable(),
  overlap: z.number(),
  doubts: z.string().nullable().transform((text) => (text === null ? [] : z.array(doubt).parse(JSON.parse(text)))),
});

/** A segment as the `segment` table holds it. */
export function segmentToRow(segment: Segment): Row {
  return {
    id: segment.id,
    footage_id: segment.footageId,
    start_us: segment.startUs,
    end_us: segment.endUs,
    text: segment.text,
    language: segment.language,
    origin: segment.origin,
    words: JSON.stringify(segment.words),
    updated_at: new Date().toISOString(),
    speaker_id: segment.speakerId ?? null,
    overlap: segment.overlap === true ? 1 : 0,
    doubts: segment.doubts === undefined || segment.doubts.length === 0 ? null : JSON.stringify(segment.doubts),
  };
}

function fromRow(raw: unknown): Segment {
  const r = row.parse(raw);
  return {
    id: r.id, footageId: r.footage_id, startUs: r.start_us, endUs: r.end_us, text: r.text, language: r.language, origin: r.origin, words: r.words,
    ...(r.speaker_id === null ? {} : { speakerId: r.speaker_id }),
    ...(r.overlap === 1 ? { overlap: true } : {}),
    ...(r.doubts.length > 0 ? { doubts: r.doubts } : {}),
  };
}

/** Adds a segment outside the history of edits: what a recogniser wrote is not a person's deed to undo. */
export function insertSegment(db: Database, segment: Segment): void {
  db.prepare(
    `INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at, speaker_id, overlap, doubts)
     VALUES (@id, @footage_id, @start_us, @end_us, @text, @language, @origin, @words, @updated_at, @speaker_id, @overlap, @doubts)`,
  ).run(segmentToRow(segment));
}

/** A footage's transcript in the order it was spoken. */
export function listSegments(db: Database, footageId: string): Segment[] {
  return db.prepare('SELECT * FROM segment WHERE footage_id = ? ORDER BY start_us, id').all(footageId).map(fromRow);
}

/**
 * Replaces a segment's text as a person corrected it. Words that stayed keep their times; changed words get
 * estimated ones. Passages marked in this segment keep covering at least what they covered. Undoable, in one step.
 *
 * @throws ZapisError `segment-missing` when there is no such segment (any more).
 */
export function editSegmentText(db: Database, segmentId: string, text: string, by: string | null = null): Segment {
  return db.transaction(() => {
    const before = db.prepare('SELECT * FROM segment WHERE id = ?').get(segmentId) as Row | undefined;
    if (!before) throw new ZapisError('segment-missing');
    const old = fromRow(before);
    const clean = splitWords(text).join(' ');
    if (clean === old.text) return old;
    const { words, kept } = remapWords(old.words, clean, old);
    // Who corrects a segment has looked at it: nothing in it waits for review any more.
    const edited: Segment = { ...old, text: clean, origin: 'edited', words };
    delete edited.doubts;
    const transcript = listSegments(db, old.footageId).map((s) => (s.id === edited.id ? edited : s));
    const changes: RowChange[] = [
      { table: 'segment', id: edited.id, before, after: { ...segmentToRow(edited), updated_by: by } },
      ...reanchorPassages(db, transcript, edited.id, kept),
    ];
    recordEdit(db, { footageId: edited.footageId, what: 'history.editText', by, changes });
    return edited;
  })();
}
