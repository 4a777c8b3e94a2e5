import { useEffect, useRef, useState, type JSX } from 'react';
import type { Footage, PseudonymView } from '../../../shared/domain';
import { openDialog } from '../../state/dialogs';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { t, tn } from '../../ui/messages';
import { useMay, usePerson } from '../vault/person';
import { PlaceList } from './PlaceList';
import { approvalKey, approveName, judgePlace, removeName, replaceName, useNames } from './store';
import './names.css';

/** The names of the interview for which something else stands, each with its places in this footage. */
export function NamesPanel({ footage }: { footage: Footage }): JSX.Element {
  const { names, wanted } = useNames();
  const list = useRef<HTMLUListElement>(null);
  const maySave = useMay('pseudonyms.save');
  useEffect(() => {
    if (wanted === null || !names.some(({ id }) => id === wanted)) return;
    list.current?.querySelector<HTMLElement>(`[data-name-id="${CSS.escape(wanted)}"] .name-open`)?.focus();
    useNames.setState({ wanted: null });
  }, [wanted, names]);
  return (
    <div className="names-pane">
      <div className="names-tools">
        <p className="small muted">{t(footage.interviewId === null ? 'names.noInterview' : 'names.about')}</p>
        {maySave && footage.interviewId !== null && <Button size="small" icon="redact" title={t('names.replaceHint')} onClick={replaceName}>{t('names.replace')}</Button>}
      </div>
      {names.length === 0 ? (
        <div className="empty"><Icon name="redact" size={28} className="empty-icon" /><h3>{t('names.emptyTitle')}</h3><p>{t('names.emptyText')}</p></div>
      ) : (
        <ul ref={list} className="names scroll" aria-label={t('names.title')}>{names.map((name) => <NameRow key={name.id} footageId={footage.id} name={name} />)}</ul>
      )}
    </div>
  );
}

/** One name. A button that is refused stays in reach of the keyboard, so that its reason is read out there. */
function NameRow({ footageId, name }: { footageId: string; name: PseudonymView }): JSX.Element {
  const person = usePerson();
  const maySave = useMay('pseudonyms.save');
  const mayApprove = useMay('pseudonyms.approve');
  const mayRemove = useMay('pseudonyms.remove');
  const mayExclude = useMay('pseudonyms.exclude');
  const [open, setOpen] = useState(false);
  const told = useNames((state) => state.refused[approvalKey(name)]);
  const own = name.markedBy?.id === person?.id || name.changedBy?.id === person?.id;
  const approved = name.state === 'approved';
  const why = told ?? (approved ? name.changedBy && t('names.approvedBy', { name: name.changedBy.name }) : own ? t('names.secondApproves') : name.markedBy && t('names.setBy', { name: name.markedBy.name }));
  const refused = own || told !== undefined;
  const kept = name.found.filter(({ excluded }) => !excluded).length;
  const id = `name-why-${name.id}`;
  return (
    <li className="name" data-name-id={name.id}>
      <button type="button" className="name-open" aria-expanded={open} onClick={() => { setOpen(!open); }}>
        <span className="row"><strong className="truncate">{name.name}</strong><span aria-hidden>→</span><span className="visually-hidden">{t('names.becomes')}</span><strong className="truncate">{name.substitute}</strong></span>
        <span className="small muted">{[t(`names.kind-${name.kind}`), tn('names.count', kept), name.elsewhere > 0 && tn('names.elsewhere', name.elsewhere), ...name.also].filter(Boolean).join(' · ')}</span>
      </button>
      <div className="name-foot">
        <span className={classes('passage-state', approved && 'passage-approved')}><Icon name={approved ? 'check' : 'clock'} size={12} />{t(`passages.state-${name.state}`)}</span>
        <span className="spacer" />
        {!approved && mayApprove && <Button size="small" icon="check" aria-disabled={refused || undefined} aria-describedby={id} aria-label={t('names.approveNamed', { name: name.name })} onClick={() => { if (!refused) void approveName(footageId, name); }}>{t('passages.approve')}</Button>}
        {maySave && <IconButton size="small" icon="edit" label={t('names.editNamed', { name: name.name })} onClick={() => { openDialog({ kind: 'name', text: name.name, id: name.id }); }} />}
        {mayRemove && <IconButton size="small" icon="close" label={t('names.removeNamed', { name: name.name })} onClick={() => void removeName(footageId, name.id)} />}
        {why && <span className="small name-why" id={id}>{why}</span>}
      </div>
      {open && (name.found.length === 0 ? <p className="small muted name-none">{t('names.nowhere')}</p>
        : <PlaceList places={name.found} onJudge={mayExclude ? (place, excluded) => void judgePlace(footageId, name.id, place, excluded) : undefined} />)}
    </li>
  );
}
