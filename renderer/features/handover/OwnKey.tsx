import { useEffect, useState, type JSX } from 'react';
import type { RequestOutput } from '../../../shared/contract';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';

/** A public key may pass through the clipboard and its history: it is meant to be known. */
async function copy(recipient: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(recipient);
    toast(t('handover.copied'));
  } catch {
    toast(t('handover.copyFailed'), 'warn');
  }
}

export function OwnKey(): JSX.Element {
  const [key, setKey] = useState<RequestOutput<'handover.ownKey'> | null>(null);
  useEffect(() => { void ask('handover.ownKey', {}).then((value) => { setKey(value ?? null); }); }, []);
  if (!key) return <p className="muted">{t('handover.keyComing')}</p>;
  return (
    <>
      <p className="own-key mono" aria-label={t('handover.key')} role="group" tabIndex={0}>{key.recipient}</p>
      <ol className="key-words" aria-label={t('handover.words')}>{key.words.split(' ').map((word, i) => <li key={`${String(i)}-${word}`}>{word}</li>)}</ol>
      <Button icon="copy" onClick={() => void copy(key.recipient)}>{t('handover.copy')}</Button>
    </>
  );
}
