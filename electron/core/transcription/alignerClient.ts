import { z } from 'zod';
import { word, type LanguageCode, type Word } from '../../../shared/domain';
import { converse } from './conversation';
import type { Span } from '../../../shared/time';
import { SAMPLE_RATE } from './levels';
import type { StartWorker } from './workerHost';

/** What the aligner worker answers: words relative to the start of the sound, or null where it could not. */
const alignerReply = z.object({ id: z.number(), words: z.array(word).nullable().catch(null) });

/** No stretch takes longer than this unless the worker hangs. */
const PATIENCE_MS = 120_000;

interface Question { readonly pcm: Float32Array; readonly text: string; readonly language: LanguageCode; readonly edges?: readonly Span[] }

export interface AlignerClient {
  /**
   * Times of each white-space separated word of `text`, microseconds from the start of `pcm`; null when they could
   * not be found, for whatever reason: missing times never cost a word of text. `edges` as of `AlignRequest`.
   */
  align(o: Question): Promise<Word[] | null>;
  /** Starts the process and lets it run in, seconds of work that the first alignment would wait for. To be called where a processor is idle. */
  runIn(language: LanguageCode): void;
  dispose(): void;
}

/** An aligner in its own process. */
export function startAligner(startWorker: StartWorker): AlignerClient {
  const { ask, stop } = converse<Question, Word[]>(startWorker, 'aligner', PATIENCE_MS, (message) => {
    const reply = alignerReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data.words } : null;
  });
  return { align: ask, runIn: (language) => void ask({ pcm: beats(), text: COUNTED, language }), dispose: stop };
}

/** Something that every voice can say. */
const COUNTED = Array.from({ length: 20 }, (_, i) => i + 1).join(' ');

/** Eight seconds that sound like syllables to the aligner, three a second: it looks for words in nothing that is even. */
function beats(): Float32Array {
  return Float32Array.from({ length: 8 * SAMPLE_RATE }, (_, i) => 0.3 * Math.sin(i * i) * Math.max(0.01, Math.sin((3 * 2 * Math.PI * i) / SAMPLE_RATE)));
}
