import { z } from 'zod';
import { fastCue, textLanguage } from './translation';

export const subtitleMode = z.enum(['none', 'sidecar', 'burned']);
export type SubtitleMode = z.infer<typeof subtitleMode>;

/** What a clip can be; each is also the file's extension. The last three are sound without picture. */
export const CLIP_FORMATS = ['mp4', 'webm', 'm4a', 'flac', 'mp3'] as const;
export const clipFormat = z.enum(CLIP_FORMATS);
export type ClipFormat = z.infer<typeof clipFormat>;

export function hasPicture(format: ClipFormat): boolean {
  return format === 'mp4' || format === 'webm';
}

/** Longest that the picture's shorter side may be, pixels, as the web names sizes; a smaller picture stays as it is. */
export const CLIP_SIZES = [1080, 720, 480] as const;

/** Whose voice a clip has: the speaker's own, or another that is spoken anew in its place. */
export const clipVoice = z.enum(['own', 'disguise']);
export type ClipVoice = z.infer<typeof clipVoice>;
/** Which of the footage's tracks of sound are heard in a clip: the first, which was transcribed, or all of them mixed. */
export const clipTracks = z.enum(['first', 'mix']);
export type ClipTracks = z.infer<typeof clipTracks>;

/** A stretch of one footage, on its canonical timeline. */
export const stretch = z.object({ footageId: z.string(), startUs: z.number().int().nonnegative(), endUs: z.number().int().positive() });
export type Stretch = z.infer<typeof stretch>;

/** Stretches in one clip; each is an input of its own to ffmpeg. */
export const MOST_PARTS = 60;
/** Microseconds. */
export const LONGEST_FADE_US = 10_000_000;

/** Files with the subtitles beside a clip. */
export const SIDECARS = ['srt', 'vtt', 'ttml', 'ass'] as const;
export type Sidecar = (typeof SIDECARS)[number];
/** Documents of what is said in a clip, redacted, with the citation. */
export const CLIP_DOCUMENTS = ['docx', 'pdf'] as const;
export type ClipDocument = (typeof CLIP_DOCUMENTS)[number];

/** What is written over a clip's first seconds, and how it comes and goes. */
export const clipDressing = z.object({
  title: z.string().max(200).optional(),
  /** Who speaks, or where: a smaller line under the title. */
  lowerThird: z.string().max(200).optional(),
  fadeInUs: z.number().int().min(0).max(LONGEST_FADE_US).optional(),
  fadeOutUs: z.number().int().min(0).max(LONGEST_FADE_US).optional(),
});
export type ClipDressing = z.infer<typeof clipDressing>;

/** In which form a clip leaves. */
export const clipForm = z.object({
  subtitles: subtitleMode,
  /** MP4 unless given. */
  format: clipFormat.optional(),
  /** As large as the footage unless given. */
  size: z.literal(CLIP_SIZES).optional(),
  /** Kilobits a second that the picture may take at most; as many as it needs unless given. */
  maxKbit: z.number().int().min(100).max(100_000).optional(),
  /** SRT and VTT unless given. */
  sidecars: z.array(z.enum(SIDECARS)).optional(),
  /** Say in subtitles who speaks, by number: a name that was typed may be one that must not leave. */
  speakers: z.boolean().optional(),
  /** As it was spoken unless given; in English only what is translated is shown. In both: a line each. */
  lang: textLanguage.optional(),
  documents: z.array(z.enum(CLIP_DOCUMENTS)).optional(),
  /** The speaker's own unless given. */
  voice: clipVoice.optional(),
  /** The first unless given. */
  tracks: clipTracks.optional(),
});
export type ClipForm = z.infer<typeof clipForm>;

/** Sizes and rates for the web: the shorter side in pixels, kilobits a second for the picture. */
export const WEB_PRESETS = {
  'web-1080': { size: 1080, maxKbit: 6_000 },
  'web-720': { size: 720, maxKbit: 3_000 },
  'web-480': { size: 480, maxKbit: 1_200 },
} as const satisfies Readonly<Record<string, Pick<ClipForm, 'size' | 'maxKbit'>>>;
export type WebPreset = keyof typeof WEB_PRESETS;

/** What to cut from a footage, on its canonical timeline. */
export const clipRequest = stretch.extend(clipForm.shape).extend(clipDressing.shape).extend({
  /** Further stretches, of this or of other footage, shown behind the first. */
  then: z.array(stretch).max(MOST_PARTS - 1).optional(),
});
export type ClipRequest = z.infer<typeof clipRequest>;

/** All stretches of a clip, in the order in which they are shown. */
export function stretchesOf({ footageId, startUs, endUs, then = [] }: ClipRequest): Stretch[] {
  return [{ footageId, startUs, endUs }, ...then];
}

/** The footage that a clip is made of, each once. */
export function footageOf(request: ClipRequest): string[] {
  return [...new Set(stretchesOf(request).map(({ footageId }) => footageId))];
}

/** What an export left behind, times relative to the clip. */
export const exportedClip = z.object({
  file: z.string(),
  sha256: z.string(),
  durationMs: z.number().int().positive(),
  manifest: z.string(),
  subtitles: z.array(z.string()),
  documents: z.array(z.string()).default([]),
  redactions: z.array(z.object({ startMs: z.number().int(), endMs: z.number().int() })),
  /** The model by which it was recognised once more before it got its name; null where nobody listened. */
  heardBy: z.string().nullable().default(null),
  /** The detector that looked for faces in it before it got its name; null where nobody did. */
  lookedBy: z.string().nullable().default(null),
  /** Why nobody looked for faces. */
  unlooked: z.enum(['no-detector', 'no-faces']).nullable().default(null),
  /** Subtitles that go by faster than they can be read. */
  tooFast: z.array(fastCue).default([]),
});
export type ExportedClip = z.infer<typeof exportedClip>;

/** Whether finished clips are listened to unless an export says otherwise, and the title of the model that would; null where none is installed. */
export const clipListening = z.object({
  on: z.boolean(), by: z.string().nullable(),
  /** They are not, and a custodian has written why. */
  explained: z.boolean().default(false),
  /** Faces are covered in the footage and nobody can look for them in its clips: the detector is not installed. */
  blind: z.boolean(),
});
export type ClipListening = z.infer<typeof clipListening>;
