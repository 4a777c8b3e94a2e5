import { useState, type JSX } from 'react';
import { LANGUAGE_CODES, type Footage, type Interview, type LanguageCode } from '../../../shared/domain';
import { request } from '../../api/client';
import { closeDialog, openDialog } from '../../state/dialogs';
import { currentSession } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { formatBytes } from '../../ui/format';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { showFailure } from '../../ui/notices';
import { languageName } from '../interview/languages';
import { takeJob } from '../jobs/store';
import { useModels } from '../models/store';
import { canTellVoices, countChoices, countOf } from '../speakers/detect';
import { useTranscript } from './store';

type Choice = LanguageCode | 'auto';
const BY_HAND = 'hand';

/** One language named in the interview record is a fact; several, or none, leave it to the ear of the model. */
function likeliest(interview: Interview | null): Choice {
  const known = interview?.languages.filter((code) => code !== 'und') ?? [];
  return known.length === 1 ? (known[0] ?? 'auto') : 'auto';
}

export function TranscribeDialog({ footage, interview }: { footage: Footage; interview: Interview | null }): JSX.Element {
  const models = useModels((state) => state.models);
  const segments = useTranscript((state) => state.segments);
  // The core knows of corrected translations too, which are not at hand here: it refuses once and says how many.
  const [refused, setRefused] = useState(0);
  const corrected = Math.max(refused, segments.filter((segment) => segment.origin === 'edited').length);
  const [replace, setReplace] = useState(false);
  const [language, setLanguage] = useState<Choice>(likeliest(interview));
  const installed = models.filter((model) => model.kind === 'recogniser' && model.installed && model.fits);
  const [modelId, setModelId] = useState<string | null>(null);
  const model = installed.find((m) => m.id === modelId) ?? installed.find((m) => m.isDefault) ?? installed[0];
  const [voices, setVoices] = useState(BY_HAND);
  const tellsVoices = canTellVoices(models);
  const untold = model?.needsLanguage === true && language === 'auto';
  const ready = model !== undefined && !untold && (corrected === 0 || replace);

  async function start(): Promise<void> {
    if (!ready) return;
    const session = currentSession();
    const result = await request('transcript.start', { footageId: footage.id, language, modelId: model.id, replace, ...(tellsVoices && voices !== BY_HAND ? { speakers: countOf(voices) } : {}) });
    if (session !== currentSession()) return;
    if (result.ok) {
      closeDialog();
      // Where the segments will appear.
      useTextTab.setState({ tab: 'transcript' });
      takeJob(result.value);
    } else if (result.error.code === 'transcript-edited') setRefused(Number(result.error.params['edited'] ?? 1));
    else showFailure(result.error);
  }

  const own = interview?.languages.filter((code) => code !== 'und') ?? [];
  const rest = LANGUAGE_CODES.filter((code) => code !== 'und' && !own.includes(code));
  return (
    <Dialog
      title={t('transcript.dialogTitle')} onClose={closeDialog} onSubmit={() => void start()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="transcribe" disabled={!ready}>{t('transcript.start')}</Button></>}
    >
      <p className="truncate muted">{footage.name}</p>
      <Select label={t('transcript.language')} value={language} hint={t('transcript.languageHint')} onPick={(value) => { setLanguage(value as Choice); }} options={[{ value: 'auto', label: t('transcript.auto') }, ...[...own, ...rest].map((code) => ({ value: code, label: languageName(code) }))]} />
      {model ? (
        <Select label={t('transcript.model')} value={model.id} hint={t('transcript.modelHint', { memory: formatBytes(model.memoryBytes) })} onPick={setModelId} options={installed.map((m) => ({ value: m.id, label: m.title }))} />
      ) : (
        <Notice tone="warn" action={<Button size="small" onClick={() => { openDialog({ kind: 'models' }); }}>{t('models.title')}</Button>}>{t('transcript.noModel')}</Notice>
      )}
      {tellsVoices
        ? <Select label={t('speakers.who')} value={voices} hint={t('speakers.whoHint')} onPick={setVoices} options={[{ value: BY_HAND, label: t('speakers.byHand') }, ...countChoices()]} />
        : <p className="small muted">{t('speakers.byHandOnly')}</p>}
      {untold && <Notice tone="warn">{t('models.needsLanguage')}</Notice>}
      {segments.length > 0 && <Notice tone="warn">{t('transcript.replaces')}</Notice>}
      {corrected > 0 && (
        <label className="tick">
          <input type="checkbox" checked={replace} onChange={(event) => { setReplace(event.target.checked); }} />
          <span>{t('transcript.replaceEdited')}<span className="field-hint">{tn('transcript.replaceEditedHint', corrected)}</span></span>
        </label>
      )}
    </Dialog>
  );
}
