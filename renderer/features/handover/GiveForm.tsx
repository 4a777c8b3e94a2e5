import { useEffect, useId, useState, type JSX } from 'react';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { TextArea } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { takeJob } from '../jobs/store';
import { interviewName, useLibrary } from '../library/store';
import { readRecipient } from './recipient';
import { RecipientWords } from './RecipientWords';

/** What goes to a colleague, and what locks it. A made passphrase is shown here and nowhere else. */
export function GiveForm(): JSX.Element {
  const interviews = useLibrary((state) => state.interviews);
  const current = useLibrary((state) => state.interviewId);
  const [chosen, setChosen] = useState<readonly string[]>(current ? [current] : []);
  const [withFootage, setWithFootage] = useState(true);
  const [withMemory, setWithMemory] = useState(false);
  const [pairs, setPairs] = useState(0);
  const [lock, setLock] = useState<'key' | 'passphrase'>('key');
  const [typed, setTyped] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const label = useId();
  const recipient = readRecipient(typed);
  useEffect(() => { void ask('memory.imports', {}).then((files) => { setPairs((files ?? []).reduce((sum, { units }) => sum + units, 0)); }); }, []);
  const ids = interviews.map((i) => i.id).filter((id) => chosen.includes(id));
  const ready = !busy && ids.length > 0 && (lock === 'passphrase' || recipient !== null);

  async function give(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const answer = await ask('handover.export', { interviewIds: ids, withFootage, withMemory, recipient: lock === 'key' ? recipient : null });
    setBusy(false);
    if (!answer) return;
    takeJob(answer.job);
    setSecret(answer.passphrase);
  }

  if (interviews.length === 0) return <Notice>{t('handover.noInterviews')}</Notice>;
  if (secret !== null) {
    return (
      <div className="once" role="alert">
        <h4>{t('handover.once')}</h4>
        <p className="once-secret mono">{secret}</p>
        <p>{t('handover.onceText')}</p>
        <Button autoFocus onClick={() => { setSecret(null); }}>{t('handover.noted')}</Button>
      </div>
    );
  }
  return (
    <form className="keeping-form" onSubmit={(event) => { event.preventDefault(); void give(); }}>
      <div className="field" role="group" aria-labelledby={label}>
        <span className="field-label" id={label}>{t('handover.interviews')}</span>
        <div className="pick-list scroll">
          {interviews.map((interview) => (
            <label key={interview.id} className="tick">
              <input type="checkbox" checked={chosen.includes(interview.id)} onChange={(event) => { setChosen(event.target.checked ? [...chosen, interview.id] : chosen.filter((id) => id !== interview.id)); }} />
              <span className="truncate">{[interviewName(interview), interview.date, interview.region].filter(Boolean).join(' · ')}</span>
            </label>
          ))}
        </div>
      </div>
      <label className="tick"><input type="checkbox" checked={withFootage} onChange={(event) => { setWithFootage(event.target.checked); }} /><span>{t('handover.withFootage')}<span className="field-hint">{t('handover.withFootageHint')}</span></span></label>
      {pairs > 0 && <label className="tick"><input type="checkbox" checked={withMemory} onChange={(event) => { setWithMemory(event.target.checked); }} /><span>{tn('handover.withMemory', pairs)}<span className="field-hint">{t('handover.withMemoryHint')}</span></span></label>}
      <Choice label={t('handover.lockedFor')} value={lock} options={[{ value: 'key', label: t('handover.forKey') }, { value: 'passphrase', label: t('handover.forPassphrase') }]} onPick={setLock} />
      {lock === 'key'
        ? <><TextArea className="mono" rows={2} label={t('handover.recipient')} hint={t('handover.recipientHint')} error={typed.trim() !== '' && recipient === null ? t('handover.recipientError') : null} value={typed} onChange={(event) => { setTyped(event.target.value); }} />{recipient !== null && <RecipientWords key={recipient} recipient={recipient} />}</>
        : <p className="field-hint">{t('handover.passphraseHint')}</p>}
      <Button type="submit" kind="primary" icon="export" disabled={!ready}>{t('handover.giveNow')}</Button>
    </form>
  );
}
