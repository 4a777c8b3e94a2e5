import { useState, type JSX } from 'react';
import { isAnnotation, REMARK_KINDS, type LanguageCode, type RemarkKind, type WordAnchor } from '../../../shared/domain';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select, TextArea } from '../../ui/Field';
import { t } from '../../ui/messages';
import { useTranscript } from '../transcript/store';
import { addRemark } from './store';
import './remarks.css';

interface RemarkDialogProps {
  language: LanguageCode | null;
  anchor: WordAnchor;
  words: string;
}

/** A new question, comment or annotation on words. */
export function RemarkDialog({ language, anchor, words }: RemarkDialogProps): JSX.Element {
  const [kind, setKind] = useState<RemarkKind>('question');
  const [text, setText] = useState('');
  const footageId = useTranscript((state) => state.footageId);
  const ready = footageId !== null && (text.trim() !== '' || isAnnotation(kind));

  async function save(): Promise<void> {
    if (footageId !== null && ready && (await addRemark({ footageId, kind, language, anchor, text }))) closeDialog();
  }

  return (
    <Dialog
      title={t('remarks.newTitle')} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" disabled={!ready}>{t('remarks.pin')}</Button></>}
    >
      <blockquote className="remark-quote" lang={language ?? undefined}>{words}</blockquote>
      <Select label={t('remarks.kind')} value={kind} onPick={(picked) => { setKind(picked as RemarkKind); }} options={REMARK_KINDS.map((value) => ({ value, label: t(`remarks.kind-${value}`) }))} />
      <TextArea
        data-first label={t(isAnnotation(kind) ? 'remarks.note' : 'remarks.text')} hint={t('remarks.stays')} rows={3} maxLength={5000} value={text} onChange={(event) => { setText(event.target.value); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void save(); } }}
      />
    </Dialog>
  );
}
