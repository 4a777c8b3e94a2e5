import type { JSX } from 'react';
import { openDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';

/** The way to the names of reasons; for whoever reads passages, since own reasons may tell what is in them. */
export function ReasonSettings(): JSX.Element | null {
  const reads = useMay('transcript.readRaw');
  const may = useMay('reasons.edit');
  if (!reads) return null;
  return (
    <div className="field" role="group" aria-labelledby="reason-settings">
      <span className="field-label" id="reason-settings">{t('reasonList.title')}</span>
      <span><Button size="small" onClick={() => { openDialog({ kind: 'reasons' }); }}>{t(may ? 'reasonList.edit' : 'reasonList.show')}</Button></span>
    </div>
  );
}
