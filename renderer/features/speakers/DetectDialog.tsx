import { useState, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { t } from '../../ui/messages';
import { takeJob } from '../jobs/store';
import { countChoices, countOf } from './detect';

/** Lets the machine say who speaks in a transcript that is there. */
export function DetectDialog({ footage }: { footage: Footage }): JSX.Element {
  const [count, setCount] = useState('auto');
  async function start(): Promise<void> {
    closeDialog();
    const job = await ask('speakers.detect', { footageId: footage.id, count: countOf(count) });
    if (job) takeJob(job);
  }
  return (
    <Dialog
      title={t('speakers.detect')} onClose={closeDialog} onSubmit={() => void start()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="people">{t('speakers.detectStart')}</Button></>}
    >
      <p className="truncate muted">{footage.name}</p>
      <p>{t('speakers.detectLead')}</p>
      <Select label={t('speakers.count')} value={count} hint={t('speakers.whoHint')} onPick={setCount} options={countChoices()} />
    </Dialog>
  );
}
