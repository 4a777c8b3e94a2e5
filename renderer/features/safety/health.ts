import type { KeptCheck } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { takeJob } from '../jobs/store';
import { healthText } from './healthText';

/** What the last deep check found, until somebody dismisses it. */
export const useHealth = vaultStore<{ kept: KeptCheck | null }>(() => ({ kept: null }));

export async function loadHealth(): Promise<KeptCheck | null> {
  const kept = await ask('vault.checkReport', {});
  if (kept !== undefined) useHealth.setState({ kept });
  return kept ?? null;
}

export async function beginDeepCheck(): Promise<void> {
  const answer = await ask('vault.check', { deep: true });
  if (answer?.job) takeJob(answer.job);
}

export async function dismissHealth(): Promise<void> {
  if (await ask('vault.dismissCheckReport', {})) useHealth.setState({ kept: null });
}

/** A deep check has ended, perhaps long after whoever began it closed the dialog: its finding is said, and stands under Vault. */
export async function noteChecked(): Promise<void> {
  const kept = await loadHealth();
  if (kept) toast(`${healthText({ ...kept, deep: true })}${kept.ok ? '' : ` ${t('safety.seeVault')}`}`, kept.ok ? 'info' : 'danger', 'check');
}
