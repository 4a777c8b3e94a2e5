import { useEffect, useRef, useState, type JSX } from 'react';
import type { Person } from '../../../shared/domain';
import { Button } from '../../ui/Button';
import { formatDay } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { useMay, usePerson } from '../vault/person';
import { AddPerson } from './AddPerson';
import { byAccess, loadPeople, removePerson, usePeople } from './store';

export function PeopleTab(): JSX.Element {
  const people = usePeople((state) => state.people);
  const mayAdd = useMay('people.add');
  const [adding, setAdding] = useState<boolean | 'done'>(false);
  const { present, former } = byAccess(people);
  useEffect(() => { void loadPeople(); }, []);
  return (
    <>
      <p className="muted">{t('people.lead')}</p>
      <ul className="people" aria-label={t('people.list')}>{present.map((person) => <PersonRow key={person.id} person={person} />)}</ul>
      {mayAdd && (adding === true ? <AddPerson onDone={() => { setAdding('done'); }} /> : <div><Button icon="plus" autoFocus={adding === 'done'} onClick={() => { setAdding(true); }}>{t('people.add')}</Button></div>)}
      {former.length > 0 && (
        <section className="stack" aria-label={t('people.former')}>
          <h3 className="eyebrow">{t('people.former')}</h3>
          <ul className="former">{former.map((person) => <li key={person.id}>{person.name} · {t(`roles.${person.role}`)} · {t('people.until', { date: formatDay(person.removedAt ?? '') })}</li>)}</ul>
        </section>
      )}
    </>
  );
}

function PersonRow({ person }: { person: Person }): JSX.Element {
  const me = usePerson();
  const mayRemove = useMay('people.remove');
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const own = person.id === me?.id;
  return (
    <li className="person">
      <div className="row">
        <Icon name="person" />
        <strong className="truncate">{person.name}</strong>
        <span className="person-tag" title={t(`roleHints.${person.role}`)}>{t(`roles.${person.role}`)}</span>
        {own && <span className="person-tag person-you">{t('people.you')}</span>}
        <span className="spacer" />
        <span className="small muted">{t('people.since', { date: formatDay(person.createdAt) })}</span>
        {mayRemove && !own && <Button ref={opener} size="small" kind="quiet" aria-expanded={asking} aria-label={t('people.removeNamed', { name: person.name })} onClick={() => { setAsking(!asking); }}>{t('people.remove')}</Button>}
      </div>
      {asking && (
        <Notice tone="warn" action={<span className="stack"><Button size="small" kind="danger" onClick={() => void removePerson(person)}>{t('people.removeNow')}</Button><Button size="small" autoFocus onClick={() => { setAsking(false); opener.current?.focus(); }}>{t('common.cancel')}</Button></span>}>
          {t('people.removeSure', { name: person.name })}
        </Notice>
      )}
    </li>
  );
}
