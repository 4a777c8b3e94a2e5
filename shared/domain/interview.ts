import { z } from 'zod';

/** Codes of the languages that Zapis knows by name; `und` is "not said". ISO 639-1, and `cnr` for Montenegrin. */
export const LANGUAGE_CODES = ['bs', 'hr', 'sr', 'cnr', 'sq', 'mk', 'bg', 'sl', 'ro', 'el', 'tr', 'en', 'de', 'ar', 'ru', 'und'] as const;
export const languageCode = z.enum(LANGUAGE_CODES);
export type LanguageCode = z.infer<typeof languageCode>;

/** A calendar date with the precision that the interviewer may give: year, year-month or full date. */
export const fuzzyDate = z.string().regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/);

/** The record around the footage: who spoke, where, under which promises. */
export const interview = z.object({
  id: z.string(),
  /** Code or initials, never a full name on purpose: it appears in citations. */
  speakerCode: z.string().max(80),
  date: fuzzyDate,
  region: z.string().max(200),
  interviewer: z.string().max(200),
  languages: z.array(languageCode),
  consent: z.enum(['unknown', 'written', 'recorded', 'oral', 'refused']),
  /** Was the speaker warned not to incriminate himself, and when (free text: "at 0:12", "before recording")? */
  warningGiven: z.enum(['unknown', 'yes', 'no']),
  warningWhen: z.string().max(200),
  notes: z.string().max(20_000),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Interview = z.infer<typeof interview>;

/** What a person may change in an interview record. */
export const interviewDraft = interview.omit({ id: true, createdAt: true, updatedAt: true });
export type InterviewDraft = z.infer<typeof interviewDraft>;
