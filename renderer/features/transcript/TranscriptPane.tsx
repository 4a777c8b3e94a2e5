import { type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { formatRemaining } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { ProgressBar } from '../../ui/ProgressBar';
import { cancelJob, isActive, useJobs } from '../jobs/store';
import { ReviewBar } from '../review/ReviewBar';
import { VoicesStrip } from '../speakers/VoicesStrip';
import { Desk } from '../translation/Desk';
import { importTranslation } from '../translation/ImportedDialog';
import { MemoryPane } from '../translation/memory/MemoryPane';
import { toggleMemory, useMemory } from '../translation/memory/store';
import { toggleDesk, useTranslation } from '../translation/store';
import { useMay } from '../vault/person';
import { FindBar } from './FindBar';
import { openFind } from './findStore';
import { ScriptSwitch } from './ScriptSwitch';
import { SegmentList } from './SegmentList';
import { unsureText } from './SegmentRow';
import { markSelection, redo, undo, useTranscript } from './store';
import './transcript.css';

/** The right pane: the text of the footage, corrected and marked in place. */
export function TranscriptPane({ footage }: { footage: Footage }): JSX.Element {
  const hasText = useTranscript((state) => state.segments.length > 0);
  const loaded = useTranscript((state) => state.loaded);
  const following = useTranscript((state) => state.following);
  const job = useJobs((state) => state.jobs.find((j) => j.kind === 'transcribe' && j.footageId === footage.id && isActive(j)) ?? null);
  const desk = useTranslation((state) => state.open);
  const memory = useMemory((state) => state.open);
  const translating = useJobs((state) => state.jobs.some((j) => j.kind === 'translate' && j.footageId === footage.id && isActive(j)));
  const mayTranslate = useMay('translation.start');
  const mayTranscribe = useMay('transcript.start');
  const mayMark = useMay('passages.mark');
  const mayEdit = useMay('transcript.edit');
  const mayPlay = useMay('footage.playRedacted');
  const mayScript = useMay('transcript.setScript');
  const maySave = useMay('transcript.exportRedacted');
  const readsRaw = useMay('transcript.readRaw');
  const silent = footage.audio.length === 0;

  return (
    <section className="transcript" role="region" aria-label={t('transcript.title')}>
      <div className="pane-bar">
        <span className="pane-group">
          {mayTranscribe && <Button size="small" icon="transcribe" className="pane-once" title={t('transcript.transcribe')} {...(hasText || job ? {} : { kind: 'primary' as const })} disabled={job !== null || silent} onClick={() => { openDialog({ kind: 'transcribe' }); }}><span className="bar-label">{t('transcript.transcribe')}</span></Button>}
          {mayTranslate && hasText && <Button size="small" icon="translate" className="pane-once" title={t('translation.translate')} disabled={translating || job !== null} onClick={() => { openDialog({ kind: 'translate' }); }}><span className="bar-label">{t('translation.translate')}</span></Button>}
          {mayMark && <Button size="small" icon="redact" onClick={markSelection} title={t('passages.markHint')}>{t('passages.mark')}</Button>}
          {!readsRaw && <span className="small muted truncate" title={t('role.redactedText')}>{t('role.redactedText')}</span>}
        </span>
        <span className="pane-group">
          {hasText && <IconButton size="small" icon="columns" label={t('translation.show')} shortcut="Ctrl+D" aria-pressed={desk} onClick={toggleDesk} />}
          {mayScript && <ScriptSwitch footage={footage} />}
          {mayEdit && <IconButton size="small" icon="undo" label={t('transcript.undo')} shortcut="Ctrl+Z" onClick={() => void undo()} />}
          {mayEdit && <IconButton size="small" icon="redo" label={t('transcript.redo')} shortcut="Ctrl+Shift+Z" onClick={() => void redo()} />}
          {desk && hasText && <IconButton size="small" icon="copy" label={t('memory.open')} shortcut="Alt+M" aria-pressed={memory} onClick={toggleMemory} />}
          {desk && mayTranslate && hasText && <IconButton size="small" icon="import" label={t('translation.import')} onClick={() => void importTranslation(footage.id)} />}
          {maySave && hasText && <IconButton size="small" icon="export" label={t('transcript.save')} shortcut="Ctrl+Shift+S" onClick={() => { openDialog({ kind: 'saveTranscript' }); }} />}
          <IconButton size="small" icon="search" label={t('transcript.find')} shortcut="Ctrl+F" onClick={() => { openFind(); }} />
          {mayPlay && <IconButton size="small" icon="follow" label={t('transcript.follow')} aria-pressed={following} onClick={() => { useTranscript.setState({ following: !following }); }} />}
        </span>
      </div>
      <FindBar />
      {mayEdit && hasText && !desk && <VoicesStrip />}
      {mayEdit && !desk && <ReviewBar />}
      {job && (
        <div className="transcribing" role="status">
          <span className="tabular">{job.state === 'queued' ? t('transcript.waiting') : t('transcript.running', { percent: Math.floor(job.progress * 100) })}{job.remainingMs === null ? '' : ` · ${formatRemaining(job.remainingMs)}`}</span>
          <ProgressBar label={t('transcript.transcribe')} value={job.progress === 0 ? null : job.progress} />
          <Button size="small" kind="quiet" onClick={() => void cancelJob(job.id)}>{t('common.cancel')}</Button>
        </div>
      )}
      {hasText ? desk ? <><Desk footage={footage} /><MemoryPane footage={footage} /></> : <SegmentList /> : loaded && !job && <NoText silent={silent} mayTranscribe={mayTranscribe} />}
      <SelectionStatus />
    </section>
  );
}

function NoText({ silent, mayTranscribe }: { silent: boolean; mayTranscribe: boolean }): JSX.Element {
  return (
    <div className="empty">
      <Icon name="transcribe" size={28} className="empty-icon" />
      <h3>{silent ? t('transcript.silentTitle') : t('transcript.emptyTitle')}</h3>
      <p>{silent ? t('transcript.silentText') : mayTranscribe ? t('transcript.emptyText') : t('role.noTextYet')}</p>
    </div>
  );
}

/** Tells a screen reader which words are chosen, since the words themselves do not take the focus. */
function SelectionStatus(): JSX.Element {
  const word = useTranscript(({ cursor, segments, order }) => (cursor ? segments[order.get(cursor.segmentId) ?? -1]?.words[cursor.word] : undefined));
  const said = word && [word.text, unsureText(word), word.trust === 'untimed' ? t('transcript.untimed') : undefined].filter((part) => part !== undefined).join(' – ');
  return <span className="visually-hidden" role="status">{said}</span>;
}
