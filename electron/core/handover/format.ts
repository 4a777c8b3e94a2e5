import { z } from 'zod';
import { footage, interview, passage, passageComment, region, segment } from '../../../shared/domain';
import { timeline } from '../footage/timeline';
import { travellingClip } from './clips';
import { travellingTerm } from './glossary';
import { remarkSnapshot, travellingAnswer } from './remarks';
import { translationSnapshot } from './translations';
import { travellingPseudonym } from './pseudonyms';
import { travellingReason } from './reasons';
import { travellingVoice } from './voices';

/** Version of the package's contents; a reader refuses a higher one. */
export const HANDOVER_FORMAT = 1;
export const HANDOVER_EXTENSION = '.zapis-handover';

/**
 * Inside the age encryption lies a plain tar, so that `age -d FILE | tar x` still opens it when no Zapis is
 * left: these names, JSON everywhere, and at the end SHA256SUMS in the format of `sha256sum -c`.
 */
export const MANIFEST = 'manifest.json';
export const INTERVIEWS = 'interviews.json';
export const SUMS = 'SHA256SUMS';
/** Pairs that were brought into the memory from another tool, a file at a time. */
export const memoryPath = (id: string): string => `memory/${id}.json`;
export const footagePath = (id: string, part: 'footage.json' | 'transcript.json' | `derived/${DerivedPart}` | 'original'): string => `footage/${id}/${part}`;

export const DERIVED_PARTS = ['thumbnail', 'waveform', 'proxy'] as const;
export type DerivedPart = (typeof DERIVED_PARTS)[number];

/** Ids become file names in the vault: nothing but a UUID may be one. */
const id = z.uuid();
const sha256 = z.string().regex(/^[\da-f]{64}$/);
const timeUs = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** Hashes of the versions that a row went through in the vault it comes from, as far as they ever crossed to another. */
const seen = z.array(sha256).max(10_000);

export const interviewItem = z.object({ interview: interview.extend({ id }), seen, /** Absent in packages of before there were glossaries. */ glossary: z.array(travellingTerm).default([]), /** Absent in packages of before names had substitutes. */ pseudonyms: z.array(travellingPseudonym).default([]) });
export type InterviewItem = z.infer<typeof interviewItem>;

const stretch = { startUs: timeUs, endUs: timeUs.positive() };
export const segmentSnapshot = segment.omit({ footageId: true }).extend({ id, ...stretch }).refine((s) => s.endUs > s.startUs);
export type SegmentSnapshot = z.infer<typeof segmentSnapshot>;
export const passageSnapshot = passage.omit({ footageId: true }).extend({ id, ...stretch }).refine((p) => p.endUs > p.startUs);
export type PassageSnapshot = z.infer<typeof passageSnapshot>;

/** `now` null: it was deleted in the vault it comes from. */
const row = <T extends z.ZodType>(snapshot: T, name: z.ZodType<string> = id) => z.object({ id: name, now: snapshot.nullable(), seen });
export const transcriptItem = z.object({
  transcription: z.object({ language: z.string(), model: z.string(), audioUs: timeUs, elapsedMs: z.number().int().nonnegative(), finishedAt: z.string() }).nullable(),
  segments: z.array(row(segmentSnapshot)),
  passages: z.array(row(passageSnapshot)),
  /** Absent in packages of before voices travelled. */
  speakers: z.array(travellingVoice).max(10_000).optional(),
  /** Absent in packages of before passages had comments. */
  comments: z.array(passageComment.extend({ id, passageId: id })).max(100_000).optional(),
  /** Absent in packages of before there were translations. */
  translations: z.array(row(translationSnapshot, z.string().regex(/^[\da-f-]{36}\/[a-z]{2,3}$/))).max(1_000_000).optional(),
  /** Absent in packages of before anything could be pinned to words. */
  remarks: z.array(row(remarkSnapshot)).max(100_000).optional(),
  remarkAnswers: z.array(travellingAnswer).max(100_000).optional(),
  /** Covered parts of the picture. Absent in packages of before there were any. */
  regions: z.array(region.omit({ footageId: true }).extend({ id, orderId: id.nullable() }).refine((r) => r.endUs > r.startUs && (r.kind === 'faces' || r.keyframes.length > 0))).max(100_000).optional(),
  /** Absent in packages of before there was a list of clips. */
  clips: z.array(travellingClip).max(10_000).optional(),
});
export type TranscriptItem = z.infer<typeof transcriptItem>;
/** A segment or passage on its way, with the versions its sender has seen of it. */
export interface Travelling<T> { readonly id: string; readonly now: T | null; readonly seen: readonly string[] }

export const footageItem = z.object({ footage: footage.omit({ transcribed: true }).extend({ id, interviewId: id.nullable(), sha256, bytes: z.number().int().positive() }), timeline });
export type FootageItem = z.infer<typeof footageItem>;

export const manifest = z.object({
  format: z.literal('zapis-handover'),
  version: z.literal(HANDOVER_FORMAT),
  id,
  vaultId: id,
  /** Name of the person who gave it, as he is called in his vault. Nothing proves it: age tells who may read, not who wrote. */
  from: z.string().max(200),
  createdAt: z.string(),
  withFootage: z.boolean(),
  interviews: z.array(z.object({ id, speakerCode: z.string(), date: z.string() })),
  footage: z.array(z.object({ id, name: z.string(), bytes: z.number().int().positive(), sha256, included: z.boolean(), segments: z.number().int().nonnegative(), passages: z.number().int().nonnegative() })),
  /** Absent in packages of before a vault could have reasons of its own. */
  reasons: z.array(travellingReason).max(1_000).optional(),
  /** Files of other tools in the memory that go along, and their pairs. Absent where none do. */
  memory: z.object({ files: z.number().int().nonnegative(), units: z.number().int().nonnegative() }).optional(),
  /** Everything that follows, in this order. */
  items: z.array(z.object({ path: z.string(), bytes: z.number().int().nonnegative() })),
});
export type Manifest = z.infer<typeof manifest>;

/** Enough of any manifest, past or future, to say what it is. */
export const anyManifest = z.object({ format: z.literal('zapis-handover'), version: z.number().int() });
