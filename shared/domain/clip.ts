import { z } from 'zod';

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

/** What to cut from a footage, on its canonical timeline. */
export const clipRequest = z.object({
  footageId: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  subtitles: subtitleMode,
  /** MP4 unless given. */
  format: clipFormat.optional(),
  /** As large as the footage unless given. */
  size: z.literal(CLIP_SIZES).optional(),
});
export type ClipRequest = z.infer<typeof clipRequest>;

/** What an export left behind, times relative to the clip. */
export const exportedClip = z.object({
  file: z.string(),
  sha256: z.string(),
  durationMs: z.number().int().positive(),
  manifest: z.string(),
  subtitles: z.array(z.string()),
  redactions: z.array(z.object({ startMs: z.number().int(), endMs: z.number().int() })),
});
export type ExportedClip = z.infer<typeof exportedClip>;
