import { z } from 'zod';
import { languageCode, type LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND, usToMs } from '../../../shared/time';
import { getFootage } from '../footage/footage';
import { pcm16k, type MediaEnv } from '../media/pcm';
import type { Database } from '../vault/database';
import { startAligner } from './alignerClient';
import { chunks, type Chunk } from './chunker';
import { createEar, type Heard, type HearingState } from './hear';
import { SAMPLE_RATE } from './levels';
import { startRecogniser } from './recogniser';
import { appendSegments, clearTranscript, finishTranscription, interviewLanguages } from './rows';
import { timeWords } from './wordTimes';
import type { StartWorker } from './workerHost';

/** Where a job stands: all that the next chunk depends on, so that a resumed job ends in the same text. */
const checkpointSchema = z.object({
  nextUs: z.number().int().nonnegative(),
  elapsedMs: z.number().nonnegative(),
  accepted: languageCode.nullable(),
  rival: languageCode.nullable(),
  /** The end of the text so far: what the next chunk is recognised in the light of. */
  tail: z.string(),
});
type Checkpoint = z.infer<typeof checkpointSchema>;

export interface TranscribeOptions {
  readonly language: LanguageCode | 'auto';
  readonly modelPath: string;
  readonly modelId: string;
  readonly signal: AbortSignal;
  /** Throw away a transcript that people have corrected. */
  readonly replace?: boolean;
  /** What `onCheckpoint` was given last by an interrupted run, null or undefined for a new one. */
  readonly checkpoint?: unknown;
  /** Called inside the transaction that stores the chunk's segments: both stand or neither. */
  onCheckpoint(value: unknown): void;
  /** Share done, 0 to 1, and speed in seconds of sound a second. */
  onProgress(fraction: number, speed: number | null): void;
  onSegments(): void;
}

export interface TranscribeResult {
  readonly footage: string;
  readonly language: LanguageCode;
  readonly model: string;
  readonly segments: number;
  readonly words: number;
  readonly audioMs: number;
  readonly elapsedMs: number;
}

/**
 * Transcribes a footage chunk by chunk. Each finished chunk is committed with the checkpoint after it, so a crash costs
 * one chunk at most, and a cancelled job keeps what it has. While one chunk is recognised, the words of the one
 * before are aligned in a second process.
 *
 * @throws ZapisError `footage-no-audio`, `transcript-edited` (corrected by people, and `replace` not given),
 * `language-unknown-to-model`, and those of `startRecogniser`; AbortError on `signal`.
 */
export async function transcribeFootage(env: MediaEnv & { startWorker: StartWorker }, footageId: string, o: TranscribeOptions): Promise<TranscribeResult> {
  const { db } = env.vault;
  const footage = getFootage(db, footageId);
  if (footage.audio.length === 0) throw new ZapisError('footage-no-audio');
  const start: Checkpoint = checkpointSchema.safeParse(o.checkpoint).data ?? begin(db, footageId, o);
  const recogniser = await startRecogniser(env.startWorker, { modelPath: o.modelPath, signal: o.signal });
  const aligner = startAligner(env.startWorker);
  const began = performance.now();
  const elapsedMs = (): number => start.elapsedMs + performance.now() - began;
  const report = (us: number): void => {
    o.onProgress(Math.min(1, us / footage.durationUs), (us - start.nextUs) / 1000 / (performance.now() - began));
  };
  const commit = async (chunk: Chunk, heard: Heard): Promise<void> => {
    const segments = await timeWords(heard.placed, chunk, heard.language, aligner);
    db.transaction(() => {
      appendSegments(db, footageId, heard.language, segments);
      const reached: Checkpoint = { ...heard.state, nextUs: chunk.nextUs, elapsedMs: elapsedMs() };
      o.onCheckpoint(reached);
    })();
    o.onSegments();
    report(chunk.nextUs);
  };
  let state: HearingState = start;
  let committing = Promise.resolve();
  try {
    const hear = createEar(recogniser, { language: o.language, named: interviewLanguages(db, footageId), signal: o.signal });
    const sound = from(pcm16k(env, footageId, { signal: o.signal }), start.nextUs);
    for await (const chunk of chunks(sound, start.nextUs)) {
      const heard = await hear(chunk, state);
      state = heard.state;
      // One chunk's words are aligned while the next is recognised; commits stay in order.
      await committing;
      committing = commit(chunk, heard);
      committing.catch(() => undefined);
    }
    o.signal.throwIfAborted();
    await committing;
  } finally {
    recogniser.dispose();
    await committing.catch(() => undefined);
    aligner.dispose();
  }
  report(footage.durationUs);
  const done = { footageId, model: o.modelId, audioUs: footage.durationUs, elapsedMs: Math.round(elapsedMs()) };
  const counts = finishTranscription(db, done, o.language === 'auto' ? null : o.language);
  return { footage: footageId, model: o.modelId, ...counts, audioMs: usToMs(done.audioUs), elapsedMs: done.elapsedMs };
}

/**
 * The sound from a time on. Decoded from the very beginning even so: a decoder that starts in the middle gives samples
 * that differ in the last bits (resampling phase, AAC's noise), and a recogniser in doubt may then choose another
 * word. Decoding is hundreds of times faster than recognition, so a resumed job loses seconds, not minutes.
 */
async function* from(pcm: AsyncIterable<Float32Array>, startUs: number): AsyncGenerator<Float32Array> {
  let skip = Math.round((startUs * SAMPLE_RATE) / US_PER_SECOND);
  for await (const piece of pcm) {
    if (skip < piece.length) yield piece.subarray(skip);
    skip = Math.max(0, skip - piece.length);
  }
}

function begin(db: Database, footageId: string, o: TranscribeOptions): Checkpoint {
  const start: Checkpoint = { nextUs: 0, elapsedMs: 0, accepted: null, rival: null, tail: '' };
  db.transaction(() => {
    clearTranscript(db, footageId, o.replace ?? false);
    o.onCheckpoint(start);
  })();
  o.onSegments();
  return start;
}
