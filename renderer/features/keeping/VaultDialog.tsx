import { useState, type JSX } from 'react';
import { closeDialog, VAULT_TABS, type VaultTab } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { Tabs } from '../../ui/Tabs';
import { AuditTab } from '../audit/AuditTab';
import { ConflictsTab } from '../handover/ConflictsTab';
import { HandoverTab } from '../handover/HandoverTab';
import { useConflicts } from '../handover/store';
import { PeopleTab } from '../people/PeopleTab';
import { SafetyTab } from '../safety/SafetyTab';
import { useMay } from '../vault/person';
import './keeping.css';

const JOBS = ['backup', 'handover-export', 'handover-import', 'check'] as const;

/** Who may open the vault, whether it is whole, and how parts of it reach colleagues. */
export function VaultDialog({ tab: first }: { tab: VaultTab }): JSX.Element {
  const [tab, setTab] = useState<VaultTab>(first);
  const waiting = useConflicts((state) => state.conflicts.length);
  const mayTakeIn = useMay('handover.import');
  const shown = VAULT_TABS.filter((value) => mayTakeIn || (value !== 'handover' && value !== 'conflicts'));
  const panel = (value: VaultTab): { id: string; role: 'tabpanel'; 'aria-labelledby': string; hidden: boolean; className: string } => ({
    id: `keeping-${value}`, role: 'tabpanel', 'aria-labelledby': `keeping-tab-${value}`, hidden: tab !== value, className: 'keeping-panel',
  });
  return (
    <Dialog wide jobs={JOBS} title={t('keeping.title')} onClose={closeDialog} foot={<Button kind="primary" onClick={closeDialog}>{t('common.done')}</Button>}>
      <div className="keeping-tabs"><Tabs label={t('keeping.tabs')} prefix="keeping" value={tab} onPick={setTab} tabs={shown.map((value) => ({ value, label: t(`keeping.${value}`), ...(value === 'conflicts' && waiting > 0 ? { count: waiting } : {}) }))} /></div>
      <div {...panel('people')}><PeopleTab /></div>
      <div {...panel('safety')}><SafetyTab /></div>
      {mayTakeIn && <div {...panel('handover')}><HandoverTab /></div>}
      {mayTakeIn && <div {...panel('conflicts')}><ConflictsTab /></div>}
      <div {...panel('audit')}><AuditTab shown={tab === 'audit'} /></div>
    </Dialog>
  );
}
