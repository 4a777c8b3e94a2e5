import type { z } from 'zod';
import { canonicalJson, type Json } from './canonicalJson';
import { ChainFollower, type AuditProblem } from './chain';
import { auditEnd, auditEntry, auditHeader, signedBytes, type AuditEnd, type AuditHeader } from './entry';
import { isSignedBy } from './signingKey';
import { TOLD } from './verifyChain';

export interface AuditFileReport {
  readonly ok: boolean;
  readonly entries: number;
  /** Null when the file does not say. */
  readonly vaultId: string | null;
  /** Hex; to be compared with the key that the vault's custodian gave. */
  readonly publicKey: string | null;
  readonly problems: readonly AuditProblem[];
}

/** No line of an export is longer; what is, is no export. Characters. */
export const LONGEST_LINE = 65_536;

/**
 * Checks an exported audit log without the vault: finds entries removed, altered, moved or cut off, and a
 * signature that does not fit. Reads line by line in constant memory.
 *
 * A file proves itself only against a key: anyone can invent a log and sign it with a key of his own.
 * Give `publicKey` (known from the custodian or an earlier export) and another one is a problem.
 */
export async function verifyAuditFile(lines: AsyncIterable<string> | Iterable<string>, options: { publicKey?: string } = {}): Promise<AuditFileReport> {
  const problems: AuditProblem[] = [];
  const chain = new ChainFollower();
  let header: AuditHeader | null = null;
  let end: AuditEnd | null = null;
  let line = 0;
  let count = 0;
  const tell = (code: AuditProblem['code'], at = line): void => {
    if (problems.length < TOLD) problems.push({ code, line: at });
  };
  for await (const text of lines) {
    line++;
    if (line === 1) {
      header = read(text, auditHeader);
      if (header === null) tell('audit-header-wrong');
    } else if (end !== null) {
      tell('audit-lines-after-end');
      break;
    } else {
      const entry = read(text, auditEntry);
      if (entry !== null) {
        count++;
        const code = chain.next(entry);
        if (code !== null) tell(code);
        continue;
      }
      end = read(text, auditEnd);
      if (end === null) tell('audit-line-unreadable');
    }
  }
  if (end === null) tell('audit-end-missing', line + 1);
  else {
    if (end.entries !== count || end.entries !== chain.entries || end.head !== chain.head) tell('audit-end-wrong');
    if (header !== null && !isSignedBy(header.publicKey, signedBytes(header, end), end.signature)) tell('audit-signature-wrong');
  }
  if (header !== null && options.publicKey !== undefined && header.publicKey !== options.publicKey.trim().toLowerCase()) tell('audit-key-unknown', 1);
  return { ok: problems.length === 0, entries: count, vaultId: header?.vaultId ?? null, publicKey: header?.publicKey ?? null, problems };
}

/** A line as `schema` says, in its canonical spelling; null for anything else, so that no alteration hides behind an equal meaning. */
function read<T extends Json>(text: string, schema: z.ZodType<T>): T | null {
  if (text.length > LONGEST_LINE) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : null;
  } catch {
    return null;
  }
}
