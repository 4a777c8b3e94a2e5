import { z } from 'zod';

/** A key as `KeyboardEvent.code` or, where that is empty as with many media keys, `KeyboardEvent.key` names it. */
const boundKey = z.string().min(1).max(40).nullable();

/** What a foot pedal does. Pedals are keyboards to the computer: each presses a key that can be bound here, F13 to F24 and media keys too. */
export const playbackSettings = z.object({
  pedal: z.object({
    playPause: boundKey,
    /** Goes backwards while it is held down. */
    rewind: boundKey,
    /** Goes forwards fast while it is held down. */
    forward: boundKey,
  }).strict(),
  /** Milliseconds to go back when playback is taken up again after a pause, 0 to 10 000. */
  backOnResumeMs: z.number().int().min(0).max(10_000),
}).strict();
export type PlaybackSettings = z.infer<typeof playbackSettings>;
export type PedalAction = keyof PlaybackSettings['pedal'];

export const DEFAULT_PLAYBACK: PlaybackSettings = { pedal: { playPause: null, rewind: null, forward: null }, backOnResumeMs: 0 };
