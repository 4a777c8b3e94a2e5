import type { Passage, PassageView } from '../../../shared/domain';
import { commentsOn } from './comments';
import type { Database } from '../vault/database';

interface Hands { readonly markedId: string | null; readonly markedName: string | null; readonly changedId: string | null; readonly changedName: string | null }

/** Says of a passage whose hand is on it and what colleagues say about it. A person who left keeps the name; one whom this vault never knew has none. */
export function withHands(db: Database, passage: Passage): PassageView {
  const hands = db.prepare<[string], Hands>(`SELECT marker.id AS markedId, marker.name AS markedName, changer.id AS changedId, changer.name AS changedName FROM passage
    LEFT JOIN person AS marker ON marker.id = passage.created_by LEFT JOIN person AS changer ON changer.id = passage.updated_by WHERE passage.id = ?`).get(passage.id);
  return { ...passage, comments: commentsOn(db, passage.id), markedBy: hand(hands?.markedId, hands?.markedName), changedBy: hand(hands?.changedId, hands?.changedName) };
}

function hand(id: string | null | undefined, name: string | null | undefined): PassageView['markedBy'] {
  return id && name ? { id, name } : null;
}
