import { vaultStore } from './session';

/** Which of the right pane's tabs is open: other parts lead to the list of passages. */
export const useTextTab = vaultStore<{ tab: 'transcript' | 'passages' | 'names' | 'picture' | 'clips' | 'remarks' }>(() => ({ tab: 'transcript' }));
