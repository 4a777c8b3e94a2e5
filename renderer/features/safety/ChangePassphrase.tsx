import { useState, type JSX } from 'react';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { failureText, t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { NewPassphrase, useNewPassphrase } from '../vault/NewPassphrase';
import { PassphraseField } from '../vault/PassphraseField';
import { WaitNotice } from '../vault/UnlockVault';
import { secondsToWait, useWait } from '../vault/useWait';

export function ChangePassphrase({ onDone }: { onDone: () => void }): JSX.Element {
  const [old, setOld] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const fresh = useNewPassphrase();
  const wait = useWait();
  const ready = !busy && old !== '' && fresh.ready && wait.left === 0;

  async function change(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setError(null);
    const result = await request('vault.changeOwnPassphrase', { old, fresh: fresh.passphrase });
    setBusy(false);
    if (!result.ok) {
      wait.begin(result.error);
      setError(secondsToWait(result.error) > 0 ? null : failureText(result.error));
      return;
    }
    toast(t('safety.changed'));
    onDone();
  }

  return (
    <form className="keeping-form" onSubmit={(event) => { event.preventDefault(); void change(); }}>
      <PassphraseField label={t('safety.old')} value={old} onChange={setOld} error={error} autoFocus />
      <NewPassphrase state={fresh} label={t('vault.newPassphrase')} repeatLabel={t('vault.repeatNew')} />
      <WaitNotice left={wait.left} />
      <div className="row"><Button type="submit" kind="primary" disabled={!ready}>{busy ? t('safety.changing') : t('safety.changeNow')}</Button><Button onClick={onDone}>{t('common.cancel')}</Button></div>
    </form>
  );
}
