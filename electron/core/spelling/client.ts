import type { LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { converse } from '../transcription/conversation';
import type { StartWorker } from '../transcription/workerHost';
import { spellReply, type LinesToMend, type SpellReply, type SpellRequest, type SureCorrection } from './protocol';

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
  /** @throws ZapisError `spelling-failed`. */
  sure(lines: LinesToMend, language: LanguageCode): Promise<SureCorrection[][]>;
  stop(): void;
}

export function startSpelling(startWorker: StartWorker): Spelling {
  let idle: ReturnType<typeof setTimeout> | undefined;
  const { ask, stop } = converse<Question, SpellReply>(startWorker, 'speller', PATIENCE_MS, (message) => {
    const reply = spellReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data } : null;
  });
  async function told(question: Question): Promise<SpellReply | null> {
    clearTimeout(idle);
    const answer = await ask(question);
    idle = setTimeout(stop, IDLE_MS);
    idle.unref();
    return answer;
  }
  async function toldWords(question: Question): Promise<string[] | null> {
    const words = (await told(question))?.words;
    if (words === undefined) throw new ZapisError('spelling-failed');
    return words;
  }
  return {
    unknown: (words, language) => toldWords({ words, language }),
    suggest: async (word, language) => (await toldWords({ like: word, language })) ?? [],
    async sure(lines, language) {
      const corrections = (await told({ ...lines, language }))?.corrections;
      if (corrections === undefined) throw new ZapisError('spelling-failed');
      return corrections;
    },
    stop() {
      clearTimeout(idle);
      stop();
    },
  };
}
