import type { SpellReply, SpellRequest } from '../core/spelling/protocol';
import { suggestionsFor, sureIn, unknownWords } from '../core/spelling/speller';
import { parentPort } from './port';

const port = parentPort();
const reply = (message: SpellReply): void => port.post(message);

port.onMessage((message) => {
  const request = message as SpellRequest;
  if ('lines' in request) {
    sureIn(request, request.language).then((corrections) => { reply({ id: request.id, corrections }); }).catch(() => { reply({ id: request.id }); });
    return;
  }
  const answer = 'words' in request ? unknownWords(request.words, request.language) : suggestionsFor(request.like, request.language);
  answer.then((words) => { reply({ id: request.id, words }); }).catch(() => { reply({ id: request.id, }); });
});
