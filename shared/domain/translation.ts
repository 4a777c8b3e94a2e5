import { z } from 'zod';
import { languageCode } from './interview';

/**
 * How far a translated segment can be relied on. `machine`: nobody has looked; `edited`: a person wrote or corrected it;
 * `checked`: a person compared it with the original; `approved`: a second person did.
 */
export const translationState = z.enum(['machine', 'edited', 'checked', 'approved']);
export type TranslationState = z.infer<typeof translationState>;

/** `speech`: the recogniser itself, from the sound. */
export const translationEngine = z.enum(['bergamot', 'apertium', 'speech']);
export type TranslationEngine = z.infer<typeof translationEngine>;

/** An original segment with the text it had when it was translated. */
export const translationSource = z.object({ segmentId: z.string(), text: z.string() });
export type TranslationSource = z.infer<typeof translationSource>;

const index = z.number().int().nonnegative();
/** [which of the sources, which of its words, which word of the translation]. */
export const wordLink = z.tuple([index, index, index]);
export type WordLink = z.infer<typeof wordLink>;

/** One segment of a footage in another language; one for each original segment and language. */
export const translatedSegment = z.object({
  /** The original segment. */
  segmentId: z.string(),
  footageId: z.string(),
  /** The language that it was translated into. */
  language: languageCode,
  /** Words are what white space parts, as in the original. */
  text: z.string(),
  state: translationState,
  /** Which engine wrote the draft, and with which model; null where a person wrote it from nothing. */
  engine: translationEngine.nullable(),
  model: z.string().nullable(),
  /**
   * What it was made from, in the order of speech: the original segment, and those that share a sentence with it, for a
   * sentence is translated whole and words may have changed places. Other texts there now make the translation stale.
   */
  sources: z.array(translationSource).min(1),
  /** Which words render which, as the engine says; null where nothing is known. What a person wrote is linked to nothing. */
  links: z.array(wordLink).nullable(),
  /** Words that the engine did not know and left as they were: indices. */
  unknown: z.array(index),
  /** Id of the person who wrote the text as it stands; null: the machine. */
  writtenBy: z.string().nullable(),
  /** Id of the person who gave it its state. */
  updatedBy: z.string().nullable(),
  updatedAt: z.string(),
});
export type TranslatedSegment = z.infer<typeof translatedSegment>;

/** What an engine makes of a segment, for comparison: nothing of it is stored. */
export const translationAlternative = z.object({ engine: translationEngine, model: z.string(), text: z.string(), unknown: z.array(index) });
export type TranslationAlternative = z.infer<typeof translationAlternative>;

/** A version of a translated segment that stood once. */
export const translationVersion = translatedSegment.pick({ text: true, state: true, engine: true, model: true, writtenBy: true, updatedBy: true }).extend({ at: z.string() });
export type TranslationVersion = z.infer<typeof translationVersion>;

/** What a person should look at: a denial that only one side has, numbers that differ, a name of the glossary that is missing. */
export const translationWarning = z.enum(['negation', 'number', 'name']);
export type TranslationWarning = z.infer<typeof translationWarning>;

/** A translated segment as the screens show it; people by name. */
export const translationView = translatedSegment.omit({ footageId: true, sources: true, links: true }).extend({
  /** The original, or another part of its sentence, was changed since. */
  stale: z.boolean(),
  /** The original's text when it was translated: beside the one that stands, the difference. */
  sourceText: z.string(),
  /** Whether it is known which word renders which: then redaction hides words, else the whole sentence. */
  linked: z.boolean(),
  warnings: z.array(translationWarning),
});
export type TranslationView = z.infer<typeof translationView>;

/** In which language a text leaves: as it was spoken, in English, or each segment in both. */
export const textLanguage = z.enum(['orig', 'en', 'both']);
export type TextLanguage = z.infer<typeof textLanguage>;

/** A subtitle that goes by faster than it can be read, for somebody to shorten; rounded up. */
export const fastCue = z.object({ startMs: z.number().int(), endMs: z.number().int(), charactersASecond: z.number().int() });
export type FastCue = z.infer<typeof fastCue>;

/** Why a translation that came back from another tool was not laid on its segment. */
export const toldUnit = z.object({
  /** Null where the file has a unit that is of no segment here. */
  segmentId: z.string().nullable(),
  startMs: z.number().nullable(),
  /** `original-changed`, `translation-changed`: here, since it was written out; `redacted`: the file does not have all of it; `ambiguous`: the file has it twice, otherwise. */
  why: z.enum(['original-changed', 'translation-changed', 'redacted', 'unknown', 'ambiguous', 'empty']),
});
export type ToldUnit = z.infer<typeof toldUnit>;

/** What came of bringing a file of another tool back in. */
export const laidIn = z.object({ laid: z.number(), /** Not edited there. */ same: z.number(), /** Nobody translated them there; they are as they were here. */ untranslated: z.number(), told: z.array(toldUnit) });
export type LaidIn = z.infer<typeof laidIn>;
