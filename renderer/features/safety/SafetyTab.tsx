import { useState, type JSX } from 'react';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { takeJob } from '../jobs/store';
import { Block } from '../keeping/Block';
import { IdleMinutes } from '../vault/IdleMinutes';
import { useMay } from '../vault/person';
import { openRecoveryKey } from '../vault/recovery';
import { ChangePassphrase } from './ChangePassphrase';
import { HealthCheck } from './HealthCheck';
import { QuickUnlock } from './QuickUnlock';

async function backUp(): Promise<void> {
  const job = await ask('vault.backUp', {});
  if (!job) return;
  takeJob(job);
  toast(t('safety.backupBegun'));
}

export function SafetyTab(): JSX.Element {
  const [changing, setChanging] = useState(false);
  const mayRecover = useMay('vault.newRecoveryKey');
  const mayBackUp = useMay('vault.backUp');
  return (
    <>
      <Block title={t('safety.check')} text={t('safety.checkText')}><HealthCheck /></Block>
      {mayBackUp && <Block title={t('safety.backup')} text={t('safety.backupText')}><Button icon="export" onClick={() => void backUp()}>{t('safety.backUp')}</Button></Block>}
      <Block title={t('safety.passphrase')} text={t('safety.passphraseText')}>
        {changing ? <ChangePassphrase onDone={() => { setChanging(false); }} /> : <Button icon="edit" onClick={() => { setChanging(true); }}>{t('safety.change')}</Button>}
      </Block>
      <Block title={t('safety.quickUnlock')} text={t('safety.quickText')}><QuickUnlock /></Block>
      {mayRecover && <Block title={t('safety.recovery')} text={t('safety.recoveryText')}><Button icon="lock" onClick={openRecoveryKey}>{t('safety.recoveryNew')}</Button></Block>}
      <Block title={t('safety.idle')}><IdleMinutes /></Block>
    </>
  );
}
