import { useEffect, type JSX } from 'react';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';
import { useMay } from '../vault/person';
import { ChainStatus } from './ChainStatus';
import { EntryDetails } from './EntryDetails';
import { EntryList } from './EntryList';
import { Filters } from './Filters';
import { findInAudit, verifyAudit } from './store';
import './audit.css';

async function exportLog(): Promise<void> {
  const done = await ask('audit.export', {});
  if (!done) return;
  toast(tn('audit.exported', done.entries));
  // The export is a deed too.
  await findInAudit();
}

/** The log of deeds: whether it is whole, its entries, and its signed copy for outside. */
export function AuditTab({ shown }: { shown: boolean }): JSX.Element {
  const mayRead = useMay('audit.read');
  const mayExport = useMay('audit.export');
  useEffect(() => {
    if (!shown || !mayRead) return;
    void findInAudit();
    void verifyAudit();
  }, [shown, mayRead]);
  if (!mayRead) return <><p className="muted">{t('audit.text')}</p><Notice>{t('audit.custodian')}</Notice></>;
  return (
    <div className="audit">
      <div className="audit-about">
        <p className="small muted">{t('audit.text')} {t('audit.file')}</p>
        {mayExport && <Button icon="export" onClick={() => void exportLog()}>{t('audit.export')}</Button>}
      </div>
      <ChainStatus />
      <Filters />
      <EntryList />
      <EntryDetails />
    </div>
  );
}
