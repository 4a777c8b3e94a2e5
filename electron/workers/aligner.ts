import { createAligner, type AlignRequest } from '../core/transcription/align';
import { parentPort } from './port';

/** One stretch to align; the answer carries the same id, and null words where aligning failed. */
type Request = AlignRequest & { readonly id: number };

const port = parentPort();
const aligner = createAligner();

port.onMessage((message) => {
  const { id, ...request } = message as Request;
  aligner
    .then(({ align }) => port.post({ id, words: align(request) }))
    // The error itself may quote the text, which must not leave by a log.
    .catch(() => port.post({ id, words: null, error: 'align-failed' }));
});

aligner.then(
  () => port.post({ type: 'ready' }),
  () => process.exit(1),
);
