import { checkVault as check, type VaultReport } from '../vault/check';
import { setIdleMinutes as set } from '../vault/settings';
import { changing, working } from './operation';

export const checkVault = working('vault.check', ({ vault }, { deep, signal }: { deep: boolean; signal?: AbortSignal }): Promise<VaultReport> => check(vault, { deep, ...(signal ? { signal } : {}) }),
  ({ deep }, { ok, problems }) => ({ item: null, details: { deep, ok, problems: problems.length } }));

export const setIdleMinutes = changing('vault.setIdleMinutes', ({ vault }, { minutes }: { minutes: number }): object => {
  set(vault.db, minutes);
  return {};
}, ({ minutes }) => ({ item: null, details: { minutes } }));
