import { useState, type JSX } from 'react';
import { CLIP_FORMATS, CLIP_SIZES, hasPicture, reasonTold, type ClipFormat, type ClipTracks, type Footage, type SubtitleMode, type TextLanguage } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { Field, TextArea } from '../../ui/Field';
import { formatPoint, parsePoint } from '../../ui/format';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { takeJob } from '../jobs/store';
import { currentPassages, usePassages } from '../passages/store';
import { usePlayer } from '../player/store';
import { useReasonText } from '../reasons/store';
import { useTranscript } from '../transcript/store';
import { toAnchor } from '../transcript/words';
import { LanguageChoice } from '../translation/LanguageChoice';
import { ListenAgain, useListening } from './ListenAgain';
import { RefusalReasons } from './RefusalReasons';
import { useExportRefusal, useMayWriteWhy } from './refusal';
import { checkPoints, suggestSpan } from './points';
import { VoiceChoice } from './VoiceChoice';
import './clips.css';

const SIZES = ['source', ...CLIP_SIZES] as const;
type SizeChoice = (typeof SIZES)[number];

/** Characters. */
const SHORTEST_REASON = 10;

/** Last look before something leaves the vault: what is cut, what is taken out of it, what comes with it. */
export function ExportDialog({ footage }: { footage: Footage }): JSX.Element {
  const [start, setStart] = useState(() => formatPoint(initialSpan(footage).startUs));
  const [end, setEnd] = useState(() => formatPoint(initialSpan(footage).endUs));
  const hasText = useTranscript((state) => state.segments.length > 0);
  const [subtitles, setSubtitles] = useState<SubtitleMode>(hasText ? 'sidecar' : 'none');
  const [lang, setLang] = useState<TextLanguage>('orig');
  const [format, setFormat] = useState<ClipFormat>(footage.video ? 'mp4' : 'm4a');
  const [size, setSize] = useState<SizeChoice>('source');
  const [tracks, setTracks] = useState<ClipTracks>('first');
  const refusal = useExportRefusal();
  const listening = useListening(footage.id);
  const [overrideWhy, setOverrideWhy] = useState('');
  const mayWriteWhy = useMayWriteWhy(refusal, listening.listen);
  const overrides = mayWriteWhy && overrideWhy.trim().length >= SHORTEST_REASON;
  const picture = footage.video !== null && hasPicture(format);
  const passages = usePassages((state) => state.passages);
  const reasonName = useReasonText();
  const checked = checkPoints(parsePoint(start), parsePoint(end), footage.durationUs);
  const inside = checked.span ? currentPassages(passages).filter((p) => checked.span && p.startUs < checked.span.endUs && p.endUs > checked.span.startUs) : [];

  async function exportClip(): Promise<void> {
    if (!checked.span) return;
    const job = await ask('clips.export', { footageId: footage.id, ...checked.span, subtitles: picture || subtitles !== 'burned' ? subtitles : 'sidecar', format, tracks, lang, ...(size === 'source' || !picture ? {} : { size }), ...(overrides ? { overrideWhy } : {}), ...(listening.listen === undefined ? {} : { listen: listening.listen }) });
    if (!job) return;
    takeJob(job);
    closeDialog();
  }

  return (
    <Dialog
      title={t('clips.exportTitle')} onClose={closeDialog} onSubmit={() => void exportClip()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="export" disabled={!checked.span || ((refusal !== null || listening.needsWhy) && !overrides)}>{t('clips.chooseFile')}</Button></>}
    >
      <p className="truncate muted">{footage.name}</p>
      {refusal && !refusal.hidden && <Notice tone="danger"><RefusalReasons reasons={refusal.reasons} /></Notice>}
      <div className="clip-points">
        <Field className="mono" label={t('clips.from')} value={start} onChange={(event) => { setStart(event.target.value); }} error={checked.startError ? t('clips.badTime') : null} />
        <Field className="mono" label={t('clips.to')} value={end} onChange={(event) => { setEnd(event.target.value); }} error={checked.endError ? t(checked.endError === 'order' ? 'clips.endBeforeStart' : 'clips.badTime') : null} />
        <p className="clip-length">{t('clips.length')}<strong className="mono">{checked.span ? formatTime(checked.span.endUs - checked.span.startUs, true) : '–'}</strong></p>
      </div>
      <Choice label={t('clips.subtitles')} value={subtitles} onPick={setSubtitles} options={(['none', 'sidecar', 'burned'] as const).map((value) => ({ value, label: t(`clips.${value}`), disabled: (value !== 'none' && !hasText) || (value === 'burned' && !picture) }))} />
      {subtitles !== 'none' && <LanguageChoice footageId={footage.id} label={t('clips.subtitleLang')} value={lang} onPick={setLang} />}
      <Choice label={t('clips.format')} value={format} onPick={setFormat} options={CLIP_FORMATS.map((value) => ({ value, label: t(`clips.format-${value}`), disabled: hasPicture(value) && !footage.video }))} />
      {picture && <Choice label={t('clips.size')} value={String(size)} onPick={(picked) => { setSize(SIZES.find((one) => String(one) === picked) ?? 'source'); }} options={SIZES.map((value) => ({ value: String(value), label: value === 'source' ? t('clips.size-source') : t('clips.sizeLines', { lines: String(value) }) }))} />}
      {footage.audio.length > 1 && <Choice label={t('clips.tracks')} value={tracks} onPick={setTracks} options={(['first', 'mix'] as const).map((value) => ({ value, label: t(`clips.tracks-${value}`) }))} />}
      {tracks === 'mix' && <Notice tone="warn">{t('clips.mixHint')}</Notice>}
      <VoiceChoice footageId={footage.id} />
      <section aria-label={t('clips.redactions')} className="stack">
        <h3 className="eyebrow">{tn('clips.redacted', inside.length)}</h3>
        {inside.length > 0 && (
          <ul className="clip-passages scroll">
            {inside.map((passage) => (
              <li key={passage.id} className={`row reason-${reasonTold(passage.reason)}`}>
                <span className="reason-mark" />
                <span className="truncate">{reasonName(passage.reason)}</span>
                <span className="spacer" />
                <span className="small muted">{t(`passages.${passage.audio}`)}{passage.video !== 'none' && ` · ${t(`passages.${passage.video}`)}`}</span>
                <span className="mono small muted">{formatTime(passage.startUs, true)}</span>
              </li>
            ))}
          </ul>
        )}
        {refusal?.mayOverride && <TextArea label={t('clips.overrideWhy')} hint={t('clips.overrideHint')} rows={2} maxLength={500} value={overrideWhy} onChange={(event) => { setOverrideWhy(event.target.value); }} />}
        {!hasText && <Notice tone="warn">{t('clips.noTranscript')}</Notice>}
        {hasText && inside.length === 0 && <Notice tone="warn">{t('clips.nothingMarked')}</Notice>}
      </section>
      <ListenAgain {...listening} sound={footage.audio.length > 0}>
        {mayWriteWhy && refusal?.mayOverride !== true && <TextArea label={t('clips.unheardWhy')} hint={t('clips.overrideHint')} rows={2} maxLength={500} value={overrideWhy} onChange={(event) => { setOverrideWhy(event.target.value); }} />}
      </ListenAgain>
      <p className="small muted">{t('clips.stripped')}</p>
    </Dialog>
  );
}

/** The in and out points; else the selected words; else the whole. */
function initialSpan(footage: Footage): { startUs: number; endUs: number } {
  const { inUs, outUs } = usePlayer.getState();
  const { selection, segments, order } = useTranscript.getState();
  return suggestSpan({ inUs, outUs }, selection && toAnchor(selection, order), segments, order, footage.durationUs);
}
