import type { LanguageCode } from '../../../../shared/domain';
import { ZapisError } from '../../../../shared/errors';
import { alphabetOf, toLatin } from '../../../../shared/script';
import { converse } from '../../transcription/conversation';
import type { StartWorker } from '../../transcription/workerHost';
import type { SourceSentence, TargetSentence, TextEngine } from '../engine';
import { judgeLinks } from './doubt';
import { bergamotReply, type BergamotQuestion, type PackFiles } from './protocol';

/** A batch takes a second or two; without an answer after this the worker hangs. */
const PATIENCE_MS = 120_000;

/** The way from a language to the one that is wanted. */
export interface Route {
  readonly packs: readonly PackFiles[];
  /** The first pack reads Latin letters only. */
  readonly latin: boolean;
}

export interface BergamotOptions {
  readonly startWorker: StartWorker;
  /** By the languages that are spoken, into the one target of this engine. */
  readonly routes: ReadonlyMap<LanguageCode, Route>;
  readonly to: LanguageCode;
  readonly patienceMs?: number;
}

/** Bergamot in a worker of its own, which ends with the engine and gives all its memory back. */
export function createBergamot({ startWorker, routes, to: target, patienceMs = PATIENCE_MS }: BergamotOptions): TextEngine {
  const { ask, stop } = converse<BergamotQuestion, Answer>(startWorker, 'bergamot', patienceMs, (message) => {
    const reply = bergamotReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data.sentences } : null;
  });
  const from = [...routes.keys()];

  const answer = async (question: BergamotQuestion, signal: AbortSignal): Promise<Answer | null> => {
    signal.throwIfAborted();
    // The engine computes without looking up: what ends it is the end of its process.
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const got = await ask(question);
        signal.throwIfAborted();
        if (got?.length === question.sentences.length) return got;
      }
      return null;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
  /** A sentence that the engine dies of costs itself, not the interview. */
  const answerEach = async ({ packs, sentences }: BergamotQuestion, signal: AbortSignal): Promise<Answer> => {
    const together = await answer({ packs, sentences }, signal);
    if (together) return together;
    const apart: Answer = [];
    let failed = 0;
    for (const sentence of sentences) {
      const alone = sentences.length > 1 ? await answer({ packs, sentences: [sentence] }, signal) : null;
      if (!alone) failed += 1;
      if (failed > 1 || failed === sentences.length) throw new ZapisError('translation-failed', { engine: 'Bergamot' });
      apart.push(alone?.[0] ?? { words: [], links: null });
    }
    return apart;
  };

  return {
    id: 'bergamot',
    model: [...new Set([...routes.values()].map(({ packs }) => packs.map(({ id }) => id).join('>')))].sort().join('+'),
    from, to: [target],
    async translate(sentences, to, signal) {
      const results = new Map<SourceSentence, TargetSentence>();
      for (const language of new Set(sentences.map((s) => s.language))) {
        const route = routes.get(language);
        if (!route || to !== target) throw new ZapisError('translation-no-pair', { engine: 'Bergamot', from: language, to });
        const these = sentences.filter((s) => s.language === language);
        const answers = await answerEach({ packs: route.packs, sentences: these.map((s) => spelled(s, route.latin)) }, signal);
        these.forEach((sentence, i) => { results.set(sentence, judged(sentence, answers[i] ?? { words: [], links: null })); });
      }
      return sentences.map((sentence) => results.get(sentence) ?? NOTHING);
    },
    dispose: stop,
  };
}

type Answer = { words: string[]; links: [number, number][] | null }[];
const NOTHING: TargetSentence = { words: [], links: null, unknown: [] };

function spelled({ words, language }: SourceSentence, latin: boolean): string[] {
  return latin ? words.map((word) => toLatin(word, { alphabet: alphabetOf(language) ?? 'serbian' })) : [...words];
}

function judged(source: SourceSentence, { words, links }: Answer[number]): TargetSentence {
  const inside = links?.every(([from, to]) => from < source.words.length && to < words.length) === true;
  const { links: trusted, doubtful } = judgeLinks(source.words, { words, links: inside && links ? links : [] });
  return { words, links: trusted, unknown: doubtful };
}
