import { ZapisError } from '../../../../shared/errors';
import { converse } from '../conversation';
import type { StartWorker } from '../workerHost';
import { voicesReply, type HeardVoices, type VoicesRequest } from './protocol';

export interface VoicesClient {
  /**
   * Who speaks when in a window of sound, in the worker process.
   *
   * @throws ZapisError `speakers-failed` when the process ended twice on this sound or could not start.
   */
  hear(window: Omit<VoicesRequest, 'id'>): Promise<HeardVoices>;
  dispose(): void;
}

/** A window takes a minute or two on a slow laptop; longer than this only if the worker hangs. */
const PATIENCE_MS = 1_200_000;

/** Tells voices apart in a process of its own; a sound on which it died is tried once more. */
export function startVoices(startWorker: StartWorker): VoicesClient {
  let disposed = false;
  const { ask, stop } = converse<Omit<VoicesRequest, 'id'>, HeardVoices>(startWorker, 'voices', PATIENCE_MS, (message) => {
    const reply = voicesReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data.heard } : null;
  });
  return {
    async hear(window) {
      for (let attempt = 0; attempt < 2 && !disposed; attempt++) {
        const heard = await ask(window);
        if (heard) return heard;
      }
      throw new ZapisError('speakers-failed');
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}
