import { create } from 'zustand';
import type { VaultStatus } from '../../../shared/contract';
import { on, request } from '../../api/client';
import { forgetEverything } from '../../state/session';
import { showFailure } from '../../ui/notices';

const REPORT_EVERY_MS = 15_000;

interface VaultState {
  /** Null until main has told how the vault stands, and once this page has seen a lock. */
  status: VaultStatus | null;
  /** A lock came: main is about to put another page, in another process, in the place of this one. */
  left: boolean;
}

export const useVault = create<VaultState>()(() => ({ status: null, left: false }));

/** Takes over what main says of the vault. Anything but `unlocked` drops all content from the page at once, and for good. */
export function setVaultStatus(status: VaultStatus): void {
  const { status: was, left } = useVault.getState();
  if (status.state !== 'unlocked') forgetEverything();
  else if (was?.state === 'unlocked' && was.name !== status.name) forgetEverything();
  if (left) return;
  // A door in this page would swallow what is typed into it in its last moments.
  if (was?.state === 'unlocked' && status.state !== 'unlocked') useVault.setState({ status: null, left: true });
  else useVault.setState({ status });
}

export async function lockVault(): Promise<void> {
  const result = await request('vault.lock', {});
  if (result.ok) setVaultStatus(result.value);
  else showFailure(result.error);
}

/** Another folder; a vault that is open there stays locked until its passphrase is given. */
export async function chooseFolder(): Promise<void> {
  const result = await request('vault.chooseFolder', {});
  if (result.ok) setVaultStatus(result.value);
  else showFailure(result.error);
}

let reported = 0;

/** Tells main that a person is at work, at most every quarter minute. Watching footage is work too. */
export function reportActive(): void {
  if (useVault.getState().status?.state !== 'unlocked' || Date.now() - reported < REPORT_EVERY_MS) return;
  reported = Date.now();
  void request('vault.active', {});
}

/** Follows the vault's state and reports key presses, clicks and scrolling. */
export function followVault(): void {
  on('vault.changed', setVaultStatus);
  void request('vault.status', {}).then((result) => {
    if (result.ok) setVaultStatus(result.value);
    else showFailure(result.error);
  });
  window.addEventListener('keydown', reportActive, { capture: true, passive: true });
  window.addEventListener('pointerdown', reportActive, { capture: true, passive: true });
  window.addEventListener('wheel', reportActive, { capture: true, passive: true });
}
