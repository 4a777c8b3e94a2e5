import { z } from 'zod';
import { clipVoice } from './clip';
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

/** What stands between a footage and the editors, or stood there last. */
export const release = z.object({
  /** Editors see the footage, redacted. */
  standing: z.boolean(),
  at: z.string(),
  /** Name of the person. */
  by: z.string(),
  takenBackAt: z.string().nullable(),
  /** Null where it was taken back by itself. */
  takenBackBy: z.string().nullable(),
  /** By a person, or because passages or the transcript changed after it; null while it stands. */
  why: z.enum(['person', 'passages', 'transcript']).nullable(),
  /** Its redacted preview is there to be watched. */
  previewed: z.boolean(),
});
export type Release = z.infer<typeof release>;

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
  /** Whose voice its clips have, whatever an export asks for: another, once it is to be disguised. Absent: the speaker's own. */
  voice: clipVoice.optional(),
  /** Whether a transcript has been begun; absent where nobody looked. */
  transcribed: z.boolean().optional(),
  /** The release to editors, standing or taken back; null where there never was one, absent where nobody looked. */
  release: release.nullable().optional(),
});
export type Footage = z.infer<typeof footage>;

/** Loudness envelope for the timeline: peaks 0–255, evenly spaced over the footage's duration. */
export const waveform = z.object({ peaks: z.instanceof(Uint8Array), peaksPerSecond: z.number().positive() });
export type Waveform = z.infer<typeof waveform>;
