import { useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t, tn } from '../../ui/messages';
import { formatTime } from '../../../shared/time';
import { RefusalReasons } from '../clips/RefusalReasons';
import { useExportRefusal } from '../clips/refusal';
import { useMay } from '../vault/person';
import { ClipRow } from './ClipRow';
import { addChosen, joinClip, lengthOf, moveClip, removeClip, travelClips, useClipList } from './store';
import './cliplist.css';

/** The clips of the interview in their order: each an export to be, not yet a file. */
export function ClipsPanel(): JSX.Element {
  const { clips, wanted } = useClipList();
  const list = useRef<HTMLUListElement>(null);
  const mayEdit = useMay('clips.edit');
  const mayExport = useMay('clips.export');
  const refusal = useExportRefusal();
  const focus = (clipId: string | undefined): void => { if (clipId !== undefined) list.current?.querySelector<HTMLElement>(`[data-clip-id="${CSS.escape(clipId)}"] .clip-open`)?.focus(); };

  useEffect(() => {
    if (wanted === null || !clips.some(({ id }) => id === wanted)) return;
    focus(wanted);
    useClipList.setState({ wanted: null });
  }, [wanted, clips]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const done = keys(event, clips, mayEdit, focus);
    if (done) event.preventDefault();
  };
  const total = clips.reduce((sum, clip) => sum + lengthOf(clip), 0);

  return (
    <div className="clips-pane" onKeyDown={onKeyDown}>
      <div className="clips-tools">
        {mayEdit && <Button size="small" icon="plus" title={t('cliplist.addHint')} onClick={() => void addChosen()}>{t('cliplist.add')}</Button>}
        {mayEdit && <IconButton size="small" icon="undo" label={t('cliplist.undo')} shortcut="Ctrl+Z" onClick={() => void travelClips('undo')} />}
        {mayEdit && <IconButton size="small" icon="redo" label={t('cliplist.redo')} shortcut="Ctrl+Shift+Z" onClick={() => void travelClips('redo')} />}
        <span className="spacer" />
        {clips.length > 0 && <span className="small muted mono">{tn('cliplist.total', clips.length, { time: formatTime(total) })}</span>}
        {mayExport && clips.length > 0 && <Button size="small" icon="export" onClick={() => { openDialog({ kind: 'exportClips', clipId: null }); }}>{t('cliplist.exportAll')}</Button>}
      </div>
      {mayExport && refusal !== null && !refusal.hidden && <div className="clips-refusal"><span className="muted">{t('clips.beforeExport')}</span><RefusalReasons reasons={refusal.reasons} brief /></div>}
      {clips.length === 0 ? (
        <div className="empty">
          <Icon name="clip" size={28} className="empty-icon" />
          <h3>{t('cliplist.emptyTitle')}</h3>
          <p>{t(mayEdit ? 'cliplist.emptyText' : 'cliplist.emptyTextReader')}</p>
        </div>
      ) : (
        <ul ref={list} className="clip-rows scroll" aria-label={t('cliplist.title')}>
          {clips.map((clip, i) => <ClipRow key={clip.id} clip={clip} number={i + 1} last={i === clips.length - 1} />)}
        </ul>
      )}
    </div>
  );
}

/** What the keys do on the list; true when this one did something. */
function keys(event: KeyboardEvent, clips: readonly { id: string }[], mayEdit: boolean, focus: (clipId: string | undefined) => void): boolean {
  const key = event.key.toLowerCase();
  if (mayEdit && (event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')) {
    void travelClips(key === 'y' || event.shiftKey ? 'redo' : 'undo');
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement) || !event.target.matches('.clip-open')) return false;
  const here = event.target.closest<HTMLElement>('[data-clip-id]')?.dataset['clipId'] ?? '';
  const at = clips.findIndex(({ id }) => id === here);
  const step = key === 'arrowdown' ? 1 : key === 'arrowup' ? -1 : 0;
  if (step !== 0 && event.altKey) {
    if (mayEdit) void moveClip(here, step).then(() => { focus(here); });
    return true;
  }
  if (step !== 0) {
    focus(clips[at + step]?.id);
    return true;
  }
  if (event.altKey) return false;
  if (key === 'e') openDialog({ kind: 'exportClips', clipId: here });
  else if (!mayEdit) return false;
  else if (key === 'f2') openDialog({ kind: 'clip', clipId: here });
  else if (key === 'j') void joinClip(here).then(() => { focus(here); });
  else if (key === 'delete') void removeClip(here).then((done) => { if (done) focus((clips[at + 1] ?? clips[at - 1])?.id); });
  else return false;
  return true;
}
