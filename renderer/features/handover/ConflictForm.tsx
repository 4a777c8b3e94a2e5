import { useMemo, useState, type JSX } from 'react';
import type { ConflictView } from '../../../shared/domain';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { TextArea } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { interviewName, useLibrary } from '../library/store';
import { voiceName } from '../speakers/store';
import { useMay } from '../vault/person';
import { fieldLabel, fieldText, takesText } from './conflictText';
import { PassageVersions } from './PassageVersions';
import { decideConflict } from './store';
import { wordDiff } from './wordDiff';

type Pick = 'ours' | 'theirs' | 'text';

/** Both versions beside what they started from. Nothing is chosen beforehand: Enter alone must not decide. */
export function ConflictForm({ conflict }: { conflict: ConflictView }): JSX.Element {
  const [pick, setPick] = useState<Pick | ''>('');
  const [text, setText] = useState(conflict.ours ?? '');
  const [busy, setBusy] = useState(false);
  const about = useLibrary((state) => state.footage.find((f) => f.id === conflict.footageId)?.name ?? state.interviews.filter((i) => i.id === conflict.interviewId).map(interviewName)[0]);
  const mayWithdraw = useMay('passages.withdraw');
  const refused = conflict.kind === 'passage' && !mayWithdraw;
  const { peer } = conflict;
  const [base, ours, theirs] = [conflict.base, conflict.ours, conflict.theirs].map((text) => fieldText(conflict, text)) as [string | null, string | null, string | null];
  const options: { value: Pick | ''; label: string; disabled?: boolean }[] = [
    { value: 'ours', label: t('conflicts.pickOurs') },
    { value: 'theirs', label: t('conflicts.pickTheirs'), disabled: refused },
    ...(takesText(conflict) ? [{ value: 'text' as const, label: t('conflicts.pickText') }] : []),
  ];

  async function decide(): Promise<void> {
    if (pick === '' || busy) return;
    setBusy(true);
    await decideConflict(conflict.id, pick === 'text' ? { text } : pick);
    setBusy(false);
  }

  return (
    <form className="keeping-form" onSubmit={(event) => { event.preventDefault(); void decide(); }}>
      <div>
        <strong>{titleOf(conflict)}</strong>
        <p className="small muted">{about && `${t('conflicts.about', { name: about })} `}{t('conflicts.from', { peer })}{conflict.speaker && ` ${t('conflicts.said', { name: voiceName(conflict.speaker) })}`}</p>
      </div>
      {conflict.passage
        ? <PassageVersions passage={conflict.passage} peer={peer} picked={pick === 'ours' || pick === 'theirs' ? pick : null} />
        : <div className="versions">
        <Version title={t('conflicts.base')} from={null} text={base} />
        <Version title={t('conflicts.ours')} from={base} text={ours} picked={pick === 'ours'} />
        <Version title={t('conflicts.theirs', { peer })} from={base ?? ours} text={theirs} picked={pick === 'theirs'} />
      </div>}
      <Choice label={t('conflicts.choice')} value={pick} options={options} onPick={setPick} />
      {refused && <Notice>{t('conflicts.mayNot')}</Notice>}
      {pick === 'text' && <TextArea label={t('conflicts.text')} rows={3} maxLength={20_000} value={text} autoFocus onChange={(event) => { setText(event.target.value); }} />}
      <Button type="submit" kind="primary" icon="check" disabled={pick === '' || busy}>{t('conflicts.decide')}</Button>
    </form>
  );
}

function titleOf({ kind, field }: ConflictView): string {
  if (kind !== 'interview') return t(`conflicts.kind-${kind}`);
  const label = fieldLabel(field);
  return t('conflicts.kind-interview', { field: label ? t(label) : field });
}

function Version({ title, from, text, picked = false }: { title: string; from: string | null; text: string | null; picked?: boolean }): JSX.Element {
  const parts = useMemo(() => (text === null ? [] : wordDiff(from, text)), [from, text]);
  return (
    <section className="version" data-picked={picked || undefined} aria-label={title}>
      <h4>{title}</h4>
      {text === null || text === ''
        ? <p className="muted">{text === null ? t('conflicts.gone') : t('conflicts.nothing')}</p>
        : <p tabIndex={0} aria-label={title} role="group">{parts.map((part, i) => (part.change === 'new' ? <ins key={i}>{part.text}</ins> : part.change === 'gone' ? <del key={i}>{part.text}</del> : <span key={i}>{part.text}</span>))}</p>}
    </section>
  );
}
