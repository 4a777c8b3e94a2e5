import type { JSX } from 'react';
import { ask } from '../../api/client';
import { Select } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { useMay } from './person';
import { setVaultStatus, useVault } from './store';

const IDLE_MINUTES = [2, 5, 10, 15, 30, 60] as const;

/** After how long without a sign of life the vault locks itself. */
export function IdleMinutes(): JSX.Element {
  const idle = useVault((state) => state.status?.idleMinutes ?? 10);
  const may = useMay('vault.setIdleMinutes');
  const minutes = [...new Set([...IDLE_MINUTES, idle])].sort((a, b) => a - b);

  async function setIdle(value: string): Promise<void> {
    const status = await ask('vault.setIdleMinutes', { minutes: Number(value) });
    if (status) setVaultStatus(status);
  }
  return <Select label={t('settings.idle')} hint={may ? t('settings.idleHint') : t('role.custodianOnly')} disabled={!may} value={String(idle)} options={minutes.map((m) => ({ value: String(m), label: tn('settings.minutes', m) }))} onPick={(value) => void setIdle(value)} />;
}
