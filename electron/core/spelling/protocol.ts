import { z } from 'zod';
import type { LanguageCode } from '../../../shared/domain';

/** What the worker is asked: which of some words no dictionary of a language knows, or what one word may have meant to be. */
export type SpellRequest = { readonly id: number; readonly language: LanguageCode } & ({ readonly words: readonly string[] } | { readonly like: string });

/** Words that are unknown, or suggestions. Null: no dictionary of the language is there. Without `words` it could not be told. */
export const spellReply = z.object({ id: z.number(), words: z.array(z.string()).nullable().optional() });
export type SpellReply = z.infer<typeof spellReply>;
