import { z } from 'zod';
import { clipDressing, MOST_PARTS, stretch } from './clip';
import { fastCue } from './translation';
import { wordAnchor } from './passage';
import { regionTreatment } from './region';

/** A stretch of a listed clip as the screens get it. */
export const clipPart = stretch.extend({
  /** It begins and ends with words and moves with them when they are found elsewhere in the sound. */
  byWords: z.boolean(),
});
export type ListedPart = z.infer<typeof clipPart>;

/** A clip on an interview's list: what a person means to show, not yet exported. */
export const listedClip = z.object({
  id: z.string(),
  title: z.string().max(200),
  lowerThird: z.string().max(200),
  fadeInUs: clipDressing.shape.fadeInUs.unwrap(),
  fadeOutUs: clipDressing.shape.fadeOutUs.unwrap(),
  parts: z.array(clipPart).min(1),
  updatedAt: z.string(),
});
export type ListedClip = z.infer<typeof listedClip>;

/** A stretch as a person points at it: by its words, or by time. */
export const partDraft = z.union([z.object({ footageId: z.string(), words: wordAnchor }).strict(), stretch.strict()]);
export type PartDraft = z.infer<typeof partDraft>;

export const clipDraft = z.object({
  parts: z.array(partDraft).min(1).max(MOST_PARTS),
  title: z.string().max(200).default(''),
  lowerThird: z.string().max(200).default(''),
});
export type ClipDraft = z.input<typeof clipDraft>;

/** What a person may change of a listed clip; what is absent stays. */
export const clipChange = z.object({
  title: z.string().max(200).optional(),
  lowerThird: z.string().max(200).optional(),
  fadeInUs: clipDressing.shape.fadeInUs,
  fadeOutUs: clipDressing.shape.fadeOutUs,
  /** All of its stretches anew. */
  parts: z.array(partDraft).min(1).max(MOST_PARTS).optional(),
});
export type ClipChange = z.infer<typeof clipChange>;

/** Lists of cuts for editing software. */
export const CUT_LISTS = ['edl', 'fcpxml', 'otio'] as const;
export type CutList = (typeof CUT_LISTS)[number];

const spans = { startUs: z.number().int(), endUs: z.number().int() };

/** A clip as it will be exported, for playing it without rendering. All times in the clip but those of `parts`. */
export const clipPreview = z.object({
  /** What plays: the raw footage, with everything that must be gone taken out while it plays, or what was published. */
  view: z.enum(['footage', 'published']),
  durationUs: z.number().int().positive(),
  title: z.string(),
  lowerThird: z.string(),
  fadeInUs: z.number().int(),
  fadeOutUs: z.number().int(),
  /** Stretches on their footage's timeline; `atUs`: when each begins in the clip. */
  parts: z.array(stretch.extend({ atUs: z.number().int(), /** Tells one release's preview from another's. */ version: z.string(), picture: z.boolean() })).min(1),
  sound: z.array(z.object({ ...spans, treatment: z.string() })),
  picture: z.array(z.object({ ...spans, treatment: z.string() })),
  /** Parts of the picture that are covered, with their paths in shares of it; none where what plays is covered already. */
  regions: z.array(z.object({ ...spans, treatment: regionTreatment, shape: z.literal('ellipse').optional(), keyframes: z.array(z.object({ atUs: z.number().int(), x: z.number(), y: z.number(), w: z.number(), h: z.number() })) })),
  cues: z.array(z.object({ startMs: z.number(), endMs: z.number(), lines: z.array(z.string()) })),
  /** Subtitles that go by faster than they can be read. */
  tooFast: z.array(fastCue),
});
export type ClipPreview = z.infer<typeof clipPreview>;
