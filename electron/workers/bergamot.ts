import type { BergamotReply, BergamotRequest } from '../core/translation/bergamot/protocol';
import { createTranslator } from '../core/translation/bergamot/translator';
import { parentPort } from './port';

const port = parentPort();
const reply = (message: BergamotReply): void => port.post(message);
const translator = createTranslator();
let last: Promise<unknown> = Promise.resolve();

port.onMessage((message) => {
  const { id, ...question } = message as BergamotRequest;
  // One after the other: the engine has one memory.
  last = last.then(() => translator.translate(question)).then((sentences) => { reply({ id, sentences }); }, () => { reply({ id, sentences: null }); });
});
