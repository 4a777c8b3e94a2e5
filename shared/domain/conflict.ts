import { z } from 'zod';

/** What two colleagues changed differently, side by side, for a person to decide. Null: deleted, or not known. */
export const conflict = z.object({
  id: z.string(),
  kind: z.enum(['interview', 'segment', 'passage', 'transcript']),
  /** The field of an interview record; empty otherwise. */
  field: z.string(),
  footageId: z.string().nullable(),
  interviewId: z.string().nullable(),
  /** Who the other version is from. */
  peer: z.string(),
  base: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});
export type ConflictView = z.infer<typeof conflict>;
