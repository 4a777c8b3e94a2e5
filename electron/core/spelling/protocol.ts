import { z } from 'zod';
import type { LanguageCode } from '../../../shared/domain';

/** What the worker is asked: which of some words no dictionary of a language knows, what one word may have meant to be, or what of a text is surely misspelt. */
export type SpellRequest = { readonly id: number; readonly language: LanguageCode } & ({ readonly words: readonly string[] } | { readonly like: string } | LinesToMend);

/** Recognised words, a list for each segment, and those of each that must stay, by index. */
export interface LinesToMend { readonly lines: readonly (readonly string[])[]; readonly stay: readonly (readonly number[])[] }

/** Words that a recogniser has misspelt so that only one thing can be meant: `length` of them, from the one of index `at` on. */
const sureCorrection = z.object({ at: z.number().int().nonnegative(), length: z.number().int().min(1).max(2), texts: z.array(z.string()).min(1).max(2) });
export type SureCorrection = z.infer<typeof sureCorrection>;

/** Words that are unknown, or suggestions. Null: no dictionary of the language is there. Without `words` it could not be told. */
export const spellReply = z.object({ id: z.number(), words: z.array(z.string()).nullable().optional(), corrections: z.array(z.array(sureCorrection)).optional() });
export type SpellReply = z.infer<typeof spellReply>;
