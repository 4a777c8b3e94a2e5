import { useEffect, useRef, type JSX } from 'react';
import { reasonTold } from '../../../shared/domain';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { NewReason } from './NewReason';
import { ReasonRow } from './ReasonRow';
import { loadReasons, useReasons } from './store';
import './reasons.css';

/** What the reasons for passages are called in this vault, and its own ones. Each row is saved by itself. */
export function ReasonsDialog(): JSX.Element {
  const reasons = useReasons((state) => state.reasons);
  const may = useMay('reasons.edit');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { void loadReasons(); }, []);
  const move = (row: number): void => { list.current?.querySelector<HTMLElement>(`[data-row="${row}"] input`)?.focus(); };
  return (
    <Dialog wide title={t('reasonList.title')} onClose={closeDialog} foot={<Button kind="primary" onClick={closeDialog}>{t('common.done')}</Button>}>
      <p className="small muted">{t(may ? 'reasonList.hint' : 'role.custodianOnly')}</p>
      <ul className="reason-rows" ref={list} aria-label={t('reasonList.title')}>
        {reasons.map((reason, row) => (
          <li key={reason.code} data-row={row} className={`reason-row reason-${reasonTold(reason.code)}`}>
            <ReasonRow reason={reason} may={may} onMove={(by) => { move(row + by); }} />
          </li>
        ))}
        {may && <li className="reason-row reason-new" data-row={reasons.length}><NewReason onMove={(by) => { move(reasons.length + by); }} /></li>}
      </ul>
    </Dialog>
  );
}
