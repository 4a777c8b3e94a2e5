import { ZapisError } from '../../../shared/errors';
import { converse } from '../transcription/conversation';
import type { StartWorker } from '../transcription/workerHost';
import { faceReply, type Face, type FaceQuestion, type FaceRequest } from './protocol';

/** No picture takes longer than this unless the worker hangs. */
const PATIENCE_MS = 60_000;

export interface FaceClient {
  /** @throws ZapisError `faces-failed` when the worker died twice on this picture or could not start. */
  find(question: FaceQuestion): Promise<Face[]>;
  dispose(): void;
}

/** A face detector in its own process. */
export function startFaces(startWorker: StartWorker, model: string): FaceClient {
  let disposed = false;
  const { ask, stop } = converse<Omit<FaceRequest, 'id'>, Face[]>(startWorker, 'faces', PATIENCE_MS, (message) => {
    const reply = faceReply.safeParse(message);
    return reply.success ? { id: reply.data.id, answer: reply.data.faces } : null;
  });
  return {
    async find(question) {
      for (let attempt = 0; attempt < 2 && !disposed; attempt += 1) {
        const faces = await ask({ ...question, model });
        if (faces) return faces;
      }
      throw new ZapisError('faces-failed');
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}
