import path from 'node:path';
import type { Job, KeptCheck } from '../../../shared/domain';
import { signingKey } from '../audit';
import { transaction } from '../vault/database';
import { checkVault as check, type CheckOptions, type VaultReport } from '../vault/check';
import { getSetting, setIdleMinutes as set, setSetting } from '../vault/settings';
import type { Workspace } from '../workspace/workspace';
import { authorise, changing, log, looking, working, type Deed } from './operation';

const checked = (deep: boolean, { ok, problems }: VaultReport): Deed => ({ item: null, details: { deep, ok, problems: problems.length } });

export const checkVault = working('vault.check', ({ vault }, { deep, ...watch }: { deep: boolean } & Pick<CheckOptions, 'signal' | 'onProgress'>): Promise<VaultReport> => check(vault, { deep, ...watch }),
  ({ deep }, report) => checked(deep, report));

/** The deep check as a job, for the window: it shows progress, can be cancelled, and goes on after a lock or a crash. */
export const beginDeepCheck = changing('vault.check', ({ jobs, vault }: Workspace): Job => jobs.enqueue('check', path.basename(vault.dir), null, {}), () => ({ item: null, details: { deep: true, begun: true } }));

/** Does what {@link beginDeepCheck} began. What it found is kept in the vault, together with its entry in the audit log. */
export async function runDeepCheck(workspace: Workspace, options: Omit<CheckOptions, 'deep'>): Promise<KeptCheck> {
  authorise(workspace, 'vault.check');
  const { db } = workspace.vault;
  const report = await check(workspace.vault, { ...options, deep: true });
  const problems = report.problems.map(({ code, params }) => ({ code, params: { ...params } }));
  const kept: KeptCheck = { ...report, problems, finishedAt: new Date().toISOString(), by: workspace.actor.name };
  transaction(db, () => {
    setSetting(db, 'deepCheck', kept);
    log(workspace, 'vault.check', checked(true, report));
  });
  return kept;
}

/** What the last deep check found; null when nobody checked, or it was dismissed. */
export const deepCheckReport = looking('vault.check', ({ vault }: Workspace): KeptCheck | null => getSetting(vault.db, 'deepCheck'));

export const dismissDeepCheck = changing('vault.check', ({ vault }: Workspace): object => {
  setSetting(vault.db, 'deepCheck', null);
  return {};
}, () => ({ item: null, details: { deep: true, dismissed: true } }));

export const setIdleMinutes = changing('vault.setIdleMinutes', ({ vault }, { minutes }: { minutes: number }): object => {
  set(vault.db, minutes);
  return {};
}, ({ minutes }) => ({ item: null, details: { minutes } }));

/** What strangers check clips and exported audit logs with; made with its private half when nothing was signed yet. */
export const publicKey = looking('vault.publicKey', ({ vault }: Workspace): { publicKey: string } => ({ publicKey: signingKey(vault.db).publicKey }));
