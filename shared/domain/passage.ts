import { z } from 'zod';

/** Why something must not leave the laptop. The first is the promise given to the speaker. */
export const REASONS = [
  'self-incrimination',
  'names-third-person',
  'speaker-identity',
  'place-or-date',
  'victim-or-minor',
  'interview-location',
  'operational-detail',
  'trauma-or-dignity',
  'other',
] as const;
export const reason = z.enum(REASONS);
export type Reason = z.infer<typeof reason>;

export const audioTreatment = z.enum(['mute', 'bleep']);
export type AudioTreatment = z.infer<typeof audioTreatment>;
export const videoTreatment = z.enum(['none', 'blur', 'black']);
export type VideoTreatment = z.infer<typeof videoTreatment>;

/** First and last word of a passage, inclusive, when it was marked in the text. */
export const wordAnchor = z.object({
  fromSegmentId: z.string(),
  fromWord: z.number().int().nonnegative(),
  toSegmentId: z.string(),
  toWord: z.number().int().nonnegative(),
});
export type WordAnchor = z.infer<typeof wordAnchor>;

/** A stretch of an interview that must be redacted in everything that leaves. */
export const passage = z.object({
  id: z.string(),
  footageId: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  /** The words covered, for the screens inside the vault only. */
  text: z.string(),
  anchor: wordAnchor.nullable(),
  reason,
  note: z.string().max(5_000),
  audio: audioTreatment,
  video: videoTreatment,
  state: z.enum(['suggested', 'marked', 'approved', 'rejected', 'withdrawn']),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Passage = z.infer<typeof passage>;

/** Whose hand is on a passage; null where nobody knows. */
const hand = z.object({ id: z.string(), name: z.string() }).nullable();

/** A passage as the screens get it: with whose yes is still worth something. */
export const passageView = passage.extend({
  markedBy: hand,
  /** Who touched it last: changed it, or gave the approval that stands. */
  changedBy: hand,
});
export type PassageView = z.infer<typeof passageView>;

export const passageDraft = z.object({
  footageId: z.string(),
  /** Either the words or the time; words win and the time is taken from them. */
  target: z.union([z.object({ words: wordAnchor }), z.object({ startUs: z.number().int().nonnegative(), endUs: z.number().int().positive() })]),
  reason,
  note: z.string().max(5_000).default(''),
  audio: audioTreatment.default('mute'),
  video: videoTreatment.default('none'),
});
export type PassageDraft = z.infer<typeof passageDraft>;
