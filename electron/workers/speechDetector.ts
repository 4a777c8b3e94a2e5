import { createSpeechDetector } from '../core/transcription/speech/silero';
import type { DetectorReply, DetectorRequest } from '../core/transcription/speech/protocol';
import { parentPort } from './port';
import { createTidier } from './tidy';

const port = parentPort();
const reply = (message: DetectorReply): void => port.post(message);
const detector = createSpeechDetector();
const tidy = createTidier();

port.onMessage((message) => {
  const { id, sound } = message as DetectorRequest;
  detector
    .then(async ({ listen }) => reply({ id, speech: await listen(sound) }))
    .catch(() => reply({ id, speech: null }))
    .finally(() => tidy(sound));
});

// Nobody may be waiting yet: the failure is told with the first request.
detector.catch(() => undefined);
