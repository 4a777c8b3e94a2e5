import type { JSX, KeyboardEvent } from 'react';
import { Button, IconButton } from '../../ui/Button';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { closeFind, openFind, openReplace, replaceEverywhere, replaceHit, search, stepHit, useFind } from './findStore';

export function FindBar(): JSX.Element | null {
  const { open, replacing, query, hits, at } = useFind();
  const mayEdit = useMay('transcript.edit');
  const none = hits.length === 0;
  if (!open) return null;

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape') closeFind();
    // Ctrl+Enter splits a segment, which nobody means in here.
    else if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="find-bar" role="search" onKeyDown={onKeyDown}>
      <div className="find-line">
        {mayEdit && <IconButton size="small" icon="replace" label={t('transcript.replaceOpen')} shortcut="Ctrl+H" aria-expanded={replacing} onClick={() => { if (replacing) openFind(); else openReplace(); }} />}
        <input
          id="find-query" className="input" type="search" autoFocus aria-label={t('transcript.find')} placeholder={t(replacing ? 'transcript.findWordsHint' : 'transcript.findHint')} value={query}
          onChange={(event) => void search(event.target.value)}
          onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey) stepHit(event.shiftKey ? -1 : 1); }}
        />
        <span className="find-count tabular" role="status">{query === '' ? '' : none ? t('transcript.noHits') : t('transcript.hitOf', { at: at + 1, count: hits.length })}</span>
        <IconButton size="small" icon="up" label={t('transcript.previousHit')} disabled={none} onClick={() => { stepHit(-1); }} />
        <IconButton size="small" icon="down" label={t('transcript.nextHit')} disabled={none} onClick={() => { stepHit(1); }} />
        <IconButton size="small" icon="close" label={t('common.close')} onClick={closeFind} />
      </div>
      {replacing && <ReplaceLine none={none} />}
    </div>
  );
}

function ReplaceLine({ none }: { none: boolean }): JSX.Element {
  const replacement = useFind((state) => state.replacement);
  return (
    <div className="find-line find-replace">
      <input
        className="input" type="text" aria-label={t('transcript.replaceWith')} placeholder={t('transcript.replaceWith')} value={replacement} spellCheck={false} autoComplete="off"
        onChange={(event) => { useFind.setState({ replacement: event.target.value }); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey) void replaceHit(); }}
      />
      <Button size="small" disabled={none} onClick={() => void replaceHit().then(keepFocus)}>{t('transcript.replace')}</Button>
      <Button size="small" disabled={none} onClick={() => void replaceEverywhere().then(keepFocus)}>{t('transcript.replaceAll')}</Button>
    </div>
  );
}

/** The button that replaced the last of them is switched off and drops the focus: Escape would close nothing. */
function keepFocus(): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    if (activeElement === document.body || (activeElement instanceof HTMLButtonElement && activeElement.disabled)) document.getElementById('find-query')?.focus();
  });
}
