import { useState, type JSX } from 'react';
import { estimate } from '../../../shared/passphrase';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { PassphraseField } from './PassphraseField';
import { setVaultStatus } from './store';
import { StrengthMeter } from './StrengthMeter';

export function CreateVault(): JSX.Element {
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const strength = estimate(passphrase);
  const differs = repeat !== '' && repeat !== passphrase;
  const ready = !busy && repeat === passphrase && strength.accepted;

  async function create(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setError(null);
    const result = await request('vault.create', { passphrase });
    setBusy(false);
    if (result.ok) setVaultStatus(result.value);
    else setError(failureText(result.error));
  }

  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void create(); }}>
      <PassphraseField label={t('vault.passphrase')} value={passphrase} onChange={setPassphrase} autoFocus hint={<StrengthMeter empty={passphrase === ''} strength={strength} />} />
      <PassphraseField label={t('vault.repeat')} value={repeat} onChange={setRepeat} error={differs ? t('vault.differs') : null} />
      <Notice tone="warn">{t('vault.cannotRecover')}</Notice>
      {error && <Notice tone="danger">{error}</Notice>}
      <Button type="submit" kind="primary" size="large" disabled={!ready}>{busy ? t('vault.creating') : t('vault.create')}</Button>
    </form>
  );
}
