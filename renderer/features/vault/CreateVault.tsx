import { useState, type JSX } from 'react';
import type { Failure } from '../../../shared/errors';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { NewPassphrase, useNewPassphrase } from './NewPassphrase';
import { setVaultStatus } from './store';

export function CreateVault(): JSX.Element {
  const fresh = useNewPassphrase();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Failure | null>(null);
  const ready = !busy && fresh.ready;

  async function create(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setError(null);
    const given = name.trim();
    const result = await request('vault.create', { passphrase: fresh.passphrase, ...(given === '' ? {} : { name: given }) });
    setBusy(false);
    if (!result.ok) {
      setError(result.error);
      return;
    }
    setVaultStatus(result.value);
  }

  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void create(); }}>
      <NewPassphrase state={fresh} label={t('vault.passphrase')} repeatLabel={t('vault.repeat')} autoFocus />
      <Field large label={t('vault.name')} hint={t('vault.nameHint')} value={name} maxLength={80} onChange={(event) => { setName(event.target.value); }} />
      <Notice tone="warn">{t('vault.cannotRecover')}</Notice>
      {error && <Notice tone="danger">{failureText(error)}</Notice>}
      <Button type="submit" kind="primary" size="large" disabled={!ready}>{busy ? t('vault.creating') : t('vault.create')}</Button>
    </form>
  );
}
