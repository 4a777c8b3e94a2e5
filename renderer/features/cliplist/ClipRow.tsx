import type { JSX } from 'react';
import type { ListedClip } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { IconButton } from '../../ui/Button';
import { t, tn } from '../../ui/messages';
import { useMay } from '../vault/person';
import { appendChosen, joinClip, lengthOf, moveClip, removeClip } from './store';

/** One clip. Enter plays it as it will be exported; everything else has a key as well as a button. */
export function ClipRow({ clip, number, last }: { clip: ListedClip; number: number; last: boolean }): JSX.Element {
  const mayEdit = useMay('clips.edit');
  const mayExport = useMay('clips.export');
  const title = clip.title === '' ? t('cliplist.untitled', { number }) : clip.title;
  const times = clip.parts.map(({ startUs, endUs }) => `${formatTime(startUs, true)}–${formatTime(endUs, true)}`).join(' + ');
  const facts = [
    clip.parts.length > 1 && tn('cliplist.parts', clip.parts.length), clip.lowerThird, clip.fadeInUs > 0 && t('cliplist.fadeIn', { seconds: clip.fadeInUs / 1e6 }),
    clip.fadeOutUs > 0 && t('cliplist.fadeOut', { seconds: clip.fadeOutUs / 1e6 }), clip.parts.some(({ byWords }) => byWords) && t('cliplist.byWords'),
  ].filter(Boolean).join(' · ');
  return (
    <li className="clip-row" data-clip-id={clip.id}>
      <span className="clip-number mono muted">{number}</span>
      <button type="button" className="clip-open" aria-keyshortcuts="Enter F2 J Delete E Alt+ArrowUp Alt+ArrowDown" title={t('cliplist.keys')} onClick={() => { openDialog({ kind: 'previewClip', clipId: clip.id }); }}>
        <span className="row"><strong className="truncate">{title}</strong><span className="spacer" /><span className="mono small">{formatTime(lengthOf(clip), true)}</span></span>
        <span className="clip-line small muted truncate"><span className="mono">{times}</span>{facts !== '' && <> · <span>{facts}</span></>}</span>
      </button>
      <span className="clip-actions">
        <IconButton size="small" icon="play" label={t('cliplist.previewNamed', { title })} onClick={() => { openDialog({ kind: 'previewClip', clipId: clip.id }); }} />
        {mayEdit && <IconButton size="small" icon="edit" label={t('cliplist.editNamed', { title })} shortcut="F2" onClick={() => { openDialog({ kind: 'clip', clipId: clip.id }); }} />}
        {mayEdit && <IconButton size="small" icon="plus" label={t('cliplist.appendNamed', { title })} onClick={() => void appendChosen(clip)} />}
        {mayEdit && <IconButton size="small" icon="up" label={t('cliplist.upNamed', { title })} shortcut="Alt+↑" disabled={number === 1} onClick={() => void moveClip(clip.id, -1)} />}
        {mayEdit && <IconButton size="small" icon="down" label={t('cliplist.downNamed', { title })} shortcut="Alt+↓" disabled={last} onClick={() => void moveClip(clip.id, 1)} />}
        {mayEdit && <IconButton size="small" icon="loop" label={t('cliplist.joinNamed', { title })} shortcut="J" disabled={last} onClick={() => void joinClip(clip.id)} />}
        {mayExport && <IconButton size="small" icon="export" label={t('cliplist.exportNamed', { title })} shortcut="E" onClick={() => { openDialog({ kind: 'exportClips', clipId: clip.id }); }} />}
        {mayEdit && <IconButton size="small" icon="bin" label={t('cliplist.removeNamed', { title })} shortcut="Delete" onClick={() => void removeClip(clip.id)} />}
      </span>
    </li>
  );
}
