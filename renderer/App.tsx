import type { JSX } from 'react';
import { useVault } from './features/vault/store';
import { VaultScreen } from './features/vault/VaultScreen';
import { useLanguage } from './ui/language';
import { ToastStack } from './ui/ToastStack';
import { Workbench } from './workbench/Workbench';

/** Either the door or the workbench: locking unmounts everything that showed content. */
export function App(): JSX.Element {
  useLanguage();
  const { status, left } = useVault();
  if (left) return <main className="door" aria-busy="true" />;
  return (
    <>
      {status?.state === 'unlocked' ? <Workbench key={status.name} status={status} /> : status && <VaultScreen status={status} />}
      <ToastStack />
    </>
  );
}
