import { useState, type JSX } from 'react';
import { CLIP_DOCUMENTS, CLIP_FORMATS, CUT_LISTS, hasPicture, SIDECARS, WEB_PRESETS, type ClipDocument, type ClipFormat, type ClipForm, type CutList, type Sidecar, type TextLanguage, type WebPreset } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Checks, Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { TextArea } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';
import { ListenAgain, useListening } from '../clips/ListenAgain';
import { RefusalReasons } from '../clips/RefusalReasons';
import { useExportRefusal, useMayWriteWhy } from '../clips/refusal';
import { VoiceNotice } from '../clips/VoiceChoice';
import { takeJob } from '../jobs/store';
import { useLibrary } from '../library/store';
import { LanguageChoice } from '../translation/LanguageChoice';
import { useClipList } from './store';

const PRESETS = ['full', ...(Object.keys(WEB_PRESETS) as WebPreset[])] as const;
type Preset = (typeof PRESETS)[number];
type Subtitles = 'none' | 'burned' | 'beside';
/** Characters. */
const SHORTEST_REASON = 10;

/** One clip or the whole list, in one form; or the cuts alone, for editing software. */
export function ExportClipsDialog({ clipId }: { clipId: string | null }): JSX.Element {
  const { footageId, clips } = useClipList();
  const refusal = useExportRefusal();
  const listening = useListening(footageId);
  const [format, setFormat] = useState<ClipFormat>('mp4');
  const [preset, setPreset] = useState<Preset>('full');
  const [subtitles, setSubtitles] = useState<Subtitles>('none');
  const [sidecars, setSidecars] = useState<Sidecar[]>(['srt', 'vtt']);
  const [lang, setLang] = useState<TextLanguage>('orig');
  const [options, setOptions] = useState<'speakers'[]>([]);
  const [documents, setDocuments] = useState<ClipDocument[]>([]);
  const [overrideWhy, setOverrideWhy] = useState('');
  const mayWriteWhy = useMayWriteWhy(refusal, listening.listen);
  const overrides = mayWriteWhy && overrideWhy.trim().length >= SHORTEST_REASON;
  const refused = (refusal !== null || listening.needsWhy) && !overrides;
  const picture = hasPicture(format);
  const clipIds = clipId === null ? null : [clipId];
  const used = new Set(clips.filter(({ id }) => clipId === null || id === clipId).flatMap(({ parts }) => parts.map((part) => part.footageId)));
  const chosen = useLibrary((state) => state.footage).filter(({ id }) => used.has(id));
  const count = clipId === null ? clips.length : 1;

  async function exportThem(): Promise<void> {
    if (footageId === null) return;
    const mode = subtitles === 'beside' ? 'sidecar' : subtitles === 'burned' && !picture ? 'none' : subtitles;
    const form: ClipForm = {
      format, subtitles: mode, lang, ...(mode === 'sidecar' ? { sidecars } : {}), ...(options.includes('speakers') ? { speakers: true } : {}), ...(documents.length > 0 ? { documents } : {}),
      ...(preset === 'full' || !picture ? {} : WEB_PRESETS[preset]),
    };
    const jobs = await ask('clips.exportListed', { footageId, clipIds, form, ...(overrides ? { overrideWhy: overrideWhy.trim() } : {}), ...(listening.listen === undefined ? {} : { listen: listening.listen }) });
    if (!jobs) return;
    for (const job of jobs) takeJob(job);
    closeDialog();
  }

  async function saveCuts(list: CutList): Promise<void> {
    if (footageId === null) return;
    const answer = await ask('clips.saveCuts', { footageId, clipIds, format: list });
    if (answer?.saved) toast(t('cliplist.cutsSaved'));
  }

  return (
    <Dialog wide title={clipId === null ? tn('cliplist.exportTitle', count) : t('clips.exportTitle')} onClose={closeDialog} onSubmit={() => void exportThem()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="export" disabled={refused || count === 0 || (subtitles === 'beside' && sidecars.length === 0)}>{t('cliplist.chooseFolder')}</Button></>}>
      {refusal && !refusal.hidden && <Notice tone="danger"><RefusalReasons reasons={refusal.reasons} /></Notice>}
      <Choice label={t('clips.format')} value={format} onPick={setFormat} options={CLIP_FORMATS.map((value) => ({ value, label: t(`clips.format-${value}`) }))} />
      {picture && <Choice label={t('cliplist.preset')} value={preset} onPick={setPreset} options={PRESETS.map((value) => ({ value, label: t(`cliplist.preset-${value}`) }))} />}
      <Choice label={t('clips.subtitles')} value={subtitles} onPick={setSubtitles} options={(['none', 'beside', 'burned'] as const).map((value) => ({ value, label: t(value === 'beside' ? 'clips.sidecar' : `clips.${value}`), disabled: value === 'burned' && !picture }))} />
      {subtitles === 'beside' && <Checks label={t('cliplist.sidecars')} values={sidecars} onChange={setSidecars} options={SIDECARS.map((value) => ({ value, label: value.toUpperCase() }))} />}
      {(subtitles !== 'none' || documents.length > 0) && <LanguageChoice footageId={footageId} label={t('clips.subtitleLang')} value={lang} onPick={setLang} />}
      {subtitles !== 'none' && <Checks label={t('cliplist.speakers')} values={options} onChange={setOptions} options={[{ value: 'speakers', label: t('cliplist.speakersByNumber') }]} />}
      <Checks label={t('cliplist.documents')} values={documents} onChange={setDocuments} options={CLIP_DOCUMENTS.map((value) => ({ value, label: value.toUpperCase() }))} />
      <VoiceNotice footage={chosen} />
      <ListenAgain {...listening}>
        {mayWriteWhy && refusal?.mayOverride !== true && <TextArea label={t('clips.unheardWhy')} hint={t('clips.overrideHint')} rows={2} maxLength={500} value={overrideWhy} onChange={(event) => { setOverrideWhy(event.target.value); }} />}
      </ListenAgain>
      {refusal?.mayOverride && <TextArea label={t('clips.overrideWhy')} hint={t('clips.overrideHint')} rows={2} maxLength={500} value={overrideWhy} onChange={(event) => { setOverrideWhy(event.target.value); }} />}
      <section className="clip-cuts" aria-label={t('cliplist.cuts')}>
        <span className="field-label">{t('cliplist.cuts')}</span>
        {CUT_LISTS.map((list) => <Button key={list} size="small" disabled={refusal !== null} onClick={() => void saveCuts(list)}>{list.toUpperCase()}</Button>)}
        <span className="small muted">{t('cliplist.cutsHint')}</span>
      </section>
      <p className="small muted">{t('clips.stripped')}</p>
    </Dialog>
  );
}
