import { z } from 'zod';
import { ZapisError } from '../../../../shared/errors';
import { getFootage } from '../../footage/footage';
import { PCM_RATE, pcm16k, type MediaEnv } from '../../media/pcm';
import { tellSpeakers, type SpeakersTold } from '../../transcript/tellSpeakers';
import { endOnCancel } from '../endOnCancel';
import type { StartWorker } from '../workerHost';
import type { Turn } from './assign';
import { startVoices } from './client';
import { joinVoices } from './join';
import type { HeardVoices, VoiceModels } from './protocol';

/** So much sound is listened to at once, seconds: 19 MB, and what an interruption costs. */
const WINDOW_S = 300;
/** Distance beyond which two voices of a window are two. Where it is known how many speak, rather too many: they are joined until so many are left. */
const [APART, WELL_APART] = [0.5, 0.35];

/** Where a job stands. Prints of voices tell people apart as fingerprints do: they are kept nowhere else, and gone with the job's end. */
const checkpointSchema = z.object({
  nextUs: z.number().int().nonnegative(),
  elapsedMs: z.number().nonnegative(),
  /** Start and end, microseconds, and id of the voice. */
  turns: z.array(z.tuple([z.number(), z.number(), z.number()])),
  voices: z.array(z.object({ id: z.number(), seconds: z.number(), print: z.array(z.number()) })),
  /** Voices so far, also those without a print. */
  heard: z.number().int().nonnegative(),
});
type Checkpoint = z.infer<typeof checkpointSchema>;

export interface DetectOptions {
  readonly models: VoiceModels;
  /** How many speak, from 1; null: as many as there are unlike voices. */
  readonly people: number | null;
  readonly signal: AbortSignal;
  /** What `onCheckpoint` was given last by an interrupted run, null or undefined for a new one. */
  readonly checkpoint?: unknown;
  /** Seconds of sound that are listened to at once; five minutes unless given. */
  readonly windowS?: number;
  onCheckpoint(value: unknown): void;
  /** Share done, 0 to 1, and speed in seconds of sound a second. */
  onProgress(fraction: number, speed: number | null): void;
}

export interface DetectResult extends SpeakersTold {
  readonly footage: string;
  readonly elapsedMs: number;
}

/**
 * Says in a transcript who speaks. The sound is listened to window by window, so that memory does not grow with its
 * length, and each window's voices are kept in the checkpoint; which of them are one person's is found at the end over
 * all windows, and then written in one transaction.
 *
 * @throws ZapisError `footage-no-audio`, `speakers-no-transcript`, `speakers-failed`, `ffmpeg-failed`; AbortError on `signal`.
 */
export async function detectSpeakers(env: MediaEnv & { startWorker: StartWorker }, footageId: string, o: DetectOptions): Promise<DetectResult> {
  const { db } = env.vault;
  const { durationUs, audio } = getFootage(db, footageId);
  if (audio.length === 0) throw new ZapisError('footage-no-audio');
  const start: Checkpoint = checkpointSchema.safeParse(o.checkpoint).data ?? { nextUs: 0, elapsedMs: 0, turns: [], voices: [], heard: 0 };
  const client = startVoices(env.startWorker);
  const began = performance.now();
  const elapsedMs = (): number => Math.round(start.elapsedMs + performance.now() - began);
  let reached = start;
  await endOnCancel(o.signal, client, async () => {
    for await (const sound of windows(pcm16k(env, footageId, { startUs: start.nextUs, signal: o.signal }), (o.windowS ?? WINDOW_S) * PCM_RATE)) {
      const heard = await client.hear({ sound, models: o.models, apart: o.people === null ? APART : WELL_APART });
      o.signal.throwIfAborted();
      reached = { ...add(reached, heard), nextUs: reached.nextUs + Math.round((sound.length / PCM_RATE) * 1e6), elapsedMs: elapsedMs() };
      o.onCheckpoint(reached);
      o.onProgress(Math.min(1, reached.nextUs / durationUs), (reached.nextUs - start.nextUs) / 1000 / (performance.now() - began));
    }
    o.signal.throwIfAborted();
  });
  const persons = joinVoices(reached.voices, o.people);
  const turns = reached.turns.map(([startUs, endUs, id]): Turn => ({ startUs, endUs, person: persons.get(id) ?? null }));
  // Killed between this and the end of the job, it is done again, and finds every segment told.
  return { footage: footageId, ...tellSpeakers(db, footageId, turns), elapsedMs: elapsedMs() };
}

/** Adds what was heard in a window, in the footage's time and under ids of its own. */
function add(so: Checkpoint, { turns, prints }: HeardVoices): Checkpoint {
  const us = (seconds: number): number => so.nextUs + Math.round(seconds * 1e6);
  return {
    ...so,
    turns: [...so.turns, ...turns.map(({ startS, endS, voice }): [number, number, number] => [us(startS), us(endS), so.heard + voice])],
    voices: [...so.voices, ...prints.map(({ voice, seconds, print }) => ({ id: so.heard + voice, seconds, print: Array.from(print, (value) => Number(value.toFixed(5))) }))],
    heard: so.heard + 1 + Math.max(-1, ...turns.map(({ voice }) => voice)),
  };
}

/** Pieces of any length as windows of one length, the last one shorter. */
async function* windows(pcm: AsyncIterable<Float32Array>, length: number): AsyncGenerator<Float32Array> {
  let window = new Float32Array(length);
  let filled = 0;
  for await (const piece of pcm) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + length - filled);
      window.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < length) continue;
      yield window;
      [window, filled] = [new Float32Array(length), 0];
    }
  }
  if (filled > 0) yield window.subarray(0, filled);
}
