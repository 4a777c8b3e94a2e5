import { US_PER_SECOND, type Span } from '../../../shared/time';
import type { MediaEnv } from '../media/env';
import { pcm16k, PCM_RATE } from '../media/pcm';
import type { RedactionPlan } from '../redaction/plan';
import { overlaps } from '../redaction/spans';
import { boundedRms, ROOM_RMS } from './roomNoise';
import { FADE_US, GUARD_US } from './soundFilter';

/** Windows by which loudness is told, samples. */
const WINDOW = PCM_RATE / 20;
/** The share of windows that are quieter than the room is taken to be: between words, not in them. */
const QUIET = 0.1;
/** At most this much of a footage is listened to, microseconds. */
const LISTEN_US = 300 * US_PER_SECOND;

/**
 * Measures how loud the room is where nothing is redacted, and notes it at the spans that it will stand in for. Reads
 * nothing when no sound is replaced.
 *
 * @throws what `pcm16k` throws.
 */
export async function withRoomTone(env: MediaEnv, footageId: string, plan: RedactionPlan, signal?: AbortSignal): Promise<RedactionPlan> {
  if (!plan.sound.some(({ treatment }) => treatment === 'replace')) return plan;
  const rms = await roomRms(env, footageId, plan, signal);
  return { ...plan, sound: plan.sound.map((span) => (span.treatment === 'replace' ? { ...span, roomRms: rms } : span)) };
}

async function roomRms(env: MediaEnv, footageId: string, { clip, sound }: RedactionPlan, signal: AbortSignal | undefined): Promise<number> {
  const beyond = GUARD_US + FADE_US;
  const gone = sound.map((s): Span => ({ startUs: s.startUs - beyond, endUs: s.endUs + beyond }));
  const heard: number[] = [];
  let [at, energy] = [0, 0];
  for await (const piece of pcm16k(env, footageId, { startUs: clip.startUs, endUs: Math.min(clip.endUs, clip.startUs + LISTEN_US), signal })) {
    for (const sample of piece) {
      energy += sample * sample;
      at += 1;
      if (at % WINDOW !== 0) continue;
      const endUs = clip.startUs + (at * US_PER_SECOND) / PCM_RATE;
      const window = { startUs: endUs - (WINDOW * US_PER_SECOND) / PCM_RATE, endUs };
      // Digital silence is no room: gaps in the recording.
      if (energy > 0 && !gone.some((span) => overlaps(span, window))) heard.push(Math.sqrt(energy / WINDOW));
      energy = 0;
    }
  }
  const quiet = heard.sort((a, b) => a - b)[Math.floor(heard.length * QUIET)];
  return boundedRms(quiet ?? ROOM_RMS.unknown);
}

