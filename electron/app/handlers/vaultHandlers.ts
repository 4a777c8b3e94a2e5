import { changeOwnPassphrase, renewRecoveryKey } from '../../core/operations/people';
import { beginDeepCheck, checkVault, deepCheckReport, dismissDeepCheck } from '../../core/operations/vault';
import type { HandlerContext, HandlersOf } from './appHandlers';
import { askForFiles } from './dialogs';

export function vaultHandlers({ session, window, language }: HandlerContext): Omit<HandlersOf<'vault'>, 'vault.backUp'> {
  return {
    'vault.status': () => session.status(),
    'vault.chooseFolder': async () => {
      const [dir] = await askForFiles(window(), { title: language.speech.t('vault.folder'), buttonLabel: language.speech.t('dialogs.choose'), properties: ['openDirectory', 'createDirectory'] });
      return dir === undefined ? session.status() : session.choose(dir);
    },
    'vault.create': ({ passphrase, name }) => session.create(passphrase, name),
    'vault.unlock': ({ passphrase }) => session.unlock(passphrase),
    'vault.lock': () => session.lock(),
    'vault.active': () => {
      session.active();
      return {};
    },
    'vault.setIdleMinutes': ({ minutes }) => session.setIdleMinutes(minutes),
    'vault.recover': ({ words, passphrase }) => session.recover(words, passphrase),
    'vault.changeOwnPassphrase': async (input) => {
      await changeOwnPassphrase(session.workspace, input);
      return {};
    },
    'vault.newRecoveryKey': async (input) => {
      const made = await renewRecoveryKey(session.workspace, input);
      session.announce();
      return made;
    },
    'vault.check': async ({ deep }) => {
      if (deep) return { report: null, job: beginDeepCheck(session.workspace, {}) };
      const { ok, footage, problems } = await checkVault(session.workspace, { deep });
      return { report: { ok, footage, problems: problems.map(({ code, params }) => ({ code, params: { ...params } })) }, job: null };
    },
    'vault.checkReport': (input) => deepCheckReport(session.workspace, input),
    'vault.dismissCheckReport': (input) => {
      dismissDeepCheck(session.workspace, input);
      return {};
    },
  };
}
