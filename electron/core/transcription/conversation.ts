import type { StartWorker, WorkerName, WorkerPort } from './workerHost';

/** Questions to a worker process and their answers. */
export interface Conversation<Q extends object, A> {
  /** The answer; null when the worker could not tell, died, or took longer than its patience. */
  ask(question: Q): Promise<A | null>;
  /** Begins the process before there is anything to ask. */
  begin(): void;
  /** Ends the process; whoever waits is told null. The next question begins a new one. */
  stop(): void;
}

/**
 * Talks to a worker in its own process, begun at the first question and begun anew after it died: workers feed on
 * hostile sound, and what they cost when they die is one answer.
 *
 * @param read takes a message for an answer to the question with that id; null for what is none. Parsed, not trusted.
 * @param patienceMs no question takes longer unless the worker hangs.
 */
export function converse<Q extends object, A>(startWorker: StartWorker, name: WorkerName, patienceMs: number, read: (message: unknown) => { readonly id: number; readonly answer: A | null } | null): Conversation<Q, A> {
  let port: WorkerPort | undefined;
  let nextId = 1;
  const waiting = new Map<number, (answer: A | null) => void>();
  const settle = (id: number, answer: A | null): void => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  const stop = (): void => {
    const old = port;
    port = undefined;
    old?.kill();
    for (const id of [...waiting.keys()]) settle(id, null);
  };
  const begin = (): WorkerPort => {
    const started = startWorker(name);
    started.onMessage((message) => {
      const reply = read(message);
      if (reply) settle(reply.id, reply.answer);
    });
    started.onExit(() => {
      if (port === started) stop();
    });
    return started;
  };
  return {
    ask(question) {
      port ??= begin();
      const id = nextId++;
      const timer = setTimeout(stop, patienceMs);
      return new Promise((resolve) => {
        waiting.set(id, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        port?.post({ id, ...question });
      });
    },
    begin: () => { port ??= begin(); },
    stop,
  };
}
