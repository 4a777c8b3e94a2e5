import { setImmediate } from 'node:timers/promises';
import type { Database } from '../vault/database';
import { ChainFollower, type AuditProblem, type KnownHead } from './chain';
import { entries } from './rows';

/** How many problems are told; a log that is wrong everywhere must not fill the memory. */
export const TOLD = 1_000;

export interface ChainReport extends KnownHead {
  readonly ok: boolean;
  readonly problems: readonly AuditProblem[];
}

/**
 * Follows the log in the vault from its first entry. `known`: ends of earlier exports; each must still be
 * there, for whoever has the vault key can rewrite the log as a whole, but not what has already left.
 */
export async function verifyChain(db: Database, known: readonly KnownHead[] = []): Promise<ChainReport> {
  const chain = new ChainFollower();
  const problems: AuditProblem[] = [];
  const tell = (code: AuditProblem['code'], line: number): void => {
    if (problems.length < TOLD) problems.push({ code, line });
  };
  const heads = new Map(known.filter(({ entries: count }) => count > 0).map(({ entries: count, head }) => [count, head]));
  for (const entry of entries(db)) {
    const code = chain.next(entry);
    if (code !== null) tell(code, entry.seq);
    const head = heads.get(entry.seq);
    if (head !== undefined && head !== entry.hash) tell('audit-head-unknown', entry.seq);
    if (entry.seq % 500 === 0) await setImmediate();
  }
  for (const count of heads.keys()) if (count > chain.entries) tell('audit-head-unknown', count);
  return { ok: problems.length === 0, entries: chain.entries, head: chain.head, problems };
}
