import { z } from 'zod';
import { pseudonym as schema, type Exclusion, type Pseudonym } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { record } from '../audit';
import { keyOf } from '../pseudonyms/forms';
import { listPseudonyms, pseudonymToRow } from '../pseudonyms/rows';
import { writeRow } from '../transcript/history';
import type { Database } from '../vault/database';
import type { Actor } from './actor';

/** A name on its way to another vault. Approvals do not travel. */
export const travellingPseudonym = schema.omit({ interviewId: true, state: true }).extend({ id: z.uuid() });
export type TravellingPseudonym = z.infer<typeof travellingPseudonym>;

/** The names of an interview as they are handed over. */
export function travellingPseudonymsOf(db: Database, interviewId: string): TravellingPseudonym[] {
  return listPseudonyms(db, interviewId).map(({ id, name, also, kind, substitute, excluded, createdAt, updatedAt }) => ({ id, name, also, kind, substitute, excluded, createdAt, updatedAt }));
}

/**
 * Brings names together with those here so that nothing is uncovered: what either covers is covered, a place is excluded
 * only where both excluded it, and what came or changed waits for a second person here. Of two substitutes the one
 * written last holds. A name that was removed here comes back only when it was set or changed over there after that.
 *
 * @throws ZapisError `handover-damaged` when a name's id belongs to another interview here.
 */
export function mergePseudonyms(db: Database, interviewId: string, theirs: readonly TravellingPseudonym[], by: Actor): void {
  for (const fresh of theirs) {
    const here = listPseudonyms(db, interviewId);
    const ours = here.find(({ id }) => id === fresh.id) ?? here.find(({ name }) => keyOf(name) === keyOf(fresh.name));
    if (!ours && db.prepare('SELECT 1 FROM pseudonym WHERE id = ?').get(fresh.id) !== undefined) throw new ZapisError('handover-damaged');
    if (!ours && wasRemovedAfter(db, fresh)) continue;
    const merged = ours ? together(ours, fresh) : { ...fresh, interviewId, state: 'marked' as const };
    if (ours && told(ours) === told(merged)) continue;
    const row = db.prepare<[string], { created_by: string | null }>('SELECT created_by FROM pseudonym WHERE id = ?').get(merged.id);
    writeRow(db, 'pseudonym', merged.id, { ...pseudonymToRow(merged), created_by: row?.created_by ?? null, updated_by: null });
    record(db, { person: by, action: 'pseudonyms.handover', item: { kind: 'interview', id: interviewId }, details: { pseudonym: merged.id } });
  }
}

function together(ours: Pseudonym, theirs: TravellingPseudonym): Pseudonym {
  const newer = theirs.updatedAt > ours.updatedAt;
  return {
    ...ours,
    also: [...new Set([...ours.also, ...theirs.also, ...(theirs.name === ours.name ? [] : [theirs.name])])].slice(0, 50),
    // The kind that covers more: parts of a person's name count alone.
    kind: ours.kind === 'person' || theirs.kind === 'person' ? 'person' : ours.kind,
    substitute: newer ? theirs.substitute : ours.substitute,
    excluded: ours.excluded.filter((one) => theirs.excluded.some((other) => isSame(one, other))),
    state: 'marked', updatedAt: newer ? theirs.updatedAt : ours.updatedAt,
  };
}

function isSame(a: Exclusion, b: Exclusion): boolean {
  return a.footage === b.footage && a.fingerprint === b.fingerprint && a.startUs <= b.endUs && a.endUs >= b.startUs;
}

function told({ name, also, kind, substitute, excluded }: Pseudonym): string {
  return JSON.stringify([name, also, kind, substitute, excluded]);
}

function wasRemovedAfter(db: Database, { id, updatedAt }: TravellingPseudonym): boolean {
  const at = db.prepare<[string], string | null>("SELECT max(at) FROM audit WHERE action = 'pseudonyms.remove' AND json_extract(details, '$.pseudonym') = ?").pluck().get(id) ?? null;
  return at !== null && at >= updatedAt;
}
