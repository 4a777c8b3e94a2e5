import type { AuditEntryView } from '../../../shared/domain';
import type { Database } from '../vault/database';
import { canonicalJson } from './canonicalJson';
import { itemNames } from './names';
import { entriesAt } from './rows';

/** Entries by number as a person reads them, in the order asked for; a number that there is none of is left out. */
export function entryViews(db: Database, seqs: readonly number[]): AuditEntryView[] {
  const nameOf = itemNames(db);
  const found = new Map(entriesAt(db, seqs).map((entry) => [entry.seq, entry]));
  return seqs.flatMap((seq) => found.get(seq) ?? []).map(({ seq, at, personName, action, itemKind, itemId, details, previous, hash }) => ({
    seq, at, personName, action, itemKind, itemId, previous, hash,
    about: nameOf(itemKind, itemId, canonicalJson(details)),
    details: Object.entries(details).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : canonicalJson(value) })),
  }));
}
