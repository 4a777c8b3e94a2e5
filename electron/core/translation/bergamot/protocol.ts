import { z } from 'zod';
import type { Precision } from './runtime';

/** A pack's files, by their paths. */
export interface PackFiles {
  readonly id: string;
  readonly model: string;
  readonly shortlist: string;
  /** One for both languages, or the source's and the target's. */
  readonly vocabs: readonly string[];
  readonly precision: Precision;
}

/** Sentences to be translated through one pack, or through two by way of English. */
export interface BergamotQuestion {
  readonly packs: readonly PackFiles[];
  /** Each a sentence's words. */
  readonly sentences: readonly (readonly string[])[];
}

export interface BergamotRequest extends BergamotQuestion { readonly id: number }

const index = z.number().int().nonnegative();
const sentence = z.object({ words: z.array(z.string()).max(2000), links: z.array(z.tuple([index, index])).nullable() });

/** Parsed, not trusted. Null: it could not translate. */
export const bergamotReply = z.object({ id: z.number(), sentences: z.array(sentence).nullable().catch(null) });
export type BergamotReply = z.infer<typeof bergamotReply>;
