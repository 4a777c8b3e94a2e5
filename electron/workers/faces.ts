import { createFaceDetector, type FaceDetector } from '../core/faces/detector';
import type { FaceReply, FaceRequest } from '../core/faces/protocol';
import { parentPort } from './port';

const port = parentPort();
const reply = (message: FaceReply): void => port.post(message);
let detector: Promise<FaceDetector> | null = null;

port.onMessage((message) => {
  const { id, model, ...question } = message as FaceRequest;
  detector ??= createFaceDetector(model);
  detector
    .then(async ({ find }) => reply({ id, faces: await find(question) }))
    .catch(() => reply({ id, faces: null }));
});
