import { z } from 'zod';
import { languageCode } from './interview';

/** One entry of the model catalogue joined with what is on this machine. */
export const modelInfo = z.object({
  id: z.string(),
  /** `recogniser`: turns speech into text; `voices`: one of the two that tell voices apart; `faces`: finds faces in the picture; `translation`: a pack from one language into another. */
  kind: z.enum(['recogniser', 'voices', 'faces', 'translation']),
  title: z.string(),
  bytes: z.number().int().positive(),
  /** SHA-256 of the installed file, or of the file that the catalogue expects; null where a repack fixes no hash. */
  sha256: z.string().nullable(),
  installed: z.boolean(),
  isDefault: z.boolean(),
  /** The best for the languages asked about and this computer. */
  isRecommended: z.boolean(),
  /** Peak memory while it works, bytes. */
  memoryBytes: z.number().int().positive(),
  /** Whether this computer has the memory that it needs beside everything else. */
  fits: z.boolean(),
  languages: z.array(z.string()),
  /** Cannot tell languages apart: must be told the one that is spoken. */
  needsLanguage: z.boolean(),
  canTranslate: z.boolean(),
  /** Seconds of sound transcribed in a second, as measured on this computer; null before the first transcription. */
  speed: z.number().positive().nullable(),
  note: z.string(),
  /** From where to where a translation pack leads; null for what is none. */
  pair: z.object({ from: languageCode, to: languageCode }).nullable(),
});
export type ModelInfo = z.infer<typeof modelInfo>;
