import { z } from 'zod';
import { ROLES } from '../roles';

export const role = z.enum(ROLES);

/** Somebody with an own passphrase to the vault. */
export const person = z.object({
  id: z.string(),
  name: z.string(),
  role,
  /** Public key for handovers, in age's notation; null until one was made. */
  recipient: z.string().nullable(),
  createdAt: z.string(),
  /** Since when the person has no access any more; null for those who have. */
  removedAt: z.string().nullable(),
});
export type Person = z.infer<typeof person>;
