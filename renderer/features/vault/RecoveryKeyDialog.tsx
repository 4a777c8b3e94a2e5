import { useState, type JSX } from 'react';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';

/** Makes the recovery key and shows it once. The words live in this component only, so that a lock takes them too. */
export function RecoveryKeyDialog(): JSX.Element {
  const [words, setWords] = useState<readonly string[] | null>(null);
  const [busy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    const made = await ask('vault.newRecoveryKey', {});
    setBusy(false);
    if (!made) return;
    setWords(made.words.split(' '));
  }

  if (words) return <WordsOnce words={words} />;
  return (
    <Dialog
      title={t('recovery.title')} onClose={closeDialog} onSubmit={() => void make()}
      foot={<><Button onClick={closeDialog}>{t('recovery.later')}</Button><Button type="submit" kind="primary" disabled={busy}>{busy ? t('recovery.making') : t('recovery.make')}</Button></>}
    >
      <p>{t('recovery.lead')}</p>
      <Notice tone="warn">{t('recovery.alone')}</Notice>
      <p className="muted">{t('recovery.replaces')}</p>
    </Dialog>
  );
}

/** A stray Escape must not cost the only sight of the words: the first one asks. */
function WordsOnce({ words }: { words: readonly string[] }): JSX.Element {
  const [written, setWritten] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const close = (): void => {
    if (!written && !leaving) {
      setLeaving(true);
      return;
    }
    closeDialog();
    if (written) toast(t('recovery.saved'));
  };
  return (
    <Dialog
      title={t('recovery.title')} onClose={close} onSubmit={() => { if (written) close(); }}
      foot={<>{leaving && !written && <Button kind="danger" onClick={closeDialog}>{t('recovery.leave')}</Button>}<Button type="submit" kind="primary" disabled={!written}>{t('common.done')}</Button></>}
    >
      <p>{t('recovery.write')}</p>
      <ol className="recovery-words" aria-label={t('recovery.words')}>
        {words.map((word, i) => <li key={`${String(i)}-${word}`}><span className="muted tabular" aria-hidden="true">{i + 1}</span><strong className="mono">{word}</strong></li>)}
      </ol>
      <Notice tone="warn">{t('recovery.keep')}</Notice>
      <label className="tick"><input type="checkbox" checked={written} onChange={(event) => { setWritten(event.target.checked); }} /><span>{t('recovery.confirm')}</span></label>
      {leaving && !written && <Notice tone="danger">{t('recovery.leaving')}</Notice>}
    </Dialog>
  );
}
