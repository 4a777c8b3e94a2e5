import { useState, type JSX } from 'react';
import { DOCUMENT_FORMATS, isExchange, type DocumentFormat, type Footage, type TextLanguage } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';
import { LanguageChoice } from '../translation/LanguageChoice';
import { useMay } from '../vault/person';

/** What goes out of the vault as a document: redacted unless somebody who may says otherwise, each time anew. */
export function SaveTranscriptDialog({ footage }: { footage: Footage }): JSX.Element {
  const mayRaw = useMay('transcript.exportRaw');
  const [format, setFormat] = useState<DocumentFormat>('docx');
  const [redacted, setRedacted] = useState(true);
  const [lang, setLang] = useState<TextLanguage>('orig');

  async function save(): Promise<void> {
    closeDialog();
    const answer = await ask('transcript.save', { footageId: footage.id, format, redacted, lang });
    if (answer?.saved === true) toast(answer.tooFast === 0 ? t('transcript.saved') : tn('transcript.savedTooFast', answer.tooFast));
  }

  return (
    <Dialog
      title={t('transcript.save')} onClose={closeDialog} onSubmit={() => void save()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="export">{t('transcript.save')}</Button></>}
    >
      <Select label={t('transcript.saveFormat')} value={format} onPick={(value) => { setFormat(value as DocumentFormat); }} options={DOCUMENT_FORMATS.map((one) => ({ value: one, label: t(`transcript.format-${one}`) }))} />
      {!isExchange(format) && <LanguageChoice footageId={footage.id} label={t('translation.lang')} value={lang} onPick={setLang} />}
      <label className="tick">
        <input type="checkbox" checked={redacted} disabled={!mayRaw} onChange={(event) => { setRedacted(event.target.checked); }} />
        <span>{t('transcript.saveRedacted')}<span className="field-hint">{t('transcript.saveRedactedHint')}</span></span>
      </label>
      {!redacted && <Notice tone="warn">{t('transcript.saveRawWarning')}</Notice>}
    </Dialog>
  );
}
