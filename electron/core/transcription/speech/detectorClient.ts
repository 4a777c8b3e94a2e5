import { ZapisError } from '../../../../shared/errors';
import type { StartWorker, WorkerPort } from '../workerHost';
import { detectorReply, type DetectorRequest } from './protocol';

export interface DetectorClient {
  /**
   * As `SpeechDetector.listen`, in the worker process.
   *
   * @throws ZapisError `speech-detector-failed` when the process ended twice on this sound or could not start.
   */
  listen(sound: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

/** No stretch takes longer than this unless the worker hangs. */
const PATIENCE_MS = 300_000;

/** Talks to a speech detector in its own process, begun at the first request and begun anew once for a sound on which it died. */
export function startDetector(startWorker: StartWorker): DetectorClient {
  let port: WorkerPort | undefined;
  let nextId = 1;
  let disposed = false;
  const waiting = new Map<number, (speech: Float32Array | null) => void>();
  const settle = (id: number, speech: Float32Array | null): void => {
    waiting.get(id)?.(speech);
    waiting.delete(id);
  };
  const stop = (): void => {
    const old = port;
    port = undefined;
    old?.kill();
    for (const id of [...waiting.keys()]) settle(id, null);
  };
  const begin = (): WorkerPort => {
    const started = startWorker('speechDetector');
    started.onMessage((message) => {
      const reply = detectorReply.safeParse(message);
      if (reply.success) settle(reply.data.id, reply.data.speech);
      else stop();
    });
    started.onExit(() => {
      if (port === started) stop();
    });
    return started;
  };
  const ask = (sound: Float32Array): Promise<Float32Array | null> => {
    port ??= begin();
    const request: DetectorRequest = { id: nextId++, sound };
    const timer = setTimeout(stop, PATIENCE_MS);
    return new Promise((resolve) => {
      waiting.set(request.id, (speech) => {
        clearTimeout(timer);
        resolve(speech);
      });
      port?.post(request);
    });
  };
  return {
    async listen(sound) {
      for (let attempt = 0; attempt < 2 && !disposed; attempt++) {
        const speech = await ask(sound);
        if (speech) return speech;
      }
      throw new ZapisError('speech-detector-failed');
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}
