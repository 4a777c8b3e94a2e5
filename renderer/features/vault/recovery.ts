import { openDialog } from '../../state/dialogs';
import { vaultStore } from '../../state/session';

/** Put off until the next unlocking. */
export const useRecoveryOffer = vaultStore<{ putOff: boolean }>(() => ({ putOff: false }));

export function putOffRecoveryKey(): void {
  useRecoveryOffer.setState({ putOff: true });
}

export function openRecoveryKey(): void {
  openDialog({ kind: 'recoveryKey' });
}

/** How many words stand in a text, however they are parted. */
export function countWords(text: string): number {
  return text.split(/[^\p{L}]+/u).filter(Boolean).length;
}
