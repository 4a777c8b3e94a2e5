import { useState, type JSX } from 'react';
import type { VaultStatus } from '../../../shared/contract';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { LanguageSelect } from '../settings/LanguageSelect';
import { CreateVault } from './CreateVault';
import { RecoverVault } from './RecoverVault';
import { chooseFolder } from './store';
import { UnlockVault } from './UnlockVault';
import './vault.css';

/** The door: nothing of the vault is in the page while it shows. */
export function VaultScreen({ status }: { status: VaultStatus }): JSX.Element {
  return (
    <main className="door">
      <div className="door-card">
        <p className="door-name">Zapis</p>
        {status.state === 'none' ? <><Lead title={t('vault.createTitle')} text={t('vault.createLead')} /><CreateVault /></> : <Locked key={status.name} />}
        <div className="door-folder">
          <span className="muted">{t('vault.folder')}</span>
          <strong className="truncate" title={status.name}>{status.name}</strong>
          <span className="spacer" />
          <Button kind="quiet" size="small" icon="folder" onClick={() => void chooseFolder()}>{t('vault.chooseFolder')}</Button>
        </div>
      </div>
      <div className="door-foot small muted"><p>{t('vault.offline')}</p><LanguageSelect /></div>
    </main>
  );
}

function Locked(): JSX.Element {
  const [step, setStep] = useState<'unlock' | 'recover' | 'recovered'>('unlock');
  if (step === 'recover') return <><Lead title={t('vault.recoverTitle')} text={t('vault.recoverLead')} /><RecoverVault onDone={() => { setStep('recovered'); }} onBack={() => { setStep('unlock'); }} /></>;
  return <><Lead title={t('vault.unlockTitle')} text={t('vault.unlockLead')} /><UnlockVault recovered={step === 'recovered'} onForgotten={() => { setStep('recover'); }} /></>;
}

function Lead({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <>
      <h1>{title}</h1>
      <p className="door-lead">{text}</p>
    </>
  );
}
