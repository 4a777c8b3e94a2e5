import { z } from 'zod';

export const jobKind = z.enum(['import', 'preview', 'redacted-preview', 'transcribe', 'align', 'speakers', 'translate', 'faces', 'export', 'model', 'backup', 'handover-export', 'handover-import', 'check', 'memory']);
export type JobKind = z.infer<typeof jobKind>;
/** What may take hours of the processor: waits while the computer runs on a low battery. Import, export, backup and handover never wait. */
export const HEAVY_JOBS: readonly JobKind[] = ['transcribe', 'align', 'speakers', 'translate', 'faces', 'check'];
export const jobState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

/** One piece of long work, as the jobs pane shows it. */
export const job = z.object({
  id: z.string(),
  kind: jobKind,
  /** What the person calls it: the footage's or clip's name. Encrypted at rest like everything else. */
  title: z.string(),
  footageId: z.string().nullable(),
  state: jobState,
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Milliseconds left as estimated from the speed so far; null while unknown. */
  remainingMs: z.number().nonnegative().nullable(),
  /** Speed in units that fit the kind: bytes/s for imports, × real time for the rest; null while unknown. */
  speed: z.number().nonnegative().nullable(),
  /** How many footage of how many are done, for work that goes through several; null otherwise. */
  parts: z.object({ done: z.number().int().nonnegative(), of: z.number().int().nonnegative() }).nullable(),
  error: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  /** Of an import whose bytes were in the vault already: the footage that they are. */
  duplicateOf: z.string().optional(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type Job = z.infer<typeof job>;
