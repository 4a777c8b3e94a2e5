import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles } from './dialogs';

export function vaultHandlers({ session, window }: HandlerContext): HandlersOf<'vault'> {
  return {
    'vault.status': () => session.status(),
    'vault.chooseFolder': async () => {
      const [dir] = await askForFiles(window(), { properties: ['openDirectory', 'createDirectory'] });
      return dir === undefined ? session.status() : session.choose(dir);
    },
    'vault.create': ({ passphrase }) => session.create(passphrase),
    'vault.unlock': ({ passphrase }) => session.unlock(passphrase),
    'vault.lock': () => session.lock(),
    'vault.active': () => {
      session.active();
      return {};
    },
    'vault.setIdleMinutes': ({ minutes }) => session.setIdleMinutes(minutes),
  };
}
