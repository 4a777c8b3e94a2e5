import type { JSX } from 'react';
import { IconButton } from '../../ui/Button';
import { t } from '../../ui/messages';
import { closeFind, search, stepHit, useFind } from './findStore';

export function FindBar(): JSX.Element | null {
  const { open, query, hits, at } = useFind();
  if (!open) return null;
  return (
    <div className="find-bar" role="search">
      <input
        id="find-query" className="input" type="search" autoFocus aria-label={t('transcript.find')} placeholder={t('transcript.findHint')} value={query}
        onChange={(event) => { search(event.target.value); }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') stepHit(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') closeFind();
        }}
      />
      <span className="find-count tabular" role="status">{query === '' ? '' : hits.length === 0 ? t('transcript.noHits') : t('transcript.hitOf', { at: at + 1, count: hits.length })}</span>
      <IconButton size="small" icon="up" label={t('transcript.previousHit')} disabled={hits.length === 0} onClick={() => { stepHit(-1); }} />
      <IconButton size="small" icon="down" label={t('transcript.nextHit')} disabled={hits.length === 0} onClick={() => { stepHit(1); }} />
      <IconButton size="small" icon="close" label={t('common.close')} onClick={closeFind} />
    </div>
  );
}
