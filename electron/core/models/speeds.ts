import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { modelFolder } from './cache';

const speedsSchema = z.record(z.string(), z.number().positive());

/** Shorter ones measure the loading of the model. */
const LEAST_SOUND_MS = 30_000;
/** Weight of the newest transcription: a hot day or other programs tell on one, not on all. */
const NEWEST = 0.4;

const file = (): string => path.join(modelFolder(), 'measured-speeds.json');

/** Seconds of sound transcribed in a second on this computer, by model id; those that were measured. */
export function measuredSpeeds(): Readonly<Record<string, number>> {
  try {
    return speedsSchema.parse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    return {};
  }
}

/**
 * Remembers how fast a finished transcription was. Beside the models, not in a vault: it is true of the computer, and says
 * nothing of an interview; lengths and times of day are not kept.
 *
 * @param audioMs length of the footage, milliseconds; under 30 seconds nothing is remembered.
 * @param elapsedMs time that the transcription took, milliseconds.
 */
export function rememberSpeed(id: string, audioMs: number, elapsedMs: number): void {
  if (audioMs < LEAST_SOUND_MS || elapsedMs <= 0) return;
  const speeds = measuredSpeeds();
  const now = audioMs / elapsedMs;
  const before = speeds[id] ?? now;
  const speed = Number((before * (1 - NEWEST) + now * NEWEST).toPrecision(3));
  if (speed <= 0) return;
  try {
    writeFileSync(`${file()}.new`, JSON.stringify({ ...speeds, [id]: speed }));
    renameSync(`${file()}.new`, file());
  } catch {
    // A read-only folder: the list then goes without speeds.
  }
}
