import { useMemo, type JSX } from 'react';
import type { Passage } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { seek } from '../player/playback';
import { useTranscript } from '../transcript/store';
import { useMay } from '../vault/person';
import { approvalKey, approvePassage, currentPassages, useApprovalRefusals, usePassages, withdrawPassage } from './store';
import './passages.css';

function jump(passage: Passage): void {
  seek(passage.startUs);
  if (passage.anchor) useTranscript.setState({ cursor: { segmentId: passage.anchor.fromSegmentId, word: passage.anchor.fromWord }, following: true });
}

/** Everything marked in the footage, in its order. */
export function PassagesPanel(): JSX.Element {
  const passages = usePassages((state) => state.passages);
  const shown = useMemo(() => currentPassages(passages), [passages]);
  if (shown.length === 0) {
    return (
      <div className="empty">
        <Icon name="redact" size={28} className="empty-icon" />
        <h3>{t('passages.emptyTitle')}</h3>
        <p>{t('passages.emptyText')}</p>
      </div>
    );
  }
  return (
    <ul className="passages scroll" aria-label={t('passages.title')}>
      {shown.map((passage) => <PassageRow key={passage.id} passage={passage} />)}
    </ul>
  );
}

function PassageRow({ passage }: { passage: Passage }): JSX.Element {
  const readsRaw = useMay('transcript.readRaw');
  const mayApprove = useMay('passages.approve');
  const mayUpdate = useMay('passages.update');
  const mayWithdraw = useMay('passages.withdraw');
  const refusal = useApprovalRefusals((state) => state.of[approvalKey(passage)]);
  const approved = passage.state === 'approved';
  const reason = t(`reasons.${passage.reason}`);
  const time = formatTime(passage.startUs, true);
  const treatment = [t(`passages.${passage.audio}`), passage.video !== 'none' && t('passages.pictureAs', { treatment: t(`passages.${passage.video}`) })].filter(Boolean).join(' · ');
  return (
    <li className={`passage reason-${passage.reason}`} data-passage-id={passage.id}>
      <button type="button" className="passage-jump" onClick={() => { jump(passage); }}>
        <span className="row"><span className="reason-mark" /><strong className="truncate">{reason}</strong><span className="spacer" /><span className="mono small muted">{time} – {formatTime(passage.endUs, true)}</span></span>
        <span className="passage-text">{passage.text || (passage.anchor && !readsRaw ? t('passages.hiddenWords') : t('passages.noWords'))}</span>
        {passage.note && <span className="passage-note">{passage.note}</span>}
        <span className="small muted">{treatment}</span>
      </button>
      <div className="passage-foot">
        <span className={classes('passage-state', approved && 'passage-approved')}><Icon name={approved ? 'check' : 'clock'} size={12} />{t(`passages.state-${passage.state}`)}</span>
        {refusal && <span className="small passage-refusal" id={`refusal-${passage.id}`}>{refusal}</span>}
        <span className="spacer" />
        {!approved && mayApprove && <Button size="small" icon="check" disabled={refusal !== undefined} aria-describedby={refusal ? `refusal-${passage.id}` : undefined} aria-label={t('passages.approveNamed', { reason, time })} onClick={() => void approvePassage(passage)}>{t('passages.approve')}</Button>}
      </div>
      <span className="passage-actions">
        {mayUpdate && <IconButton size="small" icon="edit" label={t('passages.editNamed', { reason, time })} onClick={() => { openDialog({ kind: 'passage', passageId: passage.id }); }} />}
        {mayWithdraw && <IconButton size="small" icon="close" label={t('passages.withdrawNamed', { reason, time })} onClick={() => void withdrawPassage(passage)} />}
      </span>
    </li>
  );
}
