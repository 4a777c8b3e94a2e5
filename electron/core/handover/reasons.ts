import { z } from 'zod';
import { isBroughtAlong, reasonCode } from '../../../shared/domain';
import { record } from '../audit';
import { keptReasons } from '../redaction/reasons';
import type { Database } from '../vault/database';
import type { Actor } from './actor';

/** A reason of one vault's own on its way to another. */
export const travellingReason = z.object({ code: reasonCode, label: z.string().min(1).max(80), about: z.string().max(300), retired: z.boolean(), createdAt: z.string() });
export type TravellingReason = z.infer<typeof travellingReason>;

/** The vault's own reasons that are offered, and retired ones that the passages on their way have. What Zapis' own are called stays at home. */
export function travellingReasonsOf(db: Database, used: ReadonlySet<string>): TravellingReason[] {
  return keptReasons(db).filter(({ code, retired }) => !isBroughtAlong(code) && (!retired || used.has(code)));
}

/** Takes in what this vault has no name for. What it has one for is its custodian's affair and stays. */
export function mergeReasons(db: Database, theirs: readonly TravellingReason[], by: Actor): void {
  const insert = db.prepare('INSERT OR IGNORE INTO reason (code, label, about, retired, created_at) VALUES (?, ?, ?, ?, ?)');
  for (const { code, label, about, retired, createdAt } of theirs) {
    if (isBroughtAlong(code) || insert.run(code, label, about, retired ? 1 : 0, createdAt).changes === 0) continue;
    record(db, { person: by, action: 'reasons.handover', item: { kind: 'reason', id: code }, details: {} });
  }
}
