import type { AuditEntryView, AuditFound, AuditQuery } from '../../../shared/domain';
import { entryViews, findEntries, verifyChain, type ChainReport } from '../audit';
import { looking } from './operation';

/** Which entries of the log fit. */
export const findInAudit = looking('audit.read', ({ vault: { db } }, query: AuditQuery): Promise<AuditFound> => findEntries(db, query));

export const readAudit = looking('audit.read', ({ vault: { db } }, { seqs }: { seqs: readonly number[] }): AuditEntryView[] => entryViews(db, seqs));

/** Whether the log in the vault is whole: each entry follows the one before. What it cannot show stands in docs/audit-and-backup.md. */
export const verifyAudit = looking('audit.read', ({ vault: { db } }): Promise<ChainReport> => verifyChain(db));
