import { z } from 'zod';
import { glossaryTerm } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { record } from '../audit';
import { listTerms, writeTerm } from '../glossary/rows';
import type { Database } from '../vault/database';
import type { Actor } from './actor';

/** A term on its way, with the time of its last change; null where nobody noted one. */
export const travellingTerm = glossaryTerm.omit({ interviewId: true }).extend({ id: z.uuid(), changedAt: z.iso.datetime().nullable() });
export type TravellingTerm = z.infer<typeof travellingTerm>;

/** The glossary of an interview as it is handed over. */
export function glossaryOf(db: Database, interviewId: string): TravellingTerm[] {
  return listTerms(db, interviewId).map(({ id, term, misheard, kind, note, staysLatin }) => ({ id, term, misheard, kind, note, staysLatin, changedAt: changedAt(db, interviewId, id) }));
}

/**
 * Brings a glossary together with the one here: of a term that both know the newest wins, also where the newest deed was
 * to remove it. A name that is here already under another id is kept once, as it is here.
 *
 * @throws ZapisError `handover-damaged` when a term's id belongs to another interview here.
 */
export function mergeGlossary(db: Database, interviewId: string, theirs: readonly TravellingTerm[], by: Actor): void {
  const here = new Map(listTerms(db, interviewId).map((term) => [term.id, term]));
  for (const { changedAt: theirTime, ...term } of theirs) {
    if (!here.has(term.id) && db.prepare('SELECT 1 FROM glossary_term WHERE id = ?').get(term.id) !== undefined) throw new ZapisError('handover-damaged');
    const ours = here.get(term.id);
    const fresh = { ...term, interviewId };
    if (JSON.stringify(ours && inOrder(ours)) === JSON.stringify(inOrder(fresh))) continue;
    const ourTime = changedAt(db, interviewId, term.id);
    if (ourTime !== null && (theirTime === null || theirTime <= ourTime)) continue;
    if ([...here.values()].some((one) => one.id !== term.id && one.term === term.term)) continue;
    writeTerm(db, fresh);
    here.set(term.id, fresh);
    // Its time of change goes on from vault to vault with it.
    record(db, { person: by, action: 'glossary.handover', item: { kind: 'interview', id: interviewId }, details: { term: term.id, changedAt: theirTime } });
  }
}

function inOrder({ term, misheard, kind, note, staysLatin }: Pick<TravellingTerm, 'term' | 'misheard' | 'kind' | 'note' | 'staysLatin'>): unknown {
  return [term, misheard, kind, note, staysLatin];
}

/** When a term was saved or removed last, as the audit log tells, wherever that was. */
function changedAt(db: Database, interviewId: string, termId: string): string | null {
  const row = db.prepare<[string, string], { at: string | null }>(`SELECT max(CASE WHEN action = 'glossary.handover' THEN json_extract(details, '$.changedAt') ELSE at END) AS at
    FROM audit WHERE item_kind = 'interview' AND item_id = ? AND json_extract(details, '$.term') = ? AND action IN ('glossary.save', 'glossary.remove', 'glossary.handover')`).get(interviewId, termId);
  return row?.at ?? null;
}
