import { useState, type JSX } from 'react';
import { AT_RISK, DEFAULT_SEVERITY, reasonTold, SEVERITIES, videoTreatment, type Footage, type Passage } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { closeDialog, type PassageTarget } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { Select, TextArea } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { ReasonList } from '../reasons/ReasonList';
import { useTranscript } from '../transcript/store';
import { markPassage, updatePassage, type Treatment } from './store';
import './passages.css';

interface PassageDialogProps {
  footage: Footage;
  /** A new passage over these words or this time, or one to be changed. */
  subject: { target: PassageTarget } | { passage: Passage };
}

function quote(subject: PassageDialogProps['subject']): { text: string; time: string | null } {
  if ('passage' in subject) return { text: subject.passage.text, time: `${formatTime(subject.passage.startUs, true)} – ${formatTime(subject.passage.endUs, true)}` };
  if ('words' in subject.target) return { text: subject.target.text, time: null };
  return { text: '', time: `${formatTime(subject.target.span.startUs, true)} – ${formatTime(subject.target.span.endUs, true)}` };
}

export function PassageDialog({ footage, subject }: PassageDialogProps): JSX.Element {
  const old = 'passage' in subject ? subject.passage : null;
  const [treatment, setTreatment] = useState<Treatment>({ reason: old?.reason ?? 'self-incrimination', note: old?.note ?? '', audio: old?.audio ?? 'mute', video: old?.video ?? 'none', who: old?.who ?? null, severity: old?.severity ?? DEFAULT_SEVERITY });
  const change = (part: Partial<Treatment>): void => { setTreatment((before) => ({ ...before, ...part })); };
  const { text, time } = quote(subject);

  async function save(): Promise<void> {
    const done = 'passage' in subject ? await updatePassage(subject.passage, treatment) : await markPassage(footage.id, subject.target, treatment);
    if (!done) return;
    useTranscript.setState({ selection: null });
    closeDialog();
  }

  return (
    <Dialog
      wide title={old ? t('passages.editTitle') : t('passages.markTitle')} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="redact">{old ? t('common.save') : t('passages.mark')}</Button></>}
    >
      <blockquote className={`passage-quote reason-${reasonTold(treatment.reason)}`}>
        {text && <p>{text}</p>}
        {time && <p className="mono small muted">{time}</p>}
      </blockquote>
      <ReasonList value={treatment.reason} onPick={(reason) => { change({ reason }); }} />
      <div className="grid-2">
        <Select label={t('passages.who')} value={treatment.who ?? ''} options={[{ value: '', label: t('passages.who-nobody') }, ...AT_RISK.map((value) => ({ value, label: t(`passages.who-${value}`) }))]} onPick={(picked) => { change({ who: AT_RISK.find((one) => one === picked) ?? null }); }} />
        <Select label={t('passages.severity')} value={String(treatment.severity)} options={SEVERITIES.map((value) => ({ value: String(value), label: t(`passages.severity-${value}`) }))} onPick={(picked) => { change({ severity: SEVERITIES.find((one) => String(one) === picked) ?? DEFAULT_SEVERITY }); }} />
      </div>
      <TextArea label={t('passages.note')} hint={t('passages.noteHint')} rows={2} maxLength={5000} value={treatment.note} onChange={(event) => { change({ note: event.target.value }); }} />
      <div className="grid-2">
        <Choice label={t('passages.audio')} value={treatment.audio} options={(['mute', 'bleep', 'replace'] as const).map((value) => ({ value, label: t(`passages.${value}`) }))} onPick={(audio) => { change({ audio }); }} />
        {footage.video && <Choice label={t('passages.video')} value={treatment.video} options={videoTreatment.options.map((value) => ({ value, label: t(`passages.${value}`) }))} onPick={(video) => { change({ video }); }} />}
      </div>
      {treatment.video === 'faces' && <Notice>{t('passages.facesLater')}</Notice>}
      {footage.video && treatment.video === 'none' && <Notice>{t('passages.pictureStays')}</Notice>}
    </Dialog>
  );
}
