import { useMemo, useRef, type JSX, type KeyboardEvent } from 'react';
import type { RemarkView } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { Choice } from '../../ui/Choice';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { t, tn } from '../../ui/messages';
import { useMay } from '../vault/person';
import { goToRemark, REMARK_FILTERS, shows, useRemarks } from './store';
import './remarks.css';

/** Questions, comments and annotations of a footage, in its order: up and down, Enter to read and answer, G to the words. */
export function RemarksPanel(): JSX.Element {
  const { remarks, filter } = useRemarks();
  const list = useRef<HTMLUListElement>(null);
  const mayWrite = useMay('remarks.write');
  const shown = useMemo(() => remarks.filter((one) => shows(filter, one)), [remarks, filter]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.remark') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = shown[at];
    if (step !== undefined) buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    else if (event.key.toLowerCase() === 'g' && here) goToRemark(here);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="remarks-pane">
      <div className="passages-tools"><Choice label={t('remarks.filter')} value={filter} onPick={(picked) => { useRemarks.setState({ filter: picked }); }} options={REMARK_FILTERS.map((value) => ({ value, label: t(`remarks.filter-${value}`) }))} /></div>
      {shown.length === 0 ? (
        <div className="empty">
          <Icon name="question" size={28} className="empty-icon" />
          <h3>{t(remarks.length === 0 ? 'remarks.emptyTitle' : 'remarks.filterEmpty')}</h3>
          {mayWrite && <p>{t('remarks.emptyText')}</p>}
        </div>
      ) : <ul ref={list} className="remarks scroll" aria-label={t('remarks.title')} onKeyDown={onKeyDown}>{shown.map((remark) => <li key={remark.id}><RemarkButton remark={remark} /></li>)}</ul>}
    </div>
  );
}

function RemarkButton({ remark }: { remark: RemarkView }): JSX.Element {
  return (
    <button type="button" className={classes('remark', `remark-${remark.state}`)} data-remark-id={remark.id} onClick={() => { openDialog({ kind: 'thread', remarkId: remark.id }); }}>
      <span className="row">
        <strong>{t(`remarks.kind-${remark.kind}`)}</strong>
        {shows('asked', remark) && <span className="remark-state">{t(`remarks.state-${remark.state}`)}</span>}
        <span className="spacer" /><span className="mono small muted">{formatTime(remark.startUs, true)}</span>
      </span>
      {remark.now !== '' && <span className="remark-words">“{remark.now}”</span>}
      {remark.text !== '' && <span className="remark-text">{remark.text}</span>}
      <span className="small muted">{[remark.by, remark.answers.length > 0 && tn('remarks.answers', remark.answers.length)].filter(Boolean).join(' · ')}</span>
    </button>
  );
}
