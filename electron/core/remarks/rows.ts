import { z } from 'zod';
import { remark, remarkAnswer, wordAnchor, type Remark, type RemarkAnswer } from '../../../shared/domain';
import type { Row } from '../transcript/history';
import type { Database } from '../vault/database';

const shape = remark.shape;
const row = z.object({
  id: z.string(), footage_id: z.string(), kind: shape.kind, language: shape.language, anchor: z.string().transform((text) => wordAnchor.parse(JSON.parse(text))),
  start_us: z.number(), end_us: z.number(), words: z.string(), text: z.string(), state: shape.state,
  created_at: z.string(), by_name: z.string(), updated_at: z.string(), changed_by: z.string(),
});

export function remarkFromRow(raw: unknown): Remark {
  const r = row.parse(raw);
  return {
    id: r.id, footageId: r.footage_id, kind: r.kind, language: r.language, anchor: r.anchor, startUs: r.start_us, endUs: r.end_us, words: r.words, text: r.text, state: r.state,
    createdAt: r.created_at, by: r.by_name, updatedAt: r.updated_at, changedBy: r.changed_by,
  };
}

/** @param byId null for somebody whom this vault does not know. */
export function remarkToRow(r: Remark, byId: string | null): Row {
  return {
    id: r.id, footage_id: r.footageId, kind: r.kind, language: r.language, anchor: JSON.stringify(r.anchor), start_us: r.startUs, end_us: r.endUs, words: r.words, text: r.text, state: r.state,
    created_at: r.createdAt, by_id: byId, by_name: r.by, updated_at: r.updatedAt, changed_by: r.changedBy,
  };
}

/** The row as history keeps it; null when there is none. */
export function rawRemark(db: Database, id: string): Row | null {
  return (db.prepare('SELECT * FROM remark WHERE id = ?').get(id) as Row | undefined) ?? null;
}

/** What is pinned to a footage's words, in the order of speech. */
export function remarksOf(db: Database, footageId: string): Remark[] {
  return db.prepare('SELECT * FROM remark WHERE footage_id = ? ORDER BY start_us, created_at, id').all(footageId).map(remarkFromRow);
}

/** An answer with the remark that it answers. */
export interface PlacedAnswer extends RemarkAnswer {
  readonly remarkId: string;
}

/** Every answer in a footage, the oldest first. */
export function answersOf(db: Database, footageId: string): PlacedAnswer[] {
  return db.prepare<[string], PlacedAnswer>('SELECT id, at, by_name AS "by", text, remark_id AS remarkId FROM remark_answer WHERE footage_id = ? ORDER BY at, rowid').all(footageId)
    .map(({ remarkId, ...answer }) => ({ ...remarkAnswer.parse(answer), remarkId }));
}

export function answerToRow({ id, at, by, text, remarkId }: PlacedAnswer, footageId: string, byId: string | null): Row {
  return { id, footage_id: footageId, remark_id: remarkId, at, by_id: byId, by_name: by, text };
}
