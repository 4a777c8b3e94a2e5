import { z } from 'zod';
import { languageCode } from './interview';

/** Where a pair of the translation memory stands in an interview. */
export const memoryPlace = z.object({ footageId: z.string(), segmentId: z.string(), startUs: z.number().int() });

/** A text and what renders it, found in the translation memory. */
export const memoryHit = z.object({
  /** Names the pair: the translation, or the unit that was brought in. */
  id: z.string(),
  source: z.string(),
  target: z.string(),
  sourceLanguage: languageCode,
  targetLanguage: languageCode,
  /** How far people have gone with it; `imported`: it came from another tool, nobody here has looked. */
  state: z.enum(['edited', 'checked', 'approved', 'imported']),
  /** Null where it is of no interview of this vault. */
  place: memoryPlace.nullable(),
  /** The interview or the import, for people. */
  where: z.string(),
  /** Words that were looked for, by their places in either text. */
  sourceMarks: z.array(z.number()),
  targetMarks: z.array(z.number()),
  /** How near it is to the text it was sought for, 0 to 1; absent where words were sought. */
  likeness: z.number().optional(),
});
export type MemoryHit = z.infer<typeof memoryHit>;

/** A file that was brought into the memory. */
export const memoryImport = z.object({ id: z.string(), name: z.string(), importedAt: z.string(), /** Who handed it over; null where it was brought in here. */ from: z.string().nullable(), units: z.number() });
export type MemoryImport = z.infer<typeof memoryImport>;

/** A term of the glossary that is rendered in more than one way. */
export const termUse = z.object({
  term: z.string(),
  /** The commonest first. */
  renderings: z.array(z.object({
    /** The words that render it; empty where none could be told: then the segments have nothing in common. */
    text: z.string(),
    places: z.array(memoryPlace),
  })),
});
export type TermUse = z.infer<typeof termUse>;
