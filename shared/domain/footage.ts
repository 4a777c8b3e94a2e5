import { z } from 'zod';
import { script } from './transcript';

/** The picture stream as presented: rotation and pixel shape already applied to width and height. */
export const videoInfo = z.object({
  codec: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  rotation: z.number().int(),
  /** Average frames a second; the true timing is in the presentation timestamps. */
  fps: z.number().nonnegative(),
  variableRate: z.boolean(),
});
export type VideoInfo = z.infer<typeof videoInfo>;

export const audioInfo = z.object({
  codec: z.string(),
  channels: z.number().int().positive(),
  sampleRate: z.number().int().positive(),
  /** Language tag of the track, empty when it has none. */
  language: z.string(),
});
export type AudioInfo = z.infer<typeof audioInfo>;

export const footage = z.object({
  id: z.string(),
  interviewId: z.string().nullable(),
  name: z.string(),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  durationUs: z.number().int().positive(),
  container: z.string(),
  video: videoInfo.nullable(),
  audio: z.array(audioInfo),
  /** `direct`: the player reads the footage itself; `proxy`: it reads an encrypted preview made at import. */
  playback: z.enum(['direct', 'proxy', 'proxy-pending']),
  importedAt: z.string(),
  /** The script that its transcript is shown in; absent: as it was heard. */
  script: script.optional(),
  /** Whether a transcript has been begun; absent where nobody looked. */
  transcribed: z.boolean().optional(),
});
export type Footage = z.infer<typeof footage>;

/** Loudness envelope for the timeline: peaks 0–255, evenly spaced over the footage's duration. */
export const waveform = z.object({ peaks: z.instanceof(Uint8Array), peaksPerSecond: z.number().positive() });
export type Waveform = z.infer<typeof waveform>;
