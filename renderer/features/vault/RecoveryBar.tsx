import type { JSX } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { dismissRecoveryOffer, openRecoveryKey, useRecoveryOffer } from './recovery';

/** A calm reminder that blocks nothing: whoever has just created a vault wants to bring footage in first. */
export function RecoveryBar(): JSX.Element | null {
  const shown = useRecoveryOffer((state) => state.shown);
  if (!shown) return null;
  return (
    <div className="recovery-bar" role="region" aria-label={t('recovery.title')}>
      <Icon name="info" />
      <p>{t('recovery.offer')}</p>
      <Button size="small" kind="primary" onClick={openRecoveryKey}>{t('recovery.make')}</Button>
      <Button size="small" kind="quiet" onClick={dismissRecoveryOffer}>{t('recovery.later')}</Button>
    </div>
  );
}
