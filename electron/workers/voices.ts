import { createVoiceTeller, type VoiceTeller } from '../core/transcription/voices/engine';
import type { VoicesReply, VoicesRequest } from '../core/transcription/voices/protocol';
import { parentPort } from './port';

const port = parentPort();
const reply = (message: VoicesReply): void => port.post(message);
let teller: VoiceTeller | undefined;

port.onMessage((message) => {
  const { id, sound, models, apart } = message as VoicesRequest;
  try {
    teller ??= createVoiceTeller(models);
    reply({ id, heard: teller.hear(sound, apart) });
  } catch {
    // The error itself may quote a path.
    reply({ id, heard: null });
  }
});
