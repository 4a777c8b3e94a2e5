import { useRef, useState, type JSX } from 'react';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { failureText, t } from '../../ui/messages';
import { PassphraseField } from './PassphraseField';
import { setVaultStatus } from './store';

export function UnlockVault(): JSX.Element {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function unlock(): Promise<void> {
    if (busy || passphrase === '') return;
    setBusy(true);
    setError(null);
    const result = await request('vault.unlock', { passphrase });
    setBusy(false);
    if (result.ok) {
      setVaultStatus(result.value);
      return;
    }
    setError(failureText(result.error));
    field.current?.select();
  }

  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void unlock(); }}>
      <PassphraseField ref={field} label={t('vault.passphrase')} value={passphrase} onChange={setPassphrase} error={error} autoFocus />
      <Button type="submit" kind="primary" size="large" disabled={busy || passphrase === ''}>{busy ? t('vault.unlocking') : t('vault.unlock')}</Button>
    </form>
  );
}
