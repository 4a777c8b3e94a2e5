import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { glossaryTerm, type GlossaryTerm } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { nfc } from '../../../shared/text';
import type { Database } from '../vault/database';

interface TermRow { id: string; interview_id: string; term: string; misheard: string; kind: string; note: string; stays_latin: 0 | 1 }

/** What a person may say of a term. `id` null: a new one. */
export interface TermDraft extends Omit<GlossaryTerm, 'id' | 'staysLatin'> {
  readonly id: string | null;
  readonly staysLatin?: boolean | undefined;
}

/** The names and words of an interview, in alphabetical order. */
export function listTerms(db: Database, interviewId: string): GlossaryTerm[] {
  const collator = new Intl.Collator('hr', { sensitivity: 'base' });
  return db.prepare<[string], TermRow>('SELECT * FROM glossary_term WHERE interview_id = ?').all(interviewId).map(fromRow).sort((a, b) => collator.compare(a.term, b.term) || (a.id < b.id ? -1 : 1));
}

/** The terms of the interview that a footage belongs to; none where it belongs to none. */
export function termsOfFootage(db: Database, footageId: string): GlossaryTerm[] {
  const row = db.prepare<[string], { interview_id: string | null }>('SELECT interview_id FROM footage WHERE id = ?').get(footageId);
  return row?.interview_id ? listTerms(db, row.interview_id) : [];
}

/** The names that stay in Latin letters whatever the script. */
export function namesStayingLatin(db: Database, footageId: string): string[] {
  return db.prepare<[string], { term: string }>('SELECT term FROM glossary_term JOIN footage ON footage.interview_id = glossary_term.interview_id WHERE footage.id = ? AND stays_latin = 1 ORDER BY term').all(footageId).map(({ term }) => term);
}

/**
 * Saves a term, composed and without spaces around it; the same term written the same way is kept once.
 * @throws ZapisError `interview-missing`, `term-missing` (changed, but gone), `term-known`, `term-empty`.
 */
export function saveTerm(db: Database, draft: TermDraft): GlossaryTerm {
  if (db.prepare('SELECT 1 FROM interview WHERE id = ?').get(draft.interviewId) === undefined) throw new ZapisError('interview-missing');
  const clean = (text: string): string => nfc(text).trim().replace(/\s+/gu, ' ');
  const term = clean(draft.term);
  if (!/[\p{L}\p{N}]/u.test(term)) throw new ZapisError('term-empty');
  const misheard = [...new Set(draft.misheard.map(clean))].filter((one) => one !== '' && one !== term);
  const known = db.prepare<[string, string], { id: string }>('SELECT id FROM glossary_term WHERE interview_id = ? AND term = ?').get(draft.interviewId, term);
  if (known && known.id !== draft.id) throw new ZapisError('term-known', { term });
  if (draft.id !== null && db.prepare('SELECT 1 FROM glossary_term WHERE id = ? AND interview_id = ?').get(draft.id, draft.interviewId) === undefined) throw new ZapisError('term-missing');
  const saved = glossaryTerm.parse({ ...draft, id: draft.id ?? randomUUID(), term, misheard });
  writeTerm(db, saved);
  return saved;
}

/** Puts a term as it is. */
export function writeTerm(db: Database, term: GlossaryTerm): void {
  db.prepare(`INSERT INTO glossary_term (id, interview_id, term, misheard, kind, note, stays_latin) VALUES (@id, @interviewId, @term, @misheard, @kind, @note, @staysLatin)
    ON CONFLICT (id) DO UPDATE SET term = excluded.term, misheard = excluded.misheard, kind = excluded.kind, note = excluded.note, stays_latin = excluded.stays_latin`)
    .run({ ...term, misheard: JSON.stringify(term.misheard), staysLatin: term.staysLatin ? 1 : 0 });
}

/** @throws ZapisError `term-missing`. */
export function removeTerm(db: Database, id: string): GlossaryTerm {
  const row = db.prepare<[string], TermRow>('SELECT * FROM glossary_term WHERE id = ?').get(id);
  if (!row) throw new ZapisError('term-missing');
  db.prepare('DELETE FROM glossary_term WHERE id = ?').run(id);
  return fromRow(row);
}

function fromRow(row: TermRow): GlossaryTerm {
  return glossaryTerm.parse({ id: row.id, interviewId: row.interview_id, term: row.term, misheard: z.array(z.string()).parse(JSON.parse(row.misheard)), kind: row.kind, note: row.note, staysLatin: row.stays_latin === 1 });
}
