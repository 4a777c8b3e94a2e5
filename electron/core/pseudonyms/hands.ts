import type { PseudonymView } from '../../../shared/domain';
import type { Database } from '../vault/database';

interface Hands { readonly markedId: string | null; readonly markedName: string | null; readonly changedId: string | null; readonly changedName: string | null }

/** Who set what stands for a name, and who touched it last. */
export function handsOf(db: Database, pseudonymId: string): Pick<PseudonymView, 'markedBy' | 'changedBy'> {
  const hands = db.prepare<[string], Hands>(`SELECT marker.id AS markedId, marker.name AS markedName, changer.id AS changedId, changer.name AS changedName FROM pseudonym
    LEFT JOIN person AS marker ON marker.id = pseudonym.created_by LEFT JOIN person AS changer ON changer.id = pseudonym.updated_by WHERE pseudonym.id = ?`).get(pseudonymId);
  const hand = (id: string | null | undefined, name: string | null | undefined): PseudonymView['markedBy'] => (id && name ? { id, name } : null);
  return { markedBy: hand(hands?.markedId, hands?.markedName), changedBy: hand(hands?.changedId, hands?.changedName) };
}
