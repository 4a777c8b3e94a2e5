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
  /** How sure the machine is that this was said, 0 to 1; absent on what a person wrote and where nothing is known. */
  confidence: z.number().min(0).max(1).optional(),
  /** What the recogniser wrote, where a sure correction of its spelling stands instead; words that it had written as one share it. Never leaves redacted. */
  heard: z.string().optional(),
  /**
   * What the recogniser wrote in this place, where somebody has written something else since; empty where it wrote nothing. Listening to
   * a finished clip alone asks for it. Never leaves.
   */
  recognised: z.string().optional(),
  /** Where a word that is not aligned may have been said, if that is more than its segment tells: beside it one was parted. */
  room: z.object({ startUs: z.number().int().nonnegative(), endUs: z.number().int().nonnegative() }).optional(),
});
export type Word = z.infer<typeof word>;

/**
 * Words of less confidence are worth a second look: on real Croatian and Serbian 81 % of the words below are wrong and 15 % of those
 * above (docs/decisions.md). In a language without a dictionary the sign is weak.
 */
export const DOUBTFUL_CONFIDENCE = 0.6;
/** True for a word that the machine is not sure of; what a person wrote is never doubtful. */
export function isDoubtfulWord({ confidence }: Pick<Word, 'confidence'>): boolean {
  return confidence !== undefined && confidence < DOUBTFUL_CONFIDENCE;
}

/**
 * Why a person should look at a segment again. `loop`: the same words over and over; `phantom`: a phrase that
 * recognisers invent; `rate`: more or fewer words than anybody says in that time; `silence`: text where nobody was
 * heard to speak; `evidence`: the sound bears the text out poorly; `language`: it came out in another language or
 * script than the interview's; `unsure`: a second hearing gave other words; `glossary`: a word that sounds like a name
 * of the interview's glossary was written as that name.
 */
export const doubt = z.enum(['loop', 'phantom', 'rate', 'silence', 'evidence', 'language', 'unsure', 'glossary']);
export type Doubt = z.infer<typeof doubt>;

export const segment = z.object({
  id: z.string(),
  footageId: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  text: z.string(),
  language: languageCode,
  origin: z.enum(['machine', 'edited']),
  words: z.array(word),
  /** Who speaks, a `speaker` of the same footage; absent where nobody has said. */
  speakerId: z.string().optional(),
  /** Somebody else is heard at the same time. */
  overlap: z.boolean().optional(),
  /** Waits for review, with the reasons; absent or empty once a person has looked at it. */
  doubts: z.array(doubt).optional(),
});
export type Segment = z.infer<typeof segment>;

/** A voice in a footage. Its name, given once, stands at all its segments. */
export const speaker = z.object({
  id: z.string(),
  footageId: z.string(),
  /** As given by a person; empty until then: the screen says "Speaker 1" and so on by `number`. */
  name: z.string().max(80),
  /** From 1 on, in the order of first appearance. */
  number: z.number().int().positive(),
});
export type Speaker = z.infer<typeof speaker>;

/** How many people speak, where the machine is to tell them apart; `auto`: as many as it hears. */
export const speakerCount = z.union([z.literal('auto'), z.number().int().min(1).max(20)]);
export type SpeakerCount = z.infer<typeof speakerCount>;

/** The script that a transcript is shown and written in; the stored text stays as it was heard or typed. */
export const script = z.enum(['asHeard', 'latin', 'cyrillic']);
export type Script = z.infer<typeof script>;

/** A name or word of an interview that the recogniser should know. */
export const glossaryTerm = z.object({
  id: z.string(),
  interviewId: z.string(),
  /** As it is to be written, in its basic form. */
  term: z.string().min(1).max(200),
  /** How recognisers usually get it wrong, each a basic form too. */
  misheard: z.array(z.string().min(1).max(200)).max(50),
  kind: z.enum(['person', 'place', 'unit', 'word']),
  note: z.string().max(2_000),
  /** A foreign name that is written in Latin letters also in a Cyrillic transcript. */
  staysLatin: z.boolean().default(false),
});
export type GlossaryTerm = z.infer<typeof glossaryTerm>;

/** What a transcript can be saved as; each is also the file's extension. */
export const DOCUMENT_FORMATS = ['txt', 'srt', 'vtt', 'ttml', 'ass', 'docx', 'odt', 'pdf', 'csv', 'json', 'eaf', 'rtf', 'tmx', 'xliff'] as const;
export const documentFormat = z.enum(DOCUMENT_FORMATS);
export type DocumentFormat = z.infer<typeof documentFormat>;

/** Whether a format is read while the footage plays. */
export function isSubtitles(format: DocumentFormat): boolean {
  return format === 'srt' || format === 'vtt' || format === 'ttml' || format === 'ass';
}

/** Whether a format is for translators' tools: it always holds both languages, and can be brought back in. */
export function isExchange(format: DocumentFormat): boolean {
  return format === 'tmx' || format === 'xliff';
}
