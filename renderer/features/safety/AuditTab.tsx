import { type JSX } from 'react';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';
import { Block } from '../keeping/Block';
import { useMay } from '../vault/person';

async function exportLog(): Promise<void> {
  const done = await ask('audit.export', {});
  if (done) toast(tn('audit.exported', done.entries));
}

export function AuditTab(): JSX.Element {
  const may = useMay('audit.export');
  return (
    <Block title={t('audit.title')} text={t('audit.text')}>
      <p>{t('audit.file')}</p>
      {may ? <Button icon="export" onClick={() => void exportLog()}>{t('audit.export')}</Button> : <Notice>{t('audit.custodian')}</Notice>}
    </Block>
  );
}
