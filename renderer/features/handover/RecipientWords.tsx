import { useEffect, useState, type JSX } from 'react';
import { request } from '../../api/client';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';

/** What a typed key sounds like: a key that came on a stick or in a message may have been put in place of the right one. */
export function RecipientWords({ recipient }: { recipient: string }): JSX.Element | null {
  const [words, setWords] = useState<readonly string[]>([]);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void request('handover.recipientWords', { recipient }).then((result) => {
      if (!current) return;
      if (result.ok) setWords(result.value.words.split(' '));
      else setError(failureText(result.error));
    });
    return () => { current = false; };
  }, [recipient]);
  if (error !== null) return <Notice tone="danger">{error}</Notice>;
  if (words.length === 0) return null;
  return (
    <div className="stack" role="status">
      <ol className="key-words" aria-label={t('handover.recipientWords')}>{words.map((word, i) => <li key={`${String(i)}-${word}`}>{word}</li>)}</ol>
      <p className="field-hint">{t('handover.recipientCompare')}</p>
    </div>
  );
}
