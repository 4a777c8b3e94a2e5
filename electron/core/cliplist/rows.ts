import { z } from 'zod';
import { stretch, type ListedClip } from '../../../shared/domain';
import { listSegments } from '../transcript/segments';
import type { Row } from '../transcript/history';
import type { Database } from '../vault/database';
import { spanOfPins } from './pins';

const pin = z.object({ segmentId: z.string(), word: z.number().int().nonnegative(), text: z.string() });
/** A stretch as the vault keeps it: the time, and the words that it goes by. */
export const keptPart = stretch.extend({ pins: z.object({ from: pin, to: pin }).nullable() });
export type KeptPart = z.infer<typeof keptPart>;

/** A clip as the vault keeps it. */
export interface KeptClip {
  readonly id: string;
  /** Of which footage's history its changes are part, and with which it is deleted. */
  readonly footageId: string;
  readonly place: number;
  readonly title: string;
  readonly lowerThird: string;
  readonly fadeInUs: number;
  readonly fadeOutUs: number;
  readonly parts: readonly KeptPart[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

const row = z.object({
  id: z.string(), footage_id: z.string(), place: z.number(), title: z.string(), lower_third: z.string(), fade_in_us: z.number(), fade_out_us: z.number(),
  parts: z.string().transform((text) => z.array(keptPart).parse(JSON.parse(text))), created_at: z.string(), updated_at: z.string(),
});

export function clipFromRow(raw: unknown): KeptClip {
  const r = row.parse(raw);
  return {
    id: r.id, footageId: r.footage_id, place: r.place, title: r.title, lowerThird: r.lower_third, fadeInUs: r.fade_in_us, fadeOutUs: r.fade_out_us,
    parts: r.parts, createdAt: r.created_at, updatedAt: r.updated_at,
  };
}

export function clipToRow(c: KeptClip, by: string | null): Row {
  return {
    id: c.id, footage_id: c.footageId, place: c.place, title: c.title, lower_third: c.lowerThird, fade_in_us: c.fadeInUs, fade_out_us: c.fadeOutUs,
    parts: JSON.stringify(c.parts), created_at: c.createdAt, updated_at: c.updatedAt, updated_by: by,
  };
}

/** The footage whose clips stand on one list: all of the interview, or the footage alone where it belongs to none. */
export function footageOfList(db: Database, footageId: string): string[] {
  return db.prepare<[string, string], string>('SELECT id FROM footage WHERE id = ? OR interview_id = (SELECT interview_id FROM footage WHERE id = ?) ORDER BY imported_at, id').pluck().all(footageId, footageId);
}

/** The clips of a list in its order. Parts whose footage is gone are left out, and clips of which nothing is left. */
export function keptClips(db: Database, footageId: string): KeptClip[] {
  const of = footageOfList(db, footageId);
  const there = db.prepare<[string], number>('SELECT 1 FROM footage WHERE id = ? AND store_key IS NOT NULL').pluck();
  return db.prepare(`SELECT * FROM clip WHERE footage_id IN (${of.map(() => '?').join(', ')}) ORDER BY place, id`).all(of).map(clipFromRow)
    .map((clip) => ({ ...clip, parts: clip.parts.filter((part) => there.get(part.footageId) !== undefined) })).filter(({ parts }) => parts.length > 0);
}

/** Where the parts of clips lie as the transcripts stand. */
export function located(db: Database, clips: readonly KeptClip[]): ListedClip[] {
  const read = new Map<string, ReturnType<typeof listSegments>>();
  const segmentsOf = (footageId: string): ReturnType<typeof listSegments> => {
    const segments = read.get(footageId) ?? listSegments(db, footageId);
    read.set(footageId, segments);
    return segments;
  };
  return clips.map(({ id, title, lowerThird, fadeInUs, fadeOutUs, parts, updatedAt }) => ({
    id, title, lowerThird, fadeInUs, fadeOutUs, updatedAt,
    parts: parts.map(({ footageId, pins, ...noted }) => ({ footageId, ...noted, ...(pins && spanOfPins(segmentsOf(footageId), pins, noted)), byWords: pins !== null })),
  }));
}
