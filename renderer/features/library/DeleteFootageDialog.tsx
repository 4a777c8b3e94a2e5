import { useState, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { deleteFootage } from './store';

/** The one deed that nothing undoes: it names what goes, and does not take Enter for a yes. */
export function DeleteFootageDialog({ footage }: { footage: Footage }): JSX.Element {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);

  async function destroy(): Promise<void> {
    setBusy(true);
    const gone = await deleteFootage(footage);
    setBusy(false);
    if (gone) closeDialog();
  }

  return (
    <Dialog
      title={t('library.deleteTitle')} onClose={closeDialog}
      foot={<><Button onClick={closeDialog} data-first>{t('common.cancel')}</Button><Button kind="danger" icon="bin" disabled={!sure || busy} onClick={() => void destroy()}>{busy ? t('library.deleting') : t('library.deleteNow')}</Button></>}
    >
      <p className="break">{t('library.deleteLead', { name: footage.name })}</p>
      <Notice tone="danger">{t('library.deleteWarn')}</Notice>
      <label className="tick"><input type="checkbox" checked={sure} onChange={(event) => { setSure(event.target.checked); }} /><span>{t('library.deleteConfirm')}</span></label>
    </Dialog>
  );
}
