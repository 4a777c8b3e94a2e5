import { randomUUID } from 'node:crypto';
import type { Database } from '../vault/database';
import type { Owner } from './versions';

export type ConflictKind = 'interview' | 'segment' | 'passage' | 'transcript' | 'translation';

export interface ConflictRow {
  readonly id: string; readonly handover_id: string; readonly peer: string; readonly kind: ConflictKind; readonly row_id: string; readonly field: string;
  readonly interview_id: string | null; readonly footage_id: string | null; readonly base: string | null; readonly ours: string | null; readonly theirs: string | null;
  readonly theirs_hash: string; readonly theirs_seen: string; readonly live_hash: string; readonly created_at: string;
}

export interface NewConflict {
  readonly handoverId: string; readonly peer: string; readonly kind: ConflictKind; readonly rowId: string; readonly field?: string; readonly owner: Owner;
  readonly base: unknown; readonly ours: unknown; readonly theirs: unknown;
  readonly theirsHash: string; readonly theirsSeen: readonly string[];
  /** Version hash of what stands meanwhile. */
  readonly liveHash: string;
}

const asJson = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** True when this very version already waits for a decision. */
export function waits(db: Database, kind: ConflictKind, rowId: string, theirsHash: string): boolean {
  return db.prepare('SELECT 1 FROM conflict WHERE kind = ? AND row_id = ? AND theirs_hash = ? AND decided_at IS NULL').get(kind, rowId, theirsHash) !== undefined;
}

/** Files a conflict; older versions by the same hand that still wait give way to it. */
export function fileConflict(db: Database, c: NewConflict): void {
  const now = new Date().toISOString();
  const open = db.prepare<[string, string, string], ConflictRow>('SELECT * FROM conflict WHERE kind = ? AND row_id = ? AND field = ? AND decided_at IS NULL').all(c.kind, c.rowId, c.field ?? '');
  const older = open.filter((one) => c.theirsSeen.includes(one.theirs_hash));
  for (const one of older) db.prepare("UPDATE conflict SET decided_at = ?, decision = 'superseded' WHERE id = ?").run(now, one.id);
  // What we had before the first of them is what "ours" means, not what stood there protectively since.
  const first = older.find((one) => one.live_hash === c.liveHash);
  db.prepare(`INSERT INTO conflict (id, handover_id, peer, kind, row_id, field, interview_id, footage_id, base, ours, theirs, theirs_hash, theirs_seen, live_hash, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    randomUUID(), c.handoverId, c.peer, c.kind, c.rowId, c.field ?? '', 'interviewId' in c.owner ? c.owner.interviewId : null, 'footageId' in c.owner ? c.owner.footageId : null,
    asJson(c.base), first ? first.ours : asJson(c.ours), asJson(c.theirs), c.theirsHash, JSON.stringify(c.theirsSeen), c.liveHash, now,
  );
}
