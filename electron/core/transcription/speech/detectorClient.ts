import { ZapisError } from '../../../../shared/errors';
import { converse } from '../conversation';
import type { StartWorker } from '../workerHost';
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

/**
 * A speech detector in its own process; a sound on which it died is tried once more. It is sent a sound when the one before
 * is answered: two would lie there just when it compiles itself, which is when it needs most memory.
 */
export function startDetector(startWorker: StartWorker): DetectorClient {
  let disposed = false;
  const { ask, begin, stop } = converse<Omit<DetectorRequest, 'id'>, Float32Array>(startWorker, 'speechDetector', PATIENCE_MS, (message) => {
    const reply = detectorReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data.speech } : null;
  });
  const hear = async (sound: Float32Array): Promise<Float32Array> => {
    for (let attempt = 0; attempt < 2 && !disposed; attempt++) {
      const speech = await ask({ sound });
      if (speech) return speech;
    }
    throw new ZapisError('speech-detector-failed');
  };
  // It takes seconds to be ready.
  begin();
  let before: Promise<unknown> = Promise.resolve();
  return {
    listen(sound) {
      const answer = before.then(() => hear(sound));
      before = answer.catch(() => undefined);
      return answer;
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}
