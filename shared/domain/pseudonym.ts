import { z } from 'zod';
import type { Reason } from './passage';

/** What a name names. Decides what stands for it unless a person says otherwise, and which reason its redactions have. */
export const NAME_KINDS = ['person', 'place', 'organisation', 'other'] as const;
export const nameKind = z.enum(NAME_KINDS);
export type NameKind = z.infer<typeof nameKind>;

/** The reason that a clip's manifest gives for a name that was taken out. */
export const NAME_REASONS = { person: 'names-third-person', place: 'place-or-date', organisation: 'operational-detail', other: 'other' } as const satisfies Record<NameKind, Reason>;

/** A place that a person has judged not to be the name: known by its words and their neighbours, and where it is. */
export const exclusion = z.object({
  /** SHA-256 of the footage, which is the same in every vault. */
  footage: z.string().max(100),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().nonnegative(),
  fingerprint: z.string().max(100),
});
export type Exclusion = z.infer<typeof exclusion>;

/** A name of an interview for which something else stands in everything that leaves. */
export const pseudonym = z.object({
  id: z.string(),
  interviewId: z.string(),
  /** In its basic form. */
  name: z.string().min(1).max(200),
  /** Other names of the same: nicknames, noms de guerre, other spellings. */
  also: z.array(z.string().min(1).max(200)).max(50),
  kind: nameKind,
  /** What stands for it, in every script and language. */
  substitute: z.string().min(1).max(60),
  /** It holds from the moment it is set; approved says that a second person has looked. */
  state: z.enum(['marked', 'approved']),
  excluded: z.array(exclusion).max(5_000),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Pseudonym = z.infer<typeof pseudonym>;

/**
 * How a place was found. `name`: a form of the name; `part`: one word of a person's name alone; `sound`: a capitalised
 * word that sounds like it, as recognisers mishear names.
 */
export const FOUND_BY = ['name', 'part', 'sound'] as const;

/** One place where a name stands in a footage. For the screens inside the vault only. */
export const occurrence = z.object({
  segmentId: z.string(),
  /** First word, and last word of the last segment; -1 where the segment's text and words disagree, and all of it goes. */
  word: z.number().int(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().nonnegative(),
  text: z.string(),
  before: z.string(),
  after: z.string(),
  foundBy: z.enum(FOUND_BY),
  /** Written small: perhaps the common word and no name. */
  small: z.boolean(),
  excluded: z.boolean(),
  fingerprint: z.string(),
});
export type OccurrenceView = z.infer<typeof occurrence>;

const hand = z.object({ id: z.string(), name: z.string() }).nullable();
export const pseudonymView = pseudonym.omit({ excluded: true }).extend({
  markedBy: hand,
  changedBy: hand,
  /** In the footage that was asked about, in the order of time. */
  found: z.array(occurrence),
  /** How often in the interview's other footage. */
  elsewhere: z.number().int().nonnegative(),
});
export type PseudonymView = z.infer<typeof pseudonymView>;

export const pseudonymDraft = z.object({
  /** The footage in which the person is at work: its interview gets the name, its history remembers it. */
  footageId: z.string(),
  /** Null: a new one. The name of one that is there does not change. */
  id: z.string().nullable(),
  name: pseudonym.shape.name,
  also: pseudonym.shape.also,
  kind: nameKind,
  substitute: pseudonym.shape.substitute,
});
export type PseudonymDraft = z.infer<typeof pseudonymDraft>;
