import { z } from 'zod';
import { word, type LanguageCode, type Word } from '../../../shared/domain';
import type { StartWorker, WorkerPort } from './workerHost';

/** What the aligner worker answers: words relative to the start of the sound, or null where it could not. */
const alignerReply = z.object({ id: z.number(), words: z.array(word).nullable() });

/** No stretch takes longer than this unless the worker hangs. */
const PATIENCE_MS = 120_000;

export interface AlignerClient {
  /**
   * Times of each white-space separated word of `text`, microseconds from the start of `pcm`; null when they could
   * not be found, for whatever reason: missing times never cost a word of text.
   */
  align(o: { pcm: Float32Array; text: string; language: LanguageCode }): Promise<Word[] | null>;
  dispose(): void;
}

/** Talks to an aligner in its own process, begun at the first request and begun anew after it died. */
export function startAligner(startWorker: StartWorker): AlignerClient {
  let port: WorkerPort | undefined;
  let nextId = 1;
  const waiting = new Map<number, (words: Word[] | null) => void>();
  const settle = (id: number, words: Word[] | null): void => {
    waiting.get(id)?.(words);
    waiting.delete(id);
  };
  const stop = (): void => {
    const old = port;
    port = undefined;
    old?.kill();
    for (const id of [...waiting.keys()]) settle(id, null);
  };
  const begin = (): WorkerPort => {
    const started = startWorker('aligner');
    started.onMessage((message) => {
      const reply = alignerReply.safeParse(message);
      if (reply.success) settle(reply.data.id, reply.data.words);
      else {
        const id = z.object({ id: z.number() }).safeParse(message);
        if (id.success) settle(id.data.id, null);
      }
    });
    started.onExit(() => {
      if (port === started) stop();
    });
    return started;
  };
  return {
    align(request) {
      port ??= begin();
      const id = nextId++;
      const timer = setTimeout(stop, PATIENCE_MS);
      return new Promise<Word[] | null>((resolve) => {
        waiting.set(id, (words) => {
          clearTimeout(timer);
          resolve(words);
        });
        port?.post({ id, ...request });
      });
    },
    dispose: stop,
  };
}
