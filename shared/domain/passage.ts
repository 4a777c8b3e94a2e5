import { z } from 'zod';
import { languageCode } from './interview';

/** Why something must not leave the laptop. The first is the promise given to the speaker. */
export const REASONS = [
  'self-incrimination',
  'took-part',
  'commanded',
  'was-present',
  'handled-weapons',
  'trained',
  'recruited',
  'financed',
  'travelled',
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
/**
 * What a passage carries: one of these, or one that a vault has made, `other/3f9a1c2e`: what it counts as, and a name that says
 * nothing to a stranger. A code that this vault does not know is kept as it came.
 */
export const reasonCode = z.string().max(64).regex(/^[a-z\d]+(?:-[a-z\d]+)*(?:\/[a-z\d]{1,16})?$/);

/** What exactly the speaker says he did. Told only inside the vault: which of them it was would itself accuse him. */
export const ACTS = ['took-part', 'commanded', 'was-present', 'handled-weapons', 'trained', 'recruited', 'financed', 'travelled'] as const satisfies readonly Reason[];

/** The reason as it may be told outside, and the colour it has: every act is self-incrimination and no more, and one of a vault's own what it counts as. */
export function reasonTold(given: string): Exclude<Reason, (typeof ACTS)[number]> {
  const like = reasonLike(given);
  return isAct(like) ? 'self-incrimination' : like;
}

/** Which of the reasons that Zapis brings a code is, or counts as. */
export function reasonLike(code: string): Reason {
  const [base] = code.split('/');
  return REASONS.find((one) => one === base) ?? 'other';
}

/** Whether a code is one that Zapis brings. */
export function isBroughtAlong(code: string): code is Reason {
  return REASONS.some((one) => one === code);
}

function isAct(given: Reason): given is (typeof ACTS)[number] {
  return ACTS.some((act) => act === given);
}

/** Who is in danger if it gets out. */
export const AT_RISK = ['speaker', 'third-person', 'victim', 'interviewer'] as const;
export const atRisk = z.enum(AT_RISK);
export type AtRisk = z.infer<typeof atRisk>;

/** 1: unpleasant, 2: serious, 3: a trial or a life. */
export const SEVERITIES = [1, 2, 3] as const;
export const severity = z.literal(SEVERITIES);
export type Severity = z.infer<typeof severity>;
export const DEFAULT_SEVERITY = 2;

export const audioTreatment = z.enum(['mute', 'bleep', 'replace']);
export type AudioTreatment = z.infer<typeof audioTreatment>;
/** Of the picture of a passage; `faces` covers the faces in it, and the whole until every frame of it was searched for them. */
export const videoTreatment = z.enum(['none', 'blur', 'black', 'faces']);
export type VideoTreatment = z.infer<typeof videoTreatment>;
/** What can be done to a whole picture. */
export type WholeTreatment = Exclude<VideoTreatment, 'faces'>;

/** First and last word of a passage, inclusive, when it was marked in the text. */
export const wordAnchor = z.object({
  fromSegmentId: z.string(),
  fromWord: z.number().int().nonnegative(),
  toSegmentId: z.string(),
  toWord: z.number().int().nonnegative(),
});
export type WordAnchor = z.infer<typeof wordAnchor>;

/** Why a passage was suggested. The fingerprint names rule and words: what was rejected is not suggested again. */
export const suggestion = z.object({
  rule: z.string().max(200), fingerprint: z.string().max(200),
  /** A sentence of the message catalogue, and the words that made the rule fire. */
  why: z.object({ key: z.string().max(100), words: z.string().max(2_000), /** The words stand in the translation into this language; absent: in the original. */ translation: languageCode.optional() }),
});
export type Suggestion = z.infer<typeof suggestion>;

/** A stretch of an interview that must be redacted in everything that leaves. */
export const passage = z.object({
  id: z.string(),
  footageId: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  /** The words covered, for the screens inside the vault only. */
  text: z.string(),
  anchor: wordAnchor.nullable(),
  reason: reasonCode,
  note: z.string().max(5_000),
  audio: audioTreatment,
  video: videoTreatment,
  state: z.enum(['suggested', 'marked', 'approved', 'rejected', 'withdrawn']),
  /** Null where nobody has said. Absent, as the next two, in handovers of before there was any. */
  who: atRisk.nullable().default(null),
  severity: severity.default(DEFAULT_SEVERITY),
  /** What made the machine suggest it; null for what a person found. The words are for the screens inside the vault only. */
  suggestion: suggestion.nullable().default(null),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Passage = z.infer<typeof passage>;

/** What a colleague says about a passage, inside the vault. Comments are added, never changed. */
export const passageComment = z.object({ id: z.string(), at: z.string(), by: z.string().max(200), text: z.string().min(1).max(5_000) });
export type PassageComment = z.infer<typeof passageComment>;

/** Whose hand is on a passage; null where nobody knows. */
const hand = z.object({ id: z.string(), name: z.string() }).nullable();

/** A passage as the screens get it: with whose yes is still worth something. */
export const passageView = passage.extend({
  markedBy: hand,
  /** Who touched it last: changed it, or gave the approval that stands. */
  changedBy: hand,
  /** The oldest first; none for whom the raw transcript is not. */
  comments: z.array(passageComment),
});
export type PassageView = z.infer<typeof passageView>;

export const passageDraft = z.object({
  footageId: z.string(),
  /** Either the words or the time; words win and the time is taken from them. */
  target: z.union([z.object({ words: wordAnchor }), z.object({ startUs: z.number().int().nonnegative(), endUs: z.number().int().positive() })]),
  reason: reasonCode,
  note: z.string().max(5_000).default(''),
  audio: audioTreatment.default('mute'),
  video: videoTreatment.default('none'),
  who: atRisk.nullable().default(null),
  severity: severity.default(DEFAULT_SEVERITY),
});
/** Why clips of a footage are refused: suggestions that nobody decided, what is marked and not approved, and names nobody else has looked at. */
export const openReason = z.object({ kind: z.enum(['suggested', 'marked', 'name']), count: z.number().int().positive(), /** The first of them; of `name` the pseudonym. */ passageId: z.string() });
export type OpenReason = z.infer<typeof openReason>;

export const exportRefusal = z.object({
  /** False where one person works alone and nothing is left to decide but what a second person would approve: the reasons are only told. */
  refused: z.boolean(),
  /** From this severity on an undecided suggestion counts. */
  threshold: severity,
  reasons: z.array(openReason),
});
export type ExportRefusal = z.infer<typeof exportRefusal>;

/** Whoever marks need not say who is at risk or how much. */
export type PassageDraft = Omit<z.infer<typeof passageDraft>, 'who' | 'severity'> & { readonly who?: AtRisk | null; readonly severity?: Severity };
