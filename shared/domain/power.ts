import { z } from 'zod';

/** On its battery a computer does heavy work `always`, `untilLow` (below {@link LOW_BATTERY} it waits), or `never`. */
export const onBattery = z.enum(['always', 'untilLow', 'never']);
export type OnBattery = z.infer<typeof onBattery>;

export const powerSettings = z.object({
  onBattery,
  /** Processor threads for the recogniser; null: as many as are good for speed. */
  threads: z.number().int().min(1).max(1024).nullable(),
}).strict();
export type PowerSettings = z.infer<typeof powerSettings>;

/**
 * An evening's transcription on a battery shall not leave nobody with a laptop that is dead in the morning, nor wait for a
 * socket while the battery is full.
 */
export const DEFAULT_POWER: PowerSettings = { onBattery: 'untilLow', threads: null };

/** Charge below which heavy work waits, of 1. */
export const LOW_BATTERY = 0.3;

/** Why heavy work waits. `battery` also where the computer does not tell how full the battery is. */
export const pauseReason = z.enum(['battery', 'batteryLow', 'heat']);
export type PauseReason = z.infer<typeof pauseReason>;

export const powerStatus = z.object({
  pausedFor: pauseReason.nullable(),
  settings: powerSettings,
  /** Processor cores of this computer. */
  cores: z.number().int().positive(),
  /** Threads that `threads: null` means here. */
  autoThreads: z.number().int().positive(),
});
export type PowerStatus = z.infer<typeof powerStatus>;
