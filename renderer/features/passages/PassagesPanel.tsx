import { useMemo, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { ReleaseBar } from '../releasing/ReleaseBar';
import { PassageRow } from './PassageRow';
import { currentPassages, usePassages } from './store';
import './passages.css';

/** Whether editors see the footage, and everything marked in it, in its order. */
export function PassagesPanel({ footage }: { footage: Footage }): JSX.Element {
  return (
    <div className="passages-pane">
      <ReleaseBar footage={footage} />
      <PassageList />
    </div>
  );
}

function PassageList(): JSX.Element {
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
