import { useEffect, useRef, useState, type JSX } from 'react';
import type { RequestOutput } from '../../../shared/contract';
import type { Failure, Result } from '../../../shared/errors';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { PassphraseField } from './PassphraseField';
import { setVaultStatus } from './store';
import { secondsToWait, useWait } from './useWait';

export function UnlockVault({ recovered, onForgotten }: { recovered: boolean; onForgotten: () => void }): JSX.Element {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Failure | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const wait = useWait();
  const [keyring, setKeyring] = useState(false);
  useEffect(() => {
    void request('quickUnlock.status', {}).then((result) => { setKeyring(result.ok && result.value.ready); });
  }, []);

  async function unlock(): Promise<void> {
    if (passphrase !== '' && wait.left === 0) await enter(() => request('vault.unlock', { passphrase }));
  }

  async function enter(ask: () => Promise<Result<RequestOutput<'vault.unlock'>>>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setError(null);
    const result = await ask();
    setBusy(false);
    if (result.ok) {
      setVaultStatus(result.value);
      return;
    }
    wait.begin(result.error);
    // The countdown below says how long; a number that stands still beside it would contradict it.
    setError(secondsToWait(result.error) > 0 ? null : result.error);
    if (result.error.code === 'quick-unlock-gone') setKeyring(false);
    field.current?.select();
  }

  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void unlock(); }}>
      {recovered && <Notice>{t('vault.recovered')}</Notice>}
      <PassphraseField ref={field} label={t('vault.passphrase')} value={passphrase} onChange={setPassphrase} error={error && failureText(error)} autoFocus />
      <WaitNotice left={wait.left} />
      <Button type="submit" kind="primary" size="large" disabled={busy || passphrase === '' || wait.left > 0}>{busy ? t('vault.unlocking') : t('vault.unlock')}</Button>
      {keyring && <Button size="large" icon="lock" disabled={busy} onClick={() => void enter(() => request('quickUnlock.use', {}))}>{t('vault.quickUnlock')}</Button>}
      <button type="button" className="link door-forgot" onClick={onForgotten}>{t('vault.forgot')}</button>
    </form>
  );
}

/** Not a live region: a number read aloud every second would drown everything else; the sentence is said once. */
export function WaitNotice({ left }: { left: number }): JSX.Element | null {
  if (left === 0) return null;
  return (
    <Notice tone="warn">
      <span role="alert">{t('vault.waitWhy')}</span> <span className="tabular" aria-live="off">{t('vault.waitFor', { seconds: left })}</span>
    </Notice>
  );
}
