import { z } from 'zod';
import type { Database } from '../vault/database';
import { doubt, segment as segmentSchema, word, type Segment } from '../../../shared/domain';
import type { Row } from './history';

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

/** Those of some segments that there are, in the order they were spoken: for whoever needs few of many. */
export function segmentsAmong(db: Database, ids: Iterable<string>): Segment[] {
  return db.prepare('SELECT * FROM segment WHERE id IN (SELECT value FROM json_each(?)) ORDER BY start_us, id').all(JSON.stringify([...ids])).map(fromRow);
}
