import { z } from 'zod';
import { pseudonym as schema, type Pseudonym } from '../../../shared/domain';
import type { Row } from '../transcript/history';
import type { Database } from '../vault/database';

const texts = z.string().transform((text): unknown => JSON.parse(text));
const row = z.object({
  id: z.string(), interview_id: z.string(), name: z.string(), also: texts.pipe(schema.shape.also), kind: schema.shape.kind, substitute: z.string(),
  state: schema.shape.state, excluded: texts.pipe(schema.shape.excluded), created_at: z.string(), updated_at: z.string(),
});

export function pseudonymFromRow(raw: unknown): Pseudonym {
  const { interview_id: interviewId, created_at: createdAt, updated_at: updatedAt, ...same } = row.parse(raw);
  return { ...same, interviewId, createdAt, updatedAt };
}

/** All columns but those that say whose hand was on it. */
export function pseudonymToRow(p: Pseudonym): Row {
  return {
    id: p.id, interview_id: p.interviewId, name: p.name, also: JSON.stringify(p.also), kind: p.kind, substitute: p.substitute, state: p.state,
    excluded: JSON.stringify(p.excluded), created_at: p.createdAt, updated_at: p.updatedAt,
  };
}

/** The names of an interview that something else stands for, in the order in which they were set. */
export function listPseudonyms(db: Database, interviewId: string): Pseudonym[] {
  return db.prepare('SELECT * FROM pseudonym WHERE interview_id = ? ORDER BY created_at, id').all(interviewId).map(pseudonymFromRow);
}

/** The names that hold in a footage: those of its interview. */
export function pseudonymsOfFootage(db: Database, footageId: string): Pseudonym[] {
  return db.prepare('SELECT pseudonym.* FROM pseudonym JOIN footage ON footage.interview_id = pseudonym.interview_id WHERE footage.id = ? ORDER BY pseudonym.created_at, pseudonym.id').all(footageId).map(pseudonymFromRow);
}
