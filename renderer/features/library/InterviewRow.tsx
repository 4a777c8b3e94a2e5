import type { JSX } from 'react';
import type { Interview } from '../../../shared/domain';
import { openDialog } from '../../state/dialogs';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { interviewName, pickInterview } from './store';

export function InterviewRow({ interview, count, current }: { interview: Interview; count: number; current: boolean }): JSX.Element {
  const where = [interview.date, interview.region].filter(Boolean).join(' · ');
  const name = interviewName(interview);
  const mayEdit = useMay('interviews.update');
  return (
    <li className="item-row">
      <button type="button" className="item" aria-current={current ? 'true' : undefined} onClick={() => { pickInterview(interview.id); }} onDoubleClick={() => { if (mayEdit) openDialog({ kind: 'interview', interviewId: interview.id }); }}>
        <Icon name="person" />
        <span className="item-main">
          <span className="truncate">{name}</span>
          {where && <span className="item-sub truncate">{where}</span>}
        </span>
        <span className="item-count">{count}</span>
      </button>
      {mayEdit && <IconButton icon="edit" size="small" className="item-action" label={t('interview.editNamed', { name })} onClick={() => { openDialog({ kind: 'interview', interviewId: interview.id }); }} />}
    </li>
  );
}
