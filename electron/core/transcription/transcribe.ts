import { z } from 'zod';
import { languageCode, type LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND, usToMs, type Span } from '../../../shared/time';
import { getFootage } from '../footage/footage';
import { termsOfFootage } from '../glossary/rows';
import { pcm16k, type MediaEnv } from '../media/pcm';
import { listPassages } from '../redaction/passages';
import type { Database } from '../vault/database';
import { startAligner } from './alignerClient';
import { createChunker, LONGEST_S, WINDOW_S, type Chunk, type ChunkSize } from './chunker';
import { startDictionary } from './dictionary';
import { createEar, type Heard, type HearingState } from './hear';
import { severalLanguages } from './language';
import { mended } from './mend';
import { SAMPLE_RATE } from './levels';
import { startRecogniser, type Recogniser } from './recogniser';
import { appendSegments, clearTranscript, finishTranscription, interviewLanguages } from './rows';
import { begun } from './speech/begun';
import { startDetector } from './speech/detectorClient';
import { listen } from './speech/listen';
import { weigh } from './weigh';
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

/** Where several languages are expected, speech is told apart in stretches of about one turn of talk, seconds. */
const TURN_S = 14;

export interface TranscribeOptions {
  readonly language: LanguageCode | 'auto';
  /** The languages to be expected; those of the interview record unless given. */
  readonly candidates?: readonly LanguageCode[] | undefined;
  readonly modelPath: string;
  readonly modelId: string;
  /** Processor threads; as many as are good for speed unless given. Fewer keep a laptop cool. */
  readonly threads?: number | undefined;
  /** Names and words that the recogniser should look out for, as a text. */
  readonly glossary?: string | null;
  /** Seconds of speech that are heard in one go and stored together: what an interruption costs. As best for the words unless given. */
  readonly chunkS?: number | undefined;
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
  /** Called inside the same transaction as `onCheckpoint`, when the segments of a stretch are stored. */
  onStored?(span: Span): void;
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
 * before are aligned in a second process, and in a third the speech of the ones to come is sought.
 *
 * A resumed job decodes and skips the sound before: a decoder that starts in the middle gives samples that differ in the
 * last bits (resampling phase, AAC's noise), and a recogniser in doubt may then choose another word. Decoding is
 * hundreds of times faster than recognition, so this costs seconds, not minutes.
 *
 * @throws ZapisError `footage-no-audio`, `transcript-edited` (corrected by people, and `replace` not given),
 * `language-unknown-to-model`, `speech-detector-failed`, and those of `startRecogniser`; AbortError on `signal`.
 */
export async function transcribeFootage(env: MediaEnv & { startWorker: StartWorker }, footageId: string, o: TranscribeOptions): Promise<TranscribeResult> {
  const { db } = env.vault;
  const footage = getFootage(db, footageId);
  if (footage.audio.length === 0) throw new ZapisError('footage-no-audio');
  const start: Checkpoint = checkpointSchema.safeParse(o.checkpoint).data ?? begin(db, footageId, o);
  const detector = startDetector(env.startWorker);
  // While the model is loaded: the recogniser has nothing to do until speech is found.
  const sound = begun(listen(pcm16k(env, footageId, { signal: o.signal }), Math.round((start.nextUs * SAMPLE_RATE) / US_PER_SECOND), detector));
  const aligner = startAligner(env.startWorker);
  aligner.runIn(o.language === 'auto' ? 'und' : o.language);
  const dictionary = startDictionary(env.startWorker, termsOfFootage(db, footageId));
  const stopListening = (): void => detector.dispose();
  o.signal.addEventListener('abort', stopListening, { once: true });
  const began = performance.now();
  const elapsedMs = (): number => start.elapsedMs + performance.now() - began;
  const report = (us: number): void => {
    o.onProgress(Math.min(1, us / footage.durationUs), (us - start.nextUs) / 1000 / (performance.now() - began));
  };
  const commit = async (chunk: Chunk, heard: Heard, nextUs: number): Promise<void> => {
    const timed = await timeWords(heard.segments, chunk, heard.language, aligner);
    const known = await dictionary.knows(timed.flatMap(({ words }) => words.map(({ text }) => text)), heard.language);
    const segments = await mended(weigh(timed, known), heard.language, dictionary, listPassages(db, footageId));
    db.transaction(() => {
      appendSegments(db, footageId, heard.language, segments);
      o.onStored?.({ startUs: chunk.startUs, endUs: chunk.nextUs });
      const reached: Checkpoint = { ...heard.state, nextUs, elapsedMs: elapsedMs() };
      o.onCheckpoint(reached);
    })();
    o.onSegments();
    report(nextUs);
  };
  let state: HearingState = start;
  let committing = Promise.resolve();
  let recogniser: Recogniser | null = null;
  try {
    recogniser = await startRecogniser(env.startWorker, { modelPath: o.modelPath, signal: o.signal, ...(o.threads === undefined ? {} : { threads: o.threads }) });
    const candidates = o.candidates ?? interviewLanguages(db, footageId);
    const hear = createEar(recogniser, { language: o.language, candidates, glossary: o.glossary ?? null, signal: o.signal });
    const chunker = createChunker(sound, start.nextUs, chunkSize(recogniser, o.language === 'auto' && severalLanguages(candidates), o.chunkS));
    for (let chunk = await chunker.next(); chunk; chunk = await chunker.next()) {
      const heard = await hear(chunk, state);
      state = heard.state;
      const nextUs = heard.backToUs === null ? chunk.nextUs : chunker.backTo(heard.backToUs);
      // One chunk's words are aligned while the next is recognised; commits stay in order.
      await committing;
      committing = commit(chunk, heard, nextUs);
      committing.catch(() => undefined);
    }
    o.signal.throwIfAborted();
    await committing;
  } catch (error) {
    o.signal.throwIfAborted();
    throw error;
  } finally {
    o.signal.removeEventListener('abort', stopListening);
    detector.dispose();
    recogniser?.dispose();
    await sound.close();
    await committing.catch(() => undefined);
    aligner.dispose();
    dictionary.dispose();
  }
  report(footage.durationUs);
  const done = { footageId, model: o.modelId, audioUs: footage.durationUs, elapsedMs: Math.round(elapsedMs()) };
  const counts = finishTranscription(db, done, o.language === 'auto' ? null : o.language);
  return { footage: footageId, model: o.modelId, ...counts, audioMs: usToMs(done.audioUs), elapsedMs: done.elapsedMs };
}

function chunkSize({ singleWindows }: Recogniser, inTurns: boolean, wantedS: number | undefined): ChunkSize {
  if (inTurns) return { longestS: TURN_S, filled: false };
  return singleWindows ? { longestS: Math.min(WINDOW_S, wantedS ?? WINDOW_S), filled: true } : { longestS: wantedS ?? LONGEST_S, filled: false };
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
