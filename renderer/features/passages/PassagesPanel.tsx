import { useMemo, type JSX } from 'react';
import type { Passage } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { seek } from '../player/playback';
import { useTranscript } from '../transcript/store';
import { currentPassages, usePassages, withdrawPassage } from './store';
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
  const reason = t(`reasons.${passage.reason}`);
  const time = formatTime(passage.startUs, true);
  const treatment = [t(`passages.${passage.audio}`), passage.video !== 'none' && t('passages.pictureAs', { treatment: t(`passages.${passage.video}`) })].filter(Boolean).join(' · ');
  return (
    <li className={`passage reason-${passage.reason}`} data-passage-id={passage.id}>
      <button type="button" className="passage-jump" onClick={() => { jump(passage); }}>
        <span className="row"><span className="reason-mark" /><strong className="truncate">{reason}</strong><span className="spacer" /><span className="mono small muted">{time} – {formatTime(passage.endUs, true)}</span></span>
        <span className="passage-text">{passage.text || t('passages.noWords')}</span>
        {passage.note && <span className="passage-note">{passage.note}</span>}
        <span className="small muted">{treatment} · {t(`passages.state-${passage.state}`)}</span>
      </button>
      <span className="passage-actions">
        <IconButton size="small" icon="edit" label={t('passages.editNamed', { reason, time })} onClick={() => { openDialog({ kind: 'passage', passageId: passage.id }); }} />
        <IconButton size="small" icon="close" label={t('passages.withdrawNamed', { reason, time })} onClick={() => void withdrawPassage(passage)} />
      </span>
    </li>
  );
}
