import { z } from 'zod';
import { passage } from './passage';
import { speaker } from './transcript';

/** One side of a conflict over a passage: all that a person needs to see to choose. */
export const passageSide = passage.pick({ startUs: true, endUs: true, text: true, reason: true, note: true, audio: true, video: true, state: true, who: true, severity: true });
export type PassageSide = z.infer<typeof passageSide>;
const side = passageSide.nullable();

/** What two colleagues changed differently, side by side, for a person to decide. Null: deleted, or not known. */
export const conflict = z.object({
  id: z.string(),
  kind: z.enum(['interview', 'segment', 'passage', 'transcript', 'translation']),
  /** The field of an interview record; empty otherwise. */
  field: z.string(),
  footageId: z.string().nullable(),
  interviewId: z.string().nullable(),
  /** Who the other version is from. */
  peer: z.string(),
  /** Who says the words of a segment, as a person named the voice; null where nobody has said, and for everything else. */
  speaker: speaker.pick({ name: true, number: true }).nullable(),
  base: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  /** For a passage, the same three versions field by field; null for everything else. */
  passage: z.object({ base: side, ours: side, theirs: side }).nullable(),
});
export type ConflictView = z.infer<typeof conflict>;
