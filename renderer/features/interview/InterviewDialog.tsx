import { useState, type JSX } from 'react';
import { citation } from '../../../shared/citation';
import { fuzzyDate, LANGUAGE_CODES, type Interview, type InterviewDraft } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Checks, Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { Field, Select, TextArea } from '../../ui/Field';
import { t } from '../../ui/messages';
import { loadInterviews, pickInterview } from '../library/store';
import { GlossaryEditor } from './GlossaryEditor';
import { languageName } from './languages';
import './interview.css';

const BLANK: InterviewDraft = { speakerCode: '', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' };
const CONSENTS = ['unknown', 'written', 'recorded', 'oral', 'refused'] as const;
const ANSWERS = ['unknown', 'yes', 'no'] as const;

function draftOf(interview: Interview): InterviewDraft {
  const { speakerCode, date, region, interviewer, languages, consent, warningGiven, warningWhen, notes } = interview;
  return { speakerCode, date, region, interviewer, languages, consent, warningGiven, warningWhen, notes };
}

/** The record around the footage; a new one when `interview` is null. */
export function InterviewDialog({ interview }: { interview: Interview | null }): JSX.Element {
  const [draft, setDraft] = useState<InterviewDraft>(interview ? draftOf(interview) : BLANK);
  const change = (part: Partial<InterviewDraft>): void => { setDraft((before) => ({ ...before, ...part })); };
  const dateIsGood = fuzzyDate.safeParse(draft.date).success;

  async function save(): Promise<void> {
    if (!dateIsGood) return;
    const saved = interview ? await ask('interviews.update', { id: interview.id, draft }) : await ask('interviews.create', draft);
    if (!saved) return;
    closeDialog();
    await loadInterviews();
    pickInterview(saved.id);
  }

  return (
    <Dialog
      wide title={interview ? t('interview.editTitle') : t('interview.newTitle')} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" disabled={!dateIsGood}>{t('common.save')}</Button></>}
    >
      <p className="citation" aria-live="polite"><span className="small muted">{t('interview.citation')}</span><span>{citation(draft)}</span></p>
      <div className="grid-2">
        <Field label={t('interview.speaker')} hint={t('interview.speakerHint')} value={draft.speakerCode} maxLength={80} onChange={(event) => { change({ speakerCode: event.target.value }); }} />
        <Field label={t('interview.date')} hint={t('interview.dateHint')} error={dateIsGood ? null : t('interview.dateError')} value={draft.date} placeholder="2016-06" onChange={(event) => { change({ date: event.target.value.trim() }); }} />
        <Field label={t('interview.region')} value={draft.region} maxLength={200} onChange={(event) => { change({ region: event.target.value }); }} />
        <Field label={t('interview.interviewer')} value={draft.interviewer} maxLength={200} onChange={(event) => { change({ interviewer: event.target.value }); }} />
      </div>
      <Checks label={t('interview.languages')} values={draft.languages} options={LANGUAGE_CODES.filter((code) => code !== 'und').map((value) => ({ value, label: languageName(value) }))} onChange={(languages) => { change({ languages }); }} />
      <div className="grid-2">
        <Select label={t('interview.consent')} value={draft.consent} options={CONSENTS.map((value) => ({ value, label: t(`interview.consent-${value}`) }))} onPick={(value) => { change({ consent: CONSENTS.find((c) => c === value) ?? 'unknown' }); }} />
        <Choice label={t('interview.warning')} value={draft.warningGiven} options={ANSWERS.map((value) => ({ value, label: t(`interview.warning-${value}`) }))} onPick={(warningGiven) => { change({ warningGiven }); }} />
      </div>
      {draft.warningGiven === 'yes' && <Field label={t('interview.warningWhen')} hint={t('interview.warningWhenHint')} value={draft.warningWhen} maxLength={200} onChange={(event) => { change({ warningWhen: event.target.value }); }} />}
      {interview && <GlossaryEditor interviewId={interview.id} />}
      <TextArea label={t('interview.notes')} rows={4} maxLength={20_000} value={draft.notes} onChange={(event) => { change({ notes: event.target.value }); }} />
    </Dialog>
  );
}
