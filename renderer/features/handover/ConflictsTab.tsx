import { useEffect, useState, type JSX } from 'react';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { ConflictForm } from './ConflictForm';
import { loadConflicts, useConflicts } from './store';

/** One at a time: deciding two at once is how a correction gets lost. */
export function ConflictsTab(): JSX.Element {
  const conflicts = useConflicts((state) => state.conflicts);
  const [at, setAt] = useState(0);
  useEffect(() => { void loadConflicts(); }, []);
  const index = Math.min(at, conflicts.length - 1);
  const conflict = conflicts[index];
  if (!conflict) {
    return (
      <div className="empty empty-centre">
        <Icon name="check" size={28} className="empty-icon" />
        <h3>{t('conflicts.none')}</h3>
        <p>{t('conflicts.noneText')}</p>
      </div>
    );
  }
  const step = (by: number): void => { setAt((index + by + conflicts.length) % conflicts.length); };
  return (
    <>
      <div className="row">
        <span className="tabular" role="status">{t('conflicts.position', { at: index + 1, count: conflicts.length })}</span>
        <IconButton size="small" icon="up" label={t('conflicts.previous')} disabled={conflicts.length < 2} onClick={() => { step(-1); }} />
        <IconButton size="small" icon="down" label={t('conflicts.next')} disabled={conflicts.length < 2} onClick={() => { step(1); }} />
        <span className="spacer" />
        <span className="small muted">{t(conflict.passage ? 'conflicts.legendPassage' : 'conflicts.legend')}</span>
      </div>
      <ConflictForm key={conflict.id} conflict={conflict} />
    </>
  );
}
