import type { JSX } from 'react';
import { formatMoment } from '../../ui/format';
import { codeText, t } from '../../ui/messages';
import { deedName, useAudit } from './store';

/** All that the log holds of one entry: names as they are in the exported log, which is what it is compared with. */
export function EntryDetails(): JSX.Element | null {
  const entry = useAudit((state) => (state.at === null ? undefined : state.entries.get(state.at)));
  const found = useAudit((state) => state.found !== null && state.found.seqs.length > 0);
  if (!found) return null;
  return (
    <section className="audit-details" aria-label={t('audit.details')} aria-live="polite" tabIndex={0}>
      {entry && (
        <>
          <p><strong>{t('audit.entry', { seq: entry.seq })}</strong> · {deedName(entry.action)} · {entry.personName === '' ? t('audit.nobody') : entry.personName} · {formatMoment(entry.at)}</p>
          <dl>
            {entry.itemKind !== null && <><dt>{codeText('audit.kinds.', entry.itemKind)}</dt><dd>{entry.about !== null && <span>{entry.about} </span>}<span className="mono">{entry.itemId}</span></dd></>}
            {entry.details.map(({ name, value }) => <Fact key={name} name={name} value={value} />)}
            <Fact name="action" value={entry.action} />
            <Fact name="at" value={entry.at} />
            <Fact name="hash" value={entry.hash} />
            <Fact name="previous" value={entry.previous} />
          </dl>
        </>
      )}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }): JSX.Element {
  return <><dt className="mono">{name}</dt><dd className="mono">{value}</dd></>;
}
