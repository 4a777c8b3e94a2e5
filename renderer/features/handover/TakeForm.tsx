import { useState, type JSX } from 'react';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { takeJob } from '../jobs/store';
import { PassphraseField } from '../vault/PassphraseField';

/** Main shows the file dialog; it answers that a passphrase is needed when no key of ours opens the file. */
export function TakeForm(): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);

  async function take(given: string | null): Promise<void> {
    setBusy(true);
    const answer = await ask('handover.import', { passphrase: given });
    setBusy(false);
    setPassphrase('');
    setAsking(answer?.needsPassphrase ?? false);
    if (answer?.job) takeJob(answer.job);
  }

  if (!asking) return <Button icon="import" disabled={busy} onClick={() => void take(null)}>{t('handover.takeNow')}</Button>;
  return (
    <form className="keeping-form" onSubmit={(event) => { event.preventDefault(); if (passphrase !== '') void take(passphrase); }}>
      <PassphraseField label={t('handover.takePassphrase')} value={passphrase} onChange={setPassphrase} autoFocus />
      <div className="row"><Button type="submit" kind="primary" disabled={busy || passphrase === ''}>{t('handover.takeWith')}</Button><Button onClick={() => { setAsking(false); }}>{t('common.cancel')}</Button></div>
    </form>
  );
}
