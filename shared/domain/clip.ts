import { z } from 'zod';

export const subtitleMode = z.enum(['none', 'sidecar', 'burned']);
export type SubtitleMode = z.infer<typeof subtitleMode>;

/** What to cut from a footage, on its canonical timeline. */
export const clipRequest = z.object({
  footageId: z.string(),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  subtitles: subtitleMode,
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
