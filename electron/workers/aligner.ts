import { createAligner, type AlignRequest } from '../core/transcription/align';
import { parentPort } from './port';
import { createTidier } from './tidy';

/** One stretch to align; the answer carries the same id, and null words where aligning failed. */
type Request = AlignRequest & { readonly id: number };

const port = parentPort();
const aligner = createAligner();
const tidy = createTidier();

port.onMessage((message) => {
  const { id, ...request } = message as Request;
  aligner
    .then(({ align }) => port.post({ id, words: align(request) }))
    // The error itself may quote the text, which must not leave by a log.
    .catch(() => port.post({ id, words: null, error: 'align-failed' }))
    .finally(() => tidy(request.pcm));
});

aligner.then(
  () => port.post({ type: 'ready' }),
  () => process.exit(1),
);
