import type { JSX } from 'react';
import { reasonTold, type PassageView } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { seek } from '../player/playback';
import { useTranscript } from '../transcript/store';
import { useMay, usePerson } from '../vault/person';
import { approvalOf } from './approval';
import { approvalKey, approvePassage, useApprovalRefusals, withdrawPassage } from './store';

function jump(passage: PassageView): void {
  seek(passage.startUs);
  if (passage.anchor) useTranscript.setState({ cursor: { segmentId: passage.anchor.fromSegmentId, word: passage.anchor.fromWord }, following: true });
}

/** One passage. A button that is refused stays in reach of the keyboard, so that its reason is read out there. */
export function PassageRow({ passage }: { passage: PassageView }): JSX.Element {
  const readsRaw = useMay('transcript.readRaw');
  const approval = approvalOf(passage, usePerson());
  const mayUpdate = useMay('passages.update');
  const mayWithdraw = useMay('passages.withdraw');
  // The core has the last word: it may know of a hand that is not in the list yet.
  const told = useApprovalRefusals((state) => state.of[approvalKey(passage)]);
  const refused = approval.button === 'refused' || told !== undefined;
  const why = `approval-${passage.id}`;
  const approved = passage.state === 'approved';
  const reason = t(`reasons.${passage.reason}`);
  const time = formatTime(passage.startUs, true);
  const treatment = [t(`passages.${passage.audio}`), passage.video !== 'none' && t('passages.pictureAs', { treatment: t(`passages.${passage.video}`) })].filter(Boolean).join(' · ');
  return (
    <li className={`passage reason-${reasonTold(passage.reason)}`} data-passage-id={passage.id}>
      <button type="button" className="passage-jump" onClick={() => { jump(passage); }}>
        <span className="row"><span className="reason-mark" /><strong className="truncate">{reason}</strong><span className="spacer" /><span className="mono small muted">{time} – {formatTime(passage.endUs, true)}</span></span>
        <span className="passage-text">{passage.text || (passage.anchor && !readsRaw ? t('passages.hiddenWords') : t('passages.noWords'))}</span>
        {passage.note && <span className="passage-note">{passage.note}</span>}
        <span className="small muted">{treatment}</span>
      </button>
      <div className="passage-foot">
        <span className={classes('passage-state', approved && 'passage-approved')}><Icon name={approved ? 'check' : 'clock'} size={12} />{t(`passages.state-${passage.state}`)}</span>
        {(told ?? approval.text) && <span className="small passage-refusal" id={why}>{told ?? approval.text}</span>}
        <span className="spacer" />
        {approval.button !== 'absent' && <Button size="small" icon="check" aria-disabled={refused || undefined} aria-describedby={why} aria-label={t('passages.approveNamed', { reason, time })} onClick={() => { if (!refused) void approvePassage(passage); }}>{t('passages.approve')}</Button>}
      </div>
      <span className="passage-actions">
        {mayUpdate && <IconButton size="small" icon="edit" label={t('passages.editNamed', { reason, time })} onClick={() => { openDialog({ kind: 'passage', passageId: passage.id }); }} />}
        {mayWithdraw && <IconButton size="small" icon="close" label={t('passages.withdrawNamed', { reason, time })} onClick={() => void withdrawPassage(passage)} />}
      </span>
    </li>
  );
}
