import type { JSX } from 'react';
import type { ConflictView } from '../../../shared/domain';
import { t } from '../../ui/messages';
import { passageRows } from './passageRows';

interface PassageVersionsProps {
  passage: NonNullable<ConflictView['passage']>;
  peer: string;
  picked: 'ours' | 'theirs' | null;
}

/** Both versions of a passage and what they started from, field by field; a table, so that screen readers name row and column. */
export function PassageVersions({ passage, peer, picked }: PassageVersionsProps): JSX.Element {
  const column = (side: 'ours' | 'theirs'): boolean | undefined => picked === side || undefined;
  return (
    <div className="passage-versions scroll" tabIndex={0} role="group" aria-label={t('conflicts.kind-passage')}>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('conflicts.base')}</th>
            <th scope="col" data-picked={column('ours')}>{t('conflicts.ours')}</th>
            <th scope="col" data-picked={column('theirs')}>{t('conflicts.theirs', { peer })}</th>
          </tr>
        </thead>
        <tbody>
          {passageRows(passage).map((row) => (
            <tr key={row.label} data-differs={row.differs || undefined}>
              <th scope="row">{row.label}{row.differs && <span className="visually-hidden"> {t('conflicts.differs')}</span>}</th>
              <td>{row.base ?? <span className="muted">{t('conflicts.gone')}</span>}</td>
              <td data-picked={column('ours')}>{row.ours ?? <span className="muted">{t('conflicts.gone')}</span>}</td>
              <td data-picked={column('theirs')}>{row.theirs ?? <span className="muted">{t('conflicts.gone')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
