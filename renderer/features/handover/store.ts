import type { ConflictView } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { t, tn } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { allowed } from '../vault/person';

export const useConflicts = vaultStore<{ conflicts: readonly ConflictView[] }>(() => ({ conflicts: [] }));

/** Fetches what waits for a decision; answers how much. */
export async function loadConflicts(): Promise<number> {
  if (!allowed('handover.resolve')) return 0;
  const conflicts = await ask('handover.conflicts', {});
  if (conflicts) useConflicts.setState({ conflicts });
  return useConflicts.getState().conflicts.length;
}

/** After a handover was taken in: says whether something is left to decide. */
export async function noteTakenIn(): Promise<void> {
  const waiting = await loadConflicts();
  if (waiting > 0) toast(tn('handover.conflictsWait', waiting), 'warn', 'handover-import');
  else toast(t('handover.takenIn'), 'info', 'handover-import');
}

export type Decision = 'ours' | 'theirs' | { text: string };

export async function decideConflict(id: string, choice: Decision): Promise<boolean> {
  const done = await ask('handover.resolve', { id, choice });
  // Even a refusal may mean that somebody has decided it meanwhile.
  await loadConflicts();
  return done !== undefined;
}
