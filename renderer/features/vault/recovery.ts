import { openDialog } from '../../state/dialogs';
import { vaultStore } from '../../state/session';

/** Whether the bar over the panes reminds of the recovery key: after a vault was created, until it is made or put off. */
export const useRecoveryOffer = vaultStore<{ shown: boolean }>(() => ({ shown: false }));

export function offerRecoveryKey(): void {
  useRecoveryOffer.setState({ shown: true });
}

export function dismissRecoveryOffer(): void {
  useRecoveryOffer.setState({ shown: false });
}

export function openRecoveryKey(): void {
  openDialog({ kind: 'recoveryKey' });
}

/** How many words stand in a text, however they are parted. */
export function countWords(text: string): number {
  return text.split(/[^\p{L}]+/u).filter(Boolean).length;
}
