import { z } from 'zod';
import { reason, reasonCode } from './passage';

/** A reason as a vault uses it: one that Zapis brings, by another name perhaps, or one of its own. */
export const reasonView = z.object({
  code: reasonCode,
  /** Null: the catalogue's name, or for a code that came from elsewhere nothing that is known. */
  label: z.string().max(80).nullable(),
  /** What it means; empty: the catalogue's words, or none. */
  about: z.string().max(300),
  /** Not offered any more; passages that have it keep it. */
  retired: z.boolean(),
  /** Passages of this vault that have it, in whatever state. */
  uses: z.number().int().nonnegative(),
});
export type ReasonView = z.infer<typeof reasonView>;

export const reasonDraft = z.object({
  /** Null: a new reason of the vault's own. */
  code: reasonCode.nullable(),
  /** What a new one counts as: its colour, and all that editors and manifests learn of it. */
  like: reason.default('other'),
  /** Empty, of a reason that Zapis brings: its own name again. */
  label: z.string().trim().max(80),
  about: z.string().trim().max(300).default(''),
}).strict();
export type ReasonDraft = z.infer<typeof reasonDraft>;
