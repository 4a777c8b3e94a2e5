import { GENESIS, hashOf, type AuditEntry } from './entry';

/** What is wrong with an audit log; each code has its sentence in the message catalogue. */
export interface AuditProblem {
  readonly code:
    | 'audit-header-wrong' | 'audit-line-unreadable' | 'audit-entry-altered' | 'audit-entries-missing' | 'audit-entry-out-of-order'
    | 'audit-chain-broken' | 'audit-end-missing' | 'audit-end-wrong' | 'audit-lines-after-end' | 'audit-signature-wrong' | 'audit-key-unknown' | 'audit-head-unknown';
  /** Line of the file, the header's is 1; for a log in the vault the entry's number. */
  readonly line: number;
}

/** A known state of a log: what an export said at its end. Whoever kept one can tell whether the log was rewritten since. */
export interface KnownHead {
  readonly entries: number;
  readonly head: string;
}

/** Follows a chain entry by entry, in constant memory, and goes on after a problem to find the next. */
export class ChainFollower {
  #seq = 0;
  #head = GENESIS;

  get entries(): number {
    return this.#seq;
  }

  get head(): string {
    return this.#head;
  }

  /** What is wrong with the next entry, null when it follows the one before. */
  next(entry: AuditEntry): AuditProblem['code'] | null {
    const expected = this.#seq + 1;
    const previous = this.#head;
    // An entry that has gone back in time is judged by itself; the chain goes on from where it was.
    if (entry.seq < expected) return 'audit-entry-out-of-order';
    this.#seq = entry.seq;
    this.#head = entry.hash;
    if (hashOf(entry) !== entry.hash) return 'audit-entry-altered';
    if (entry.seq > expected) return 'audit-entries-missing';
    return entry.previous === previous ? null : 'audit-chain-broken';
  }
}
