import { useMemo, type JSX } from 'react';
import { openDialog } from '../../state/dialogs';
import { IconButton } from '../../ui/Button';
import { t, tn } from '../../ui/messages';
import { useTranscript } from '../transcript/store';
import { DetectButton } from './DetectButton';
import { giveNewVoice, giveVoice, toggleOverlap, useSpeakers, voiceName } from './store';
import { VoiceMark } from './VoiceLabel';
import { countByVoice } from './voices';
import './speakers.css';

/** The voices of the footage: a click does what their key does, the pen beside it names and merges them. */
export function VoicesStrip(): JSX.Element {
  const { speakers, said } = useSpeakers();
  const segments = useTranscript((state) => state.segments);
  const overlaps = useTranscript(({ cursor, segments: all, order }) => (cursor ? all[order.get(cursor.segmentId) ?? -1]?.overlap === true : false));
  const counts = useMemo(() => countByVoice(segments), [segments]);
  // A voice that has lost its segments and never had a name is of no use to anybody.
  const shown = speakers.filter(({ id, name }) => counts.has(id) || name !== '');
  return (
    <div className="voices" role="group" aria-label={t('speakers.title')}>
      {shown.length === 0 && <span className="small muted">{t('speakers.hint')}</span>}
      {shown.map((speaker) => (
        <span key={speaker.id} className="voice">
          <button type="button" className="voice-give" title={t('speakers.giveHint', { name: voiceName(speaker) })} onClick={() => void giveVoice(speaker.number)}>
            <VoiceMark number={speaker.number} />
            <span className="truncate">{voiceName(speaker)}</span>
            <span className="count" aria-label={tn('speakers.segments', counts.get(speaker.id) ?? 0)}>{counts.get(speaker.id) ?? 0}</span>
          </button>
          <IconButton size="small" icon="edit" label={t('speakers.edit', { name: voiceName(speaker) })} onClick={() => { openDialog({ kind: 'voice', speakerId: speaker.id }); }} />
        </span>
      ))}
      <IconButton size="small" icon="plus" label={t('speakers.add')} onClick={giveNewVoice} />
      <span className="spacer" />
      <DetectButton />
      <IconButton size="small" icon="people" label={t('speakers.overlap')} shortcut="B" aria-pressed={overlaps} onClick={() => void toggleOverlap()} />
      <span className="visually-hidden" role="status">{said}</span>
    </div>
  );
}
