import path from 'node:path';
import { app } from 'electron';
import type { RequestOutput } from '../../../shared/contract';
import { ZapisError } from '../../../shared/errors';
import { disableQuickUnlock, enableQuickUnlock, ownQuickUnlock } from '../../core/operations/people';
import { systemKeyring } from '../keyring';
import { QuickUnlockEntries } from '../quickUnlock';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function quickUnlockHandlers({ session }: HandlerContext): HandlersOf<'quickUnlock'> {
  const entries = new QuickUnlockEntries(path.join(app.getPath('userData'), 'quick-unlock'), systemKeyring);
  const status = (): RequestOutput<'quickUnlock.status'> => {
    const keys = session.keys();
    const here = keys && entries.wrapId(keys.vaultId);
    const own = session.unlocked && ownQuickUnlock(session.unlocked, {});
    return {
      keyring: entries.available,
      ready: entries.available && here !== null && (keys?.wrapIds.includes(here) ?? false),
      own: !own ? 'off' : own === here ? 'here' : 'elsewhere',
    };
  };
  return {
    'quickUnlock.status': status,
    'quickUnlock.enable': async ({ passphrase }) => {
      const { workspace } = session;
      const vaultId = workspace.vault.id;
      if (!entries.available) throw new ZapisError('keyring-missing');
      await enableQuickUnlock(workspace, { passphrase, replaces: entries.wrapId(vaultId), keep: (key) => { entries.keep(vaultId, key); } });
      return status();
    },
    'quickUnlock.disable': async () => {
      const { workspace } = session;
      const { own } = status();
      await disableQuickUnlock(workspace, {});
      if (own === 'here') entries.forget(workspace.vault.id);
      return status();
    },
    'quickUnlock.use': async () => {
      const keys = session.keys();
      const key = keys && entries.open(keys.vaultId);
      if (key === null) throw new ZapisError('quick-unlock-gone');
      return session.unlockWithKeyring(key);
    },
  };
}
