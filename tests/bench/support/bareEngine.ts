import { fork } from 'node:child_process';
import type { TranscriptionResult } from 'transcribe-cpp';
import { watchEngine } from '../../../electron/core/transcription/engineTrace';
import type { Evidence } from '../../../electron/core/transcription/protocol';

export interface BareRequest {
  /** Mono 16 kHz. */
  readonly pcm: Float32Array;
  readonly modelPath: string;
  readonly language: string;
  readonly threads: number;
}

export interface BareAnswer {
  readonly segments: readonly { readonly t0Ms: number; readonly t1Ms: number; readonly text: string }[];
  /** From loading the model to the text. */
  readonly elapsedMs: number;
  /** Of all its threads, from loading the model to the text. */
  readonly processorMs: number;
  /** What the engine says of each window of 30 seconds. */
  readonly windows: readonly Evidence[];
  /** Largest memory of the process so far, MB. */
  readonly peakMb: number;
}

/** What the bench is started with to be the bare engine's process. */
export const BARE_ENGINE = '--bare-engine';

/** The engine in a process of its own that leads its own group, so that its memory is its own and it can be held; one plain call for each request. */
export function startBareEngine(): { readonly pid: number; transcribe(request: BareRequest): Promise<BareAnswer>; stop(): void } {
  const child = fork(process.argv[1] ?? '', [BARE_ENGINE], { serialization: 'advanced', detached: true });
  return {
    pid: child.pid ?? 0,
    transcribe: (request) => new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the bare engine ended with ${String(code)}`));
      child.once('exit', ended);
      child.once('message', (answer: BareAnswer | { readonly failed: string }) => {
        child.off('exit', ended);
        if ('failed' in answer) reject(new Error(answer.failed));
        else resolve(answer);
      });
      child.send(request);
    }),
    stop: () => void child.kill(),
  };
}

/** The other end. */
export function serveBareEngine(): void {
  process.on('message', (request: BareRequest) => {
    transcribe(request).then((answer) => process.send?.(answer), (error: unknown) => process.send?.({ failed: String(error) }));
  });
  process.on('disconnect', () => { process.kill(process.pid, 'SIGKILL'); });
}

async function transcribe({ pcm, modelPath, language, threads }: BareRequest): Promise<BareAnswer> {
  // An ES module only: the bench itself is bundled as CommonJS.
  const { TranscribeModel, setLogHandler } = await import('transcribe-cpp');
  setLogHandler(() => undefined);
  const [began, before] = [performance.now(), process.cpuUsage()];
  const model = await TranscribeModel.load(modelPath, { backend: process.platform === 'darwin' ? 'auto' : 'cpu' });
  const watch = await watchEngine();
  const session = model.createSession({ nThreads: threads });
  const { segments }: TranscriptionResult = await session.run(pcm, { language, timestamps: 'segment' });
  const [elapsedMs, used] = [performance.now() - began, process.cpuUsage(before)];
  const windows = watch.evidence();
  session.dispose();
  model.dispose();
  return { segments: segments.map(({ t0Ms, t1Ms, text }) => ({ t0Ms, t1Ms, text })), elapsedMs, processorMs: (used.user + used.system) / 1000, windows, peakMb: process.resourceUsage().maxRSS / 1024 };
}
