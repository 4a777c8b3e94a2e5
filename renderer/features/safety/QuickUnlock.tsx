import { useEffect, useState, type JSX } from 'react';
import type { RequestOutput } from '../../../shared/contract';
import { ask, request } from '../../api/client';
import { Button } from '../../ui/Button';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';
import { PassphraseField } from '../vault/PassphraseField';

type Status = RequestOutput<'quickUnlock.status'>;

/** Whether this computer's keyring may open the vault, in the name of whoever is at work. */
export function QuickUnlock(): JSX.Element | null {
  const [status, setStatus] = useState<Status | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    void ask('quickUnlock.status', {}).then((now) => { setStatus(now ?? null); });
  }, []);
  if (status === null) return null;

  async function turnOff(): Promise<void> {
    const now = await ask('quickUnlock.disable', {});
    if (!now) return;
    setStatus(now);
    toast(t('safety.quickTurnedOff'));
  }

  const done = (now: Status): void => {
    setStatus(now);
    setAsking(false);
    toast(t('safety.quickTurnedOn'));
  };
  const off = status.own !== 'off' && <Button onClick={() => void turnOff()}>{t('safety.quickOff')}</Button>;
  if (!status.keyring) return <><Notice>{t('safety.quickNone')}</Notice>{off && <div className="row">{off}</div>}</>;
  if (asking) return <TurnOn onDone={done} onCancel={() => { setAsking(false); }} />;
  return (
    <>
      {status.own === 'here' && <Notice tone="warn">{t('safety.quickIsOn')}</Notice>}
      {status.own === 'elsewhere' && <Notice>{t('safety.quickElsewhere')}</Notice>}
      <div className="row">
        {status.own !== 'here' && <Button icon="lock" onClick={() => { setAsking(true); }}>{t('safety.quickOn')}</Button>}
        {off}
      </div>
    </>
  );
}

function TurnOn({ onDone, onCancel }: { onDone: (now: Status) => void; onCancel: () => void }): JSX.Element {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function turnOn(): Promise<void> {
    if (busy || passphrase === '') return;
    setBusy(true);
    setError(null);
    const result = await request('quickUnlock.enable', { passphrase });
    setBusy(false);
    if (result.ok) onDone(result.value);
    else setError(failureText(result.error));
  }

  return (
    <form className="keeping-form" onSubmit={(event) => { event.preventDefault(); void turnOn(); }}>
      <Notice tone="warn">{t('safety.quickWarning')}</Notice>
      <PassphraseField label={t('safety.old')} value={passphrase} onChange={setPassphrase} error={error} autoFocus />
      <div className="row"><Button type="submit" kind="primary" disabled={busy || passphrase === ''}>{busy ? t('safety.quickTurningOn') : t('safety.quickOnNow')}</Button><Button onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  );
}
