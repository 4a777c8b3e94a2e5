import type { JSX } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { useMay } from './person';
import { openRecoveryKey, putOffRecoveryKey, useRecoveryOffer } from './recovery';
import { useVault } from './store';

/**
 * A calm reminder that blocks nothing: whoever has just created a vault wants to bring footage in first. It comes back
 * at every unlocking by a custodian until a key is made.
 */
export function RecoveryBar(): JSX.Element | null {
  const missing = useVault((state) => state.status?.recoveryKey === false);
  const may = useMay('vault.newRecoveryKey');
  const putOff = useRecoveryOffer((state) => state.putOff);
  if (!missing || !may || putOff) return null;
  return (
    <div className="recovery-bar" role="region" aria-label={t('recovery.title')}>
      <Icon name="info" />
      <p>{t('recovery.offer')}</p>
      <Button size="small" kind="primary" onClick={openRecoveryKey}>{t('recovery.make')}</Button>
      <Button size="small" kind="quiet" onClick={putOffRecoveryKey}>{t('recovery.later')}</Button>
    </div>
  );
}
