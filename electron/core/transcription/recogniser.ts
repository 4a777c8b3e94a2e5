import { availableParallelism } from 'node:os';
import { ZapisError } from '../../../shared/errors';
import { recogniserReply, type Decoding, type Recognised, type RecogniserReply, type RecogniserRequest } from './protocol';
import type { StartWorker, WorkerPort } from './workerHost';

export interface Hearing {
  /** Whisper's code, or null to let the model tell. */
  readonly language: string | null;
  /** Text that went before or names to look out for, which keeps names and script steady; null for none. */
  readonly prompt: string | null;
  /** Absent: the engine's own way, with tries of its own. */
  readonly decoding?: Decoding;
  /** Only the first 30 seconds, up to the last sentence that is whole in them. */
  readonly firstWindow?: boolean;
  /** What is said, in English: only of a model that can. */
  readonly translate?: boolean;
  readonly signal?: AbortSignal;
}

export interface Recogniser {
  /** Codes of the languages that the model knows. */
  readonly languages: readonly string[];
  /** Whether it can be asked for the first window alone. */
  readonly singleWindows: boolean;
  /**
   * Recognises mono 16 kHz sound, some 90 seconds at most: a cancelled or crashed piece is lost as a whole.
   *
   * @throws AbortError on `signal`; ZapisError `recogniser-stopped` when the worker ended twice on this sound,
   * `recogniser-memory`, `recogniser-failed`.
   */
  transcribe(pcm: Float32Array, o: Hearing): Promise<Recognised>;
  dispose(): void;
}

/** More threads than eight only wait for memory; on a bigger machine one core is left to the person. */
export function recogniserThreads(cores = availableParallelism()): number {
  return Math.max(1, Math.min(8, cores <= 2 ? cores : cores - 1));
}

/**
 * Starts the recogniser in its own process and loads the model there. A process that dies is started anew once
 * for the same piece of sound; dying again on it means the sound, the model or the memory is at fault.
 *
 * @throws ZapisError `model-unreadable`, `recogniser-memory`, `recogniser-stopped`; AbortError on `signal`.
 */
export async function startRecogniser(startWorker: StartWorker, o: { modelPath: string; threads?: number; signal?: AbortSignal }): Promise<Recogniser> {
  const begin = (signal?: AbortSignal): Promise<RecogniserProcess> => RecogniserProcess.start(startWorker, o.modelPath, o.threads ?? recogniserThreads(), signal);
  let current = await begin(o.signal);
  let disposed = false;
  return {
    languages: current.languages,
    singleWindows: current.singleWindows,
    async transcribe(pcm, request) {
      for (let attempt = 0; ; attempt++) {
        if (current.ended) current = await begin(request.signal);
        try {
          return await current.transcribe(pcm, request);
        } catch (error) {
          const stopped = error instanceof ZapisError && error.code === 'recogniser-stopped';
          if (!stopped || attempt > 0 || disposed) throw error;
        }
      }
    },
    dispose() {
      disposed = true;
      current.end();
    },
  };
}

interface Waiting {
  readonly id: number | null;
  readonly resolve: (reply: RecogniserReply) => void;
  readonly reject: (error: Error) => void;
}

/** One life of the worker process. One request at a time: the engine computes one at a time anyway. */
class RecogniserProcess {
  ended = false;
  languages: readonly string[] = [];
  singleWindows = false;
  private nextId = 1;
  private waiting: Waiting | undefined;

  private constructor(private readonly port: WorkerPort) {
    port.onMessage((message) => this.receive(message));
    port.onExit(() => {
      this.ended = true;
      this.settle((w) => w.reject(new ZapisError('recogniser-stopped')));
    });
  }

  static async start(startWorker: StartWorker, modelPath: string, threads: number, signal?: AbortSignal): Promise<RecogniserProcess> {
    const started = new RecogniserProcess(startWorker('recogniser'));
    try {
      const reply = await started.ask({ type: 'load', modelPath, threads }, null, signal);
      if (reply.type === 'loaded') ({ languages: started.languages, singleWindows: started.singleWindows } = reply);
      return started;
    } catch (error) {
      started.end();
      throw error;
    }
  }

  async transcribe(pcm: Float32Array, { signal, ...hearing }: Hearing): Promise<Recognised> {
    const id = this.nextId++;
    const reply = await this.ask({ type: 'transcribe', id, pcm, ...hearing }, id, signal);
    if (reply.type !== 'transcribed') throw new ZapisError('recogniser-failed');
    return { language: reply.language, segments: reply.segments, evidence: reply.evidence };
  }

  end(): void {
    this.ended = true;
    this.port.kill();
    this.settle((w) => w.reject(new ZapisError('recogniser-stopped')));
  }

  private async ask(request: RecogniserRequest, id: number | null, signal?: AbortSignal): Promise<RecogniserReply> {
    signal?.throwIfAborted();
    // The engine looks at its cancel flag between steps only, seconds apart on a slow machine: whoever cancels does
    // not wait for it. The process is ended, and started anew should it be needed again.
    const cancel = (): void => {
      this.settle((w) => w.reject(new DOMException('cancelled', 'AbortError')));
      this.end();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise<RecogniserReply>((resolve, reject) => {
        this.waiting = { id, resolve, reject };
        if (this.ended) this.settle((w) => w.reject(new ZapisError('recogniser-stopped')));
        else this.port.post(request);
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  private receive(message: unknown): void {
    const parsed = recogniserReply.safeParse(message);
    if (!parsed.success) return this.end();
    const reply = parsed.data;
    if (reply.type === 'ready' || ('id' in reply && reply.id !== null && reply.id !== this.waiting?.id)) return;
    this.settle((w) => (reply.type === 'failed' ? w.reject(failure(reply.reason)) : w.resolve(reply)));
  }

  private settle(how: (waiting: Waiting) => void): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting) how(waiting);
  }
}

function failure(reason: Extract<RecogniserReply, { type: 'failed' }>['reason']): Error {
  if (reason === 'model-unreadable') return new ZapisError('model-unreadable');
  return new ZapisError(reason === 'memory' ? 'recogniser-memory' : 'recogniser-failed');
}
