import type { LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { converse } from '../transcription/conversation';
import type { StartWorker } from '../transcription/workerHost';
import { spellReply, type SpellRequest } from './protocol';

/** Loading two dictionaries takes a second or two on a slow machine; longer only a hanging worker takes. */
const PATIENCE_MS = 30_000;
/** Dictionaries take memory that transcription wants: a worker that nobody asks anything ends. */
const IDLE_MS = 5 * 60_000;

type Question = SpellRequest extends infer R ? (R extends SpellRequest ? Omit<R, 'id'> : never) : never;

/** The spell checker in its own process, begun when it is first asked. */
export interface Spelling {
  /**
   * Those of the words that no dictionary of the language has; null where no dictionary of it is there.
   *
   * @throws ZapisError `spelling-failed` when the worker could not tell.
   */
  unknown(words: readonly string[], language: LanguageCode): Promise<string[] | null>;
  /** @throws ZapisError `spelling-failed`. */
  suggest(word: string, language: LanguageCode): Promise<string[]>;
  stop(): void;
}

export function startSpelling(startWorker: StartWorker): Spelling {
  let idle: ReturnType<typeof setTimeout> | undefined;
  const { ask, stop } = converse<Question, { readonly words: string[] | null }>(startWorker, 'speller', PATIENCE_MS, (message) => {
    const reply = spellReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data.words === undefined ? null : { words: reply.data.words } } : null;
  });
  async function told(question: Question): Promise<string[] | null> {
    clearTimeout(idle);
    const answer = await ask(question);
    idle = setTimeout(stop, IDLE_MS);
    idle.unref();
    if (answer === null) throw new ZapisError('spelling-failed');
    return answer.words;
  }
  return {
    unknown: (words, language) => told({ words, language }),
    suggest: async (word, language) => (await told({ like: word, language })) ?? [],
    stop() {
      clearTimeout(idle);
      stop();
    },
  };
}
