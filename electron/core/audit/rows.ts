import type { Database } from '../vault/database';
import type { Json } from './canonicalJson';
import type { AuditEntry } from './entry';

/** Entries read at a time: nothing of a log of any length stays in memory, and no open cursor blocks the database. */
const PAGE = 500;

/** An entry as the table holds it. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly person: string | null;
  readonly person_name: string;
  readonly action: string;
  readonly item_kind: string | null;
  readonly item_id: string | null;
  readonly details: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

function fromRow(row: AuditRow): AuditEntry {
  return {
    seq: row.seq, at: row.at, person: row.person, personName: row.person_name, action: row.action, itemKind: row.item_kind, itemId: row.item_id,
    details: JSON.parse(row.details) as Record<string, Json>, previous: row.previous.toString('hex'), hash: row.hash.toString('hex'),
  };
}

/** The newest entry of the log. */
export function lastEntry(db: Database): AuditEntry | undefined {
  const row = db.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq DESC LIMIT 1').get();
  return row && fromRow(row);
}

/** Entries by number, those that there are. */
export function entriesAt(db: Database, seqs: readonly number[]): AuditEntry[] {
  return db.prepare<[string], AuditRow>('SELECT * FROM audit WHERE seq IN (SELECT value FROM json_each(?))').all(JSON.stringify(seqs)).map(fromRow);
}

/** Entries up to number `until`, the oldest first. */
export function* entries(db: Database, until = Number.MAX_SAFE_INTEGER): Generator<AuditEntry> {
  const page = db.prepare<[number, number, number], AuditRow>('SELECT * FROM audit WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?');
  for (let after = 0; ;) {
    const rows = page.all(after, until, PAGE);
    for (const row of rows) yield fromRow(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.seq;
  }
}
