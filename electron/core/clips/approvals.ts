import { NAME_REASONS, reasonTold, type Reason } from '../../../shared/domain';
import { usToMs, type Span } from '../../../shared/time';
import { withHands } from '../redaction/hands';
import { listPassages } from '../redaction/passages';
import { occurrencesIn } from '../pseudonyms/occurrences';
import { pseudonymsOfFootage } from '../pseudonyms/rows';
import { handsOf } from '../pseudonyms/hands';
import { hashOf } from '../redaction/planFor';
import { clamp } from '../redaction/spans';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';

/** A passage as a stranger may know of it: where in the clip, why by code, and who looked twice, by initials. */
export interface Approval {
  readonly startMs: number;
  readonly endMs: number;
  readonly reason: Reason;
  readonly markedBy: string | null;
  /** Null while no second person has approved it. */
  readonly approved: { readonly by: string | null; readonly at: string } | null;
}

/** The passages that are redacted and the names that are said in a clip, in the order of time, in the clip's time. */
export function approvalsWithin(db: Database, footageId: string, clip: Span): Approval[] {
  return [...passagesWithin(db, footageId, clip), ...namesWithin(db, footageId, clip)].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

function namesWithin(db: Database, footageId: string, clip: Span): Approval[] {
  const pseudonyms = pseudonymsOfFootage(db, footageId);
  if (pseudonyms.length === 0) return [];
  const hands = new Map(pseudonyms.map(({ id }) => [id, handsOf(db, id)]));
  return occurrencesIn(listSegments(db, footageId), pseudonyms, hashOf(db, footageId)).flatMap(({ pseudonym: { id, kind, state, updatedAt }, excluded, span: whole }): Approval[] => {
    const span = excluded ? null : clamp(whole, clip);
    if (span === null) return [];
    const of = hands.get(id);
    return [{
      startMs: usToMs(span.startUs - clip.startUs), endMs: usToMs(span.endUs - clip.startUs), reason: NAME_REASONS[kind], markedBy: initials(of?.markedBy?.name),
      approved: state === 'approved' ? { by: initials(of?.changedBy?.name), at: updatedAt } : null,
    }];
  });
}

function passagesWithin(db: Database, footageId: string, clip: Span): Approval[] {
  return listPassages(db, footageId).flatMap((passage): Approval[] => {
    const span = passage.state === 'rejected' || passage.state === 'withdrawn' ? null : clamp(passage, clip);
    if (span === null) return [];
    const { markedBy, changedBy } = withHands(db, passage);
    return [{
      startMs: usToMs(span.startUs - clip.startUs), endMs: usToMs(span.endUs - clip.startUs), reason: reasonTold(passage.reason), markedBy: initials(markedBy?.name),
      approved: passage.state === 'approved' ? { by: initials(changedBy?.name), at: passage.updatedAt } : null,
    }];
  });
}

/** 'Nadja Hodžić' → 'N.H.'; null for nobody. */
export function initials(name: string | undefined): string | null {
  const letters = (name ?? '').normalize('NFC').split(/[\s-]+/u).flatMap((part) => /\p{L}/u.exec(part)?.[0].toLocaleUpperCase() ?? []);
  return letters.length === 0 ? null : `${letters.join('.')}.`;
}
