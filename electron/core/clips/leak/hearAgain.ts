import type { LanguageCode, Word } from '../../../../shared/domain';
import { US_PER_SECOND, type Span } from '../../../../shared/time';
import { ffmpegStream } from '../../media/stream';
import type { FfmpegBinaries } from '../../media/binaries';
import type { Loopback } from '../../media/loopback';
import { coarsely } from '../../media/graphs';
import { floats, PCM_RATE } from '../../media/pcm';
import { startAligner } from '../../transcription/alignerClient';
import { createChunker } from '../../transcription/chunker';
import { createEar, type HearingState } from '../../transcription/hear';
import { startRecogniser } from '../../transcription/recogniser';
import { startDetector } from '../../transcription/speech/detectorClient';
import { listen } from '../../transcription/speech/listen';
import { timeWords } from '../../transcription/wordTimes';
import type { StartWorker } from '../../transcription/workerHost';
import { openFileSource } from '../fileSource';
import { plainSeconds } from '../seconds';

export interface HearAgain {
  readonly modelPath: string;
  /** The language of the transcript; `und` lets the model tell. */
  readonly language: LanguageCode;
  readonly threads?: number | undefined;
  readonly signal: AbortSignal;
  /** What to hear, in this order, in the clip's time; the whole from its beginning unless given. */
  readonly stretches?: readonly Span[];
  /** Told of the words of each stretch as soon as it is heard; throwing ends the hearing. */
  readonly onStretch?: (n: number, words: readonly HeardWord[]) => void;
  /** Seconds of sound dealt with so far, over all stretches. */
  readonly onProgress?: (seconds: number) => void;
}

/** A word that was heard, in the clip's time. */
export type HeardWord = Span & Pick<Word, 'text'>;

/** How a clip is listened to, whatever its language. */
export interface Listening extends Omit<HearAgain, 'signal' | 'language' | 'stretches' | 'onStretch'> {
  readonly modelId: string;
  readonly startWorker: StartWorker;
}

export interface EarEnv {
  readonly binaries: FfmpegBinaries;
  readonly loopback: Loopback;
  readonly startWorker: StartWorker;
}

/**
 * Recognises what is said in a finished clip, without the glossary, whose names it would else hear where they are not.
 *
 * @returns the words, in the clip's time.
 * @throws those of `startRecogniser` and `onStretch`; ZapisError `language-unknown-to-model`, `speech-detector-failed`; AbortError on `signal`.
 */
export async function wordsIn(env: EarEnv, file: string, o: HearAgain): Promise<HeardWord[]> {
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
      const all: HeardWord[] = [];
      let beforeUs = 0;
      for (const [n, stretch] of (o.stretches ?? [null]).entries()) {
        const fromUs = stretch?.startUs ?? 0;
        const sound = floats(ffmpegStream(env.binaries, [...cutOut(stretch, served.url), '-ac', '1', '-ar', String(PCM_RATE), '-f', 'f32le', 'pipe:1'], { served, signal: o.signal }));
        const chunker = createChunker(listen(sound, 0, detector), fromUs);
        const words: HeardWord[] = [];
        let state: HearingState = { accepted: null, rival: null, tail: '' };
        let reachedUs = fromUs;
        for (let chunk = await chunker.next(); chunk; chunk = await chunker.next()) {
          const heard = await hear(chunk, state);
          state = heard.state;
          reachedUs = heard.backToUs === null ? chunk.nextUs : chunker.backTo(heard.backToUs);
          words.push(...(await timeWords(heard.segments, chunk, heard.language, aligner)).flatMap((segment) => segment.words));
          o.onProgress?.((beforeUs + reachedUs - fromUs) / US_PER_SECOND);
        }
        beforeUs += stretch ? stretch.endUs - stretch.startUs : reachedUs - fromUs;
        o.onStretch?.(n, words);
        all.push(...words);
      }
      return all;
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

/** The stretches lie around what is redacted: where they are must not stand in the list of processes either. */
function cutOut(stretch: Span | null, url: string): string[] {
  if (stretch === null) return ['-i', url, '-map', '0:a:0'];
  const from = coarsely(stretch.startUs);
  return ['-ss', plainSeconds(from), '-i', url, '-filter_complex', `[0:a:0]atrim=start=${plainSeconds(stretch.startUs - from)}:end=${plainSeconds(stretch.endUs - from)}[a]`, '-map', '[a]'];
}
