import { useState, type JSX } from 'react';
import type { Failure } from '../../../shared/errors';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/Field';
import { failureText, t } from '../../ui/messages';
import { NewPassphrase, useNewPassphrase } from './NewPassphrase';
import { countWords } from './recovery';
import { setVaultStatus } from './store';
import { WaitNotice } from './UnlockVault';
import { secondsToWait, useWait } from './useWait';

const WORDS = 12;

/** The paper's words and a passphrase to replace the forgotten one. It unlocks nothing. */
export function RecoverVault({ onDone, onBack }: { onDone: () => void; onBack: () => void }): JSX.Element {
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Failure | null>(null);
  const fresh = useNewPassphrase();
  const wait = useWait();
  const count = countWords(words);
  const ready = !busy && count === WORDS && fresh.ready && wait.left === 0;

  async function recover(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setError(null);
    const result = await request('vault.recover', { words, passphrase: fresh.passphrase });
    setBusy(false);
    if (!result.ok) {
      wait.begin(result.error);
      setError(secondsToWait(result.error) > 0 ? null : result.error);
      return;
    }
    setVaultStatus(result.value);
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void recover(); }}>
      <TextArea label={t('vault.recoverWords')} hint={count === 0 ? t('vault.recoverWordsHint') : t('vault.recoverCount', { count })} error={error && failureText(error)} rows={3} maxLength={400} value={words} autoFocus autoComplete="off" autoCapitalize="off" className="mono" onChange={(event) => { setWords(event.target.value); }} />
      <NewPassphrase state={fresh} label={t('vault.newPassphrase')} repeatLabel={t('vault.repeatNew')} />
      <WaitNotice left={wait.left} />
      <Button type="submit" kind="primary" size="large" disabled={!ready}>{busy ? t('vault.recovering') : t('vault.recover')}</Button>
      <button type="button" className="link door-forgot" onClick={onBack}>{t('vault.backToUnlock')}</button>
    </form>
  );
}
