import type { JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { Icon } from '../../ui/Icon';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { t } from '../../ui/messages';
import { useJobs } from '../jobs/store';
import { useTranscribed } from '../transcript/transcribed';
import { useMay } from '../vault/person';
import { assignInterview, interviewName, pickFootage, useLibrary } from './store';

/** Below ten seconds the tenths tell one take from another. */
const SHORT_US = 10_000_000;

function useTextState({ id: footageId, transcribed }: Footage): { text: string; icon: 'check' | 'clock'; tone: string } | null {
  const running = useJobs((state) => state.jobs.some((job) => job.kind === 'transcribe' && job.footageId === footageId && (job.state === 'running' || job.state === 'queued')));
  const has = useTranscribed((state) => state.ids.has(footageId));
  if (running) return { text: t('library.transcribing'), icon: 'clock', tone: 'chip-busy' };
  return has || transcribed ? { text: t('library.transcribed'), icon: 'check', tone: 'chip-good' } : null;
}

export function FootageRow({ footage }: { footage: Footage }): JSX.Element {
  const interviews = useLibrary((state) => state.interviews);
  const current = useLibrary((state) => state.footageId === footage.id);
  const state = useTextState(footage);
  const seesRaw = useMay('footage.play');
  const mayAssign = useMay('footage.assign');
  const mayDelete = useMay('footage.delete');
  const assigning: MenuEntry[] = [
    ...interviews.map((interview) => ({ key: interview.id, label: interviewName(interview), checked: interview.id === footage.interviewId, onPick: () => void assignInterview(footage.id, interview.id) })),
    { key: 'none', label: t('library.noInterview'), checked: footage.interviewId === null, onPick: () => void assignInterview(footage.id, null) },
  ];
  const deleting: MenuEntry = { key: 'delete', label: t('library.delete'), danger: true, onPick: () => { openDialog({ kind: 'deleteFootage', footageId: footage.id }); } };
  const entries = [...(mayAssign ? assigning : []), ...(mayDelete ? [deleting] : [])];
  return (
    <li className="item-row" data-footage-id={footage.id}>
      <button type="button" className="item" aria-current={current ? 'true' : undefined} onClick={() => { pickFootage(footage.id); }}>
        <Icon name={footage.video ? 'film' : 'sound'} />
        <span className="item-main">
          <FileName name={footage.name} />
          <span className="item-chips">
            <span className="chip tabular">{formatTime(footage.durationUs, footage.durationUs < SHORT_US)}</span>
            <span className="chip">{footage.video ? `${footage.video.height}p` : t('library.soundOnly')}</span>
            {footage.audio.length === 0 && <span className="chip">{t('library.noSound')}</span>}
            {footage.playback === 'proxy-pending' && <span className="chip chip-busy"><Icon name="clock" size={12} />{t('library.preview')}</span>}
            {seesRaw && footage.release?.standing === true && <span className="chip chip-good"><Icon name="eye" size={12} />{t('release.chip')}</span>}
            {state && <span className={`chip ${state.tone}`}><Icon name={state.icon} size={12} />{state.text}</span>}
          </span>
        </span>
      </button>
      {entries.length > 0 && <Menu icon="more" className="item-action" label={t('library.assignNamed', { name: footage.name })} title={t('library.assign')} entries={entries} />}
    </li>
  );
}

/** Letters of its end that tell one file from another. */
const TAIL = 12;

/** A name that is too long loses its middle: what cameras and colleagues number, they number at the end. */
function FileName({ name }: { name: string }): JSX.Element {
  if (name.length <= TAIL * 2) return <span className="truncate" title={name}>{name}</span>;
  return <span className="file-name" title={name}><span className="truncate">{name.slice(0, -TAIL)}</span><span>{name.slice(-TAIL)}</span></span>;
}
