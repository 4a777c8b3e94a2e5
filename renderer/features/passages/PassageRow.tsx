import { useState, type JSX, type KeyboardEvent } from 'react';
import { reasonTold, type PassageView, type Suggestion } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { codeText, t, tn } from '../../ui/messages';
import { languageName } from '../interview/languages';
import { seek } from '../player/playback';
import { useReasonText } from '../reasons/store';
import { useTranscript } from '../transcript/store';
import { useMay, usePerson } from '../vault/person';
import { approvalOf } from './approval';
import { Comments } from './Comments';
import { judgementsOn, type Judgement } from './judge';
import { SeverityMark } from './SeverityMark';
import { approvalKey, useApprovalRefusals, withdrawPassage } from './store';

interface PassageRowProps {
  passage: PassageView;
  onJudge: (passage: PassageView, judgement: Judgement) => void;
}

function because({ why: { key, words, translation } }: Suggestion): string {
  const said = { why: codeText('suggestions.why.', key), words };
  return translation === undefined ? t('passages.because', said) : t('passages.becauseTranslated', { ...said, language: languageName(translation) });
}

function jump(passage: PassageView): void {
  seek(passage.startUs);
  if (passage.anchor) useTranscript.setState({ cursor: { segmentId: passage.anchor.fromSegmentId, word: passage.anchor.fromWord }, following: true });
}

/** One passage. A button that is refused stays in reach of the keyboard, so that its reason is read out there. */
export function PassageRow({ passage, onJudge }: PassageRowProps): JSX.Element {
  const person = usePerson();
  const readsRaw = useMay('transcript.readRaw');
  const mayUpdate = useMay('passages.update');
  const mayWithdraw = useMay('passages.withdraw');
  const mayComment = useMay('passages.comment');
  const [talking, setTalking] = useState(false);
  const approval = approvalOf(passage, person);
  // The core has the last word: it may know of a hand that is not in the list yet.
  const told = useApprovalRefusals((state) => state.of[approvalKey(passage)]);
  const judgements = judgementsOn(passage, person);
  const refused = approval.button === 'refused' || told !== undefined;
  const why = `approval-${passage.id}`;
  const { state } = passage;
  const gone = state === 'rejected' || state === 'withdrawn';
  const reason = useReasonText()(passage.reason);
  const time = formatTime(passage.startUs, true);
  const treatment = [t(`passages.${passage.audio}`), passage.video !== 'none' && t('passages.pictureAs', { treatment: t(`passages.${passage.video}`) }), passage.who && t(`passages.who-${passage.who}`)].filter(Boolean).join(' · ');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLTextAreaElement) return;
    const wanted = { a: ['accept', 'approve'], x: ['reject'] }[event.key.toLowerCase()] ?? [];
    const judgement = judgements.find((one) => wanted.includes(one));
    if (!judgement) return;
    event.preventDefault();
    onJudge(passage, judgement);
  };
  return (
    <li className={classes('passage', `reason-${reasonTold(passage.reason)}`, state === 'suggested' && 'passage-open-suggestion', gone && 'passage-gone')} data-passage-id={passage.id} onKeyDown={onKeyDown}>
      <button type="button" className="passage-jump" aria-keyshortcuts={judgements.length > 0 ? 'A X' : undefined} onClick={() => { jump(passage); }}>
        <span className="row"><span className="reason-mark" /><strong className="truncate">{reason}</strong><span className="spacer" /><span className="mono small muted passage-time">{time} – {formatTime(passage.endUs, true)}</span></span>
        <span className="passage-text">{passage.text || (passage.anchor && !readsRaw ? t('passages.hiddenWords') : t('passages.noWords'))}</span>
        {passage.suggestion && <span className="small">{because(passage.suggestion)}</span>}
        {passage.note && <span className="passage-note">{passage.note}</span>}
        <span className="small muted"><SeverityMark severity={passage.severity} /> {treatment}</span>
      </button>
      <div className="passage-foot">
        <div className="passage-said">
          <span className={classes('passage-state', state === 'approved' && 'passage-approved', gone && 'muted')}><Icon name={state === 'approved' ? 'check' : gone ? 'close' : 'clock'} size={12} />{t(`passages.state-${state}`)}</span>
          {(told ?? approval.text) && <span className="small passage-refusal" id={why}>{told ?? approval.text}</span>}
        </div>
        <div className="passage-buttons">
          {(mayComment || passage.comments.length > 0) && <Button size="small" aria-expanded={talking} onClick={() => { setTalking(!talking); }}>{passage.comments.length === 0 ? t('passages.comment') : tn('passages.commentCount', passage.comments.length)}</Button>}
          {judgements.includes('reject') && <Button size="small" icon="close" aria-label={t('passages.rejectNamed', { reason, time })} title={t('passages.rejectKey')} onClick={() => { onJudge(passage, 'reject'); }}>{t('passages.reject')}</Button>}
          {judgements.includes('accept') && <Button size="small" icon="check" aria-label={t('passages.acceptNamed', { reason, time })} title={t('passages.acceptKey')} onClick={() => { onJudge(passage, 'accept'); }}>{t('passages.accept')}</Button>}
          {approval.button !== 'absent' && <Button size="small" icon="check" aria-disabled={refused || undefined} aria-describedby={why} aria-label={t('passages.approveNamed', { reason, time })} title={t('passages.approveKey')} onClick={() => { if (!refused) onJudge(passage, 'approve'); }}>{t('passages.approve')}</Button>}
        </div>
      </div>
      {talking && <Comments passage={passage} mayComment={mayComment} />}
      <span className="passage-actions">
        {mayUpdate && !gone && <IconButton size="small" icon="edit" label={t('passages.editNamed', { reason, time })} onClick={() => { openDialog({ kind: 'passage', passageId: passage.id }); }} />}
        {mayWithdraw && !gone && <IconButton size="small" icon="close" label={t('passages.withdrawNamed', { reason, time })} onClick={() => void withdrawPassage(passage)} />}
      </span>
    </li>
  );
}
