import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, type Json } from './canonicalJson';

// What comes out of JSON.parse is JSON: looking at it again would take most of the time of a check.
const json = z.custom<Json>();
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

/** One deed, as it is exported: who did what to which item, when. Never any text of an interview. */
export const auditEntry = z.object({
  /** 1, 2, 3 … without gaps. */
  seq: z.number().int().positive(),
  /** UTC, by the clock of the laptop: it can be wrong, the order cannot. */
  at: z.string(),
  /** Null for deeds of nobody known, such as a wrong passphrase. */
  person: z.string().nullable(),
  personName: z.string(),
  action: z.string(),
  itemKind: z.string().nullable(),
  itemId: z.string().nullable(),
  details: z.record(z.string(), json),
  /** The hash of the entry before; zeros for the first. */
  previous: hex(32),
  /** SHA-256 over the canonical JSON of all the other fields. */
  hash: hex(32),
}).strict();
export type AuditEntry = z.infer<typeof auditEntry>;

/** First line of an exported log. */
export const auditHeader = z.object({
  format: z.literal('zapis-audit'),
  version: z.literal(1),
  vaultId: z.string(),
  /** Ed25519, raw, hex. */
  publicKey: hex(32),
  exportedAt: z.string(),
}).strict();
export type AuditHeader = z.infer<typeof auditHeader>;

/** Last line of an exported log; the signature covers the header and this line. */
export const auditEnd = z.object({
  end: z.literal(true),
  entries: z.number().int().nonnegative(),
  /** Hash of the last entry; zeros for an empty log. */
  head: hex(32),
  /** Ed25519 over {@link signedBytes}, hex: one spelling only, which base64 has not. */
  signature: hex(64),
}).strict();
export type AuditEnd = z.infer<typeof auditEnd>;

/** What comes before the first entry. */
export const GENESIS = '0'.repeat(64);

/** The hash that belongs to an entry. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, person, personName, action, itemKind, itemId, details, previous } = entry;
  return createHash('sha256').update(canonicalJson({ seq, at, person, personName, action, itemKind, itemId, details, previous })).digest('hex');
}

/** The bytes that an export's signature covers. */
export function signedBytes(header: AuditHeader, end: Omit<AuditEnd, 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ ...header, end: end.end, entries: end.entries, head: end.head }), 'utf8');
}
