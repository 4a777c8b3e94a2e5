import type { LanguageCode, Word } from '../../../../shared/domain';
import type { Span } from '../../../../shared/time';
import { ffmpegStream } from '../../media/stream';
import type { FfmpegBinaries } from '../../media/binaries';
import type { Loopback } from '../../media/loopback';
import { floats, PCM_RATE } from '../../media/pcm';
import { startAligner } from '../../transcription/alignerClient';
import { createChunker } from '../../transcription/chunker';
import { createEar, type HearingState } from '../../transcription/hear';
import { startRecogniser } from '../../transcription/recogniser';
import { startDetector } from '../../transcription/speech/detectorClient';
import { listen } from '../../transcription/speech/listen';
import { timeWords } from '../../transcription/wordTimes';
import type { StartWorker } from '../../transcription/workerHost';
import { secretPlaces } from '../checkText';
import { openFileSource } from '../fileSource';
import { finding, type LeakFinding } from './finding';
import type { Secrets } from './secrets';

export interface HearAgain {
  readonly modelPath: string;
  /** The language of the transcript; `und` lets the model tell. */
  readonly language: LanguageCode;
  readonly threads?: number | undefined;
  readonly signal: AbortSignal;
  /** Seconds of the clip dealt with so far. */
  readonly onProgress?: (seconds: number) => void;
}

/** How a clip is listened to, whatever its language. */
export interface Listening extends Omit<HearAgain, 'signal' | 'language'> {
  readonly modelId: string;
  readonly startWorker: StartWorker;
}

/**
 * Recognises what is said in a finished clip, without the glossary, whose names it would else hear where they are not.
 *
 * @returns the words, in the clip's time.
 * @throws those of `startRecogniser`; ZapisError `language-unknown-to-model`, `speech-detector-failed`; AbortError on `signal`.
 */
export async function wordsIn(env: { readonly binaries: FfmpegBinaries; readonly loopback: Loopback; readonly startWorker: StartWorker }, file: string, o: HearAgain): Promise<Word[]> {
  const opened = openFileSource(file);
  const served = env.loopback.serve(opened);
  const detector = startDetector(env.startWorker);
  const aligner = startAligner(env.startWorker);
  const stop = (): void => { detector.dispose(); };
  o.signal.addEventListener('abort', stop, { once: true });
  try {
    const recogniser = await startRecogniser(env.startWorker, { modelPath: o.modelPath, signal: o.signal, ...(o.threads === undefined ? {} : { threads: o.threads }) });
    try {
      const hear = createEar(recogniser, { language: o.language === 'und' ? 'auto' : o.language, candidates: [], glossary: null, signal: o.signal });
      const sound = floats(ffmpegStream(env.binaries, ['-i', served.url, '-map', '0:a:0', '-ac', '1', '-ar', String(PCM_RATE), '-f', 'f32le', 'pipe:1'], { env: served.env, signal: o.signal }));
      const chunker = createChunker(listen(sound, 0, detector), 0);
      const words: Word[] = [];
      let state: HearingState = { accepted: null, rival: null, tail: '' };
      for (let chunk = await chunker.next(); chunk; chunk = await chunker.next()) {
        const heard = await hear(chunk, state);
        state = heard.state;
        const nextUs = heard.backToUs === null ? chunk.nextUs : chunker.backTo(heard.backToUs);
        words.push(...(await timeWords(heard.segments, chunk, heard.language, aligner)).flatMap((segment) => segment.words));
        o.onProgress?.(nextUs / 1e6);
      }
      return words;
    } finally {
      recogniser.dispose();
    }
  } catch (error) {
    o.signal.throwIfAborted();
    throw error;
  } finally {
    o.signal.removeEventListener('abort', stop);
    detector.dispose();
    aligner.dispose();
    served.close();
    opened.close();
  }
}

/** Redacted words among those that were heard, each where it was heard. What is said openly anywhere in the footage is no secret. */
export function heardFindings(words: readonly (Span & Pick<Word, 'text'>)[], secrets: Secrets): LeakFinding[] {
  return words.flatMap((heard) => secretPlaces(heard.text, secrets.words).map(({ word }) => finding('heard', { span: heard, passages: secrets.passagesOf(word) })));
}
