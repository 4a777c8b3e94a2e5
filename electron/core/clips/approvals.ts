import { reasonTold, type Reason } from '../../../shared/domain';
import { usToMs, type Span } from '../../../shared/time';
import { withHands } from '../redaction/hands';
import { listPassages } from '../redaction/passages';
import { clamp } from '../redaction/spans';
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

/** The passages that are redacted and reach into a clip, in the order of time, in the clip's time. */
export function approvalsWithin(db: Database, footageId: string, clip: Span): Approval[] {
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
