import { z } from 'zod';
import { languageCode } from './interview';

/**
 * How far a word's time can be believed. `aligned`: found in the sound; `estimated`: spread over the
 * segment; `untimed`: nothing known, redaction takes the whole segment instead.
 */
export const wordTrust = z.enum(['aligned', 'estimated', 'untimed']);
export type WordTrust = z.infer<typeof wordTrust>;

export const word = z.object({
  /** As written, punctuation included, NFC. Words joined by single spaces give the segment's text. */
  text: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().nonnegative(),
  trust: wordTrust,
});
export type Word = z.infer<typeof word>;

export const segment = z.object({
  id: z.string(),
  footageId: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  text: z.string(),
  language: languageCode,
  origin: z.enum(['machine', 'edited']),
  words: z.array(word),
});
export type Segment = z.infer<typeof segment>;
