import { z } from 'zod';

const failure = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

/** What a check of the vault found; each problem has its sentence, with what to do, in the message catalogue. */
export const checkReport = z.object({
  ok: z.boolean(),
  /** How many footage were looked at. */
  footage: z.number().int().nonnegative(),
  problems: z.array(failure),
});
export type CheckReport = z.infer<typeof checkReport>;

/** The last deep check, kept in the vault until somebody dismisses it. */
export const keptCheck = checkReport.extend({
  finishedAt: z.string(),
  /** Name of the person under whom it ended. */
  by: z.string(),
});
export type KeptCheck = z.infer<typeof keptCheck>;
