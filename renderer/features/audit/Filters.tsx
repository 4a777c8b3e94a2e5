import type { JSX } from 'react';
import { t, tn } from '../../ui/messages';
import { deedName, findInAudit, typeInAudit, useAudit } from './store';

/** Who, what, and any word of it. */
export function Filters(): JSX.Element {
  const { query, found } = useAudit();
  const people = found?.people ?? [];
  const actions = (found?.actions ?? []).map((action) => ({ action, name: deedName(action) })).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="audit-filters" role="search">
      <input type="search" className="input" aria-label={t('audit.search')} placeholder={t('audit.search')} value={query.text} autoComplete="off" spellCheck={false} onChange={(event) => { typeInAudit(event.target.value); }} />
      <select className="input" aria-label={t('audit.person')} value={query.person ?? '*'} onChange={({ target: { value } }) => void findInAudit({ person: value === '*' ? null : value })}>
        <option value="*">{t('audit.anybody')}</option>
        {people.map(({ id, name }) => <option key={id} value={id}>{id === '' ? t('audit.nobody') : name}</option>)}
      </select>
      <select className="input" aria-label={t('audit.action')} value={query.action ?? '*'} onChange={({ target: { value } }) => void findInAudit({ action: value === '*' ? null : value })}>
        <option value="*">{t('audit.anyAction')}</option>
        {actions.map(({ action, name }) => <option key={action} value={action}>{name}</option>)}
      </select>
      <span className="small muted tabular audit-count" role="status">{found === null ? '' : found.seqs.length === found.total ? tn('audit.count', found.total) : tn('audit.countOf', found.total, { found: found.seqs.length })}</span>
    </div>
  );
}
