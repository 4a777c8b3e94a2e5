import { type JSX } from 'react';
import type { VaultStatus } from '../../../shared/contract';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { CreateVault } from './CreateVault';
import { chooseFolder } from './store';
import { UnlockVault } from './UnlockVault';
import './vault.css';

/** The door: nothing of the vault is in the page while it shows. */
export function VaultScreen({ status }: { status: VaultStatus }): JSX.Element {
  const isNew = status.state === 'none';
  return (
    <main className="door">
      <div className="door-card">
        <p className="door-name">Zapis</p>
        <h1>{isNew ? t('vault.createTitle') : t('vault.unlockTitle')}</h1>
        <p className="door-lead">{isNew ? t('vault.createLead') : t('vault.unlockLead')}</p>
        {isNew ? <CreateVault /> : <UnlockVault key={status.name} />}
        <div className="door-folder">
          <span className="muted">{t('vault.folder')}</span>
          <strong className="truncate" title={status.name}>{status.name}</strong>
          <span className="spacer" />
          <Button kind="quiet" size="small" icon="folder" onClick={() => void chooseFolder()}>{t('vault.chooseFolder')}</Button>
        </div>
      </div>
      <p className="door-foot small muted">{t('vault.offline')}</p>
    </main>
  );
}
