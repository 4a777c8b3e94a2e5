import { z } from 'zod';

/** What is looked for in the audit log; empty and null: everything. */
export const auditQuery = z.object({
  /** Id of a person; an empty one: deeds of nobody known. */
  person: z.string().max(100).nullable(),
  action: z.string().max(100).nullable(),
  text: z.string().max(200),
  /** Actions in whose names the text stands: what they are called, only the window knows. */
  named: z.array(z.string().max(100)).max(200),
}).strict();
export type AuditQuery = z.infer<typeof auditQuery>;

/** Which entries fit, and what there is to filter by. */
export const auditFound = z.object({
  /** Numbers, the newest first. */
  seqs: z.array(z.number()),
  total: z.number(),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  actions: z.array(z.string()),
});
export type AuditFound = z.infer<typeof auditFound>;

/** One deed as a person reads it. */
export const auditEntryView = z.object({
  seq: z.number(),
  at: z.string(),
  personName: z.string(),
  action: z.string(),
  itemKind: z.string().nullable(),
  itemId: z.string().nullable(),
  /** What the item, or the footage it belongs to, is called today; null where it is gone or has no name. */
  about: z.string().nullable(),
  details: z.array(z.object({ name: z.string(), value: z.string() })),
  previous: z.string(),
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

/** Whether each entry follows the one before. */
export const auditReport = z.object({
  ok: z.boolean(),
  entries: z.number(),
  /** Hash of the last entry. */
  head: z.string(),
  problems: z.array(z.object({ code: z.string(), line: z.number() })),
});
export type AuditReport = z.infer<typeof auditReport>;
