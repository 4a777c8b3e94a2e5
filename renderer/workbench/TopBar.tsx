import type { JSX } from 'react';
import type { VaultStatus } from '../../shared/contract';
import type { Footage } from '../../shared/domain';
import { interviewOf, useLibrary } from '../features/library/store';
import { commitEdit } from '../features/transcript/store';
import { useMay } from '../features/vault/person';
import { lockVault } from '../features/vault/store';
import { citation } from '../../shared/citation';
import { openDialog } from '../state/dialogs';
import { Button, IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { t } from '../ui/messages';
import { setTheme, useDark } from '../ui/theme';

export function TopBar({ status, footage }: { status: VaultStatus; footage: Footage | null }): JSX.Element {
  const interview = useLibrary((state) => interviewOf(state, footage));
  const dark = useDark();
  const mayEdit = useMay('interviews.update');
  const { person } = status;
  return (
    <header className="top-bar">
      <h1 className="top-name">Zapis</h1>
      <span className="top-vault truncate" title={t('vault.vaultNamed', { name: status.name })}>{status.name}</span>
      <div className="top-title">
        {footage && <strong className="truncate">{footage.name}</strong>}
        {interview && !mayEdit && <span className="top-citation truncate">{citation(interview)}</span>}
        {interview && mayEdit && <button type="button" className="top-citation truncate" title={t('interview.edit')} onClick={() => { openDialog({ kind: 'interview', interviewId: interview.id }); }}>{citation(interview)}</button>}
      </div>
      {person && <span className="top-person" title={t('vault.signedInAs', { name: person.name, role: t(`roles.${person.role}`) })}><Icon name="person" /><strong className="truncate">{person.name}</strong><span className="top-role">{t(`roles.${person.role}`)}</span></span>}
      <IconButton icon="vault" label={t('keeping.open')} shortcut="Ctrl+K" onClick={() => { openDialog({ kind: 'vault' }); }} />
      <IconButton icon={dark ? 'sun' : 'moon'} label={dark ? t('settings.toLight') : t('settings.toDark')} onClick={() => { setTheme(dark ? 'light' : 'dark'); }} />
      <IconButton icon="chip" label={t('models.title')} onClick={() => { openDialog({ kind: 'models' }); }} />
      <IconButton icon="keyboard" label={t('shortcuts.title')} shortcut="?" onClick={() => { openDialog({ kind: 'shortcuts' }); }} />
      <IconButton icon="settings" label={t('settings.title')} onClick={() => { openDialog({ kind: 'settings' }); }} />
      <Button icon="lock" title={t('vault.lockHint')} onClick={() => void commitEdit().then(lockVault)}>{t('vault.lock')}</Button>
    </header>
  );
}
