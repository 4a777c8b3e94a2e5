import { z } from 'zod';
import { auditEntryView, auditFound, auditQuery, auditReport } from '../domain';
import { nothing } from './refs';

/** The log of deeds, read in the window. */
export const auditRequests = {
  'audit.find': { input: auditQuery, output: auditFound },
  /** Entries by number; those that there are. */
  'audit.entries': { input: z.object({ seqs: z.array(z.number().int().positive()).max(200) }).strict(), output: z.array(auditEntryView) },
  /** Follows the chain from the first entry to the last. */
  'audit.verify': { input: nothing, output: auditReport },
  /** Asks where to save the signed log; null when the dialog was closed. */
  'audit.export': { input: nothing, output: z.object({ entries: z.number() }).nullable() },
};
