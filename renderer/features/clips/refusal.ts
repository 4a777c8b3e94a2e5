import type { ExportRefusal, OpenReason } from '../../../shared/domain';
import { may, type Role } from '../../../shared/roles';
import { tn } from '../../ui/messages';
import { usePassages } from '../passages/store';
import { usePerson } from '../vault/person';

export interface Refusal {
  /** Not offered at all: this role never exports. */
  hidden: boolean;
  reasons: readonly OpenReason[];
  /** Whether this person may let it go all the same, with a written reason. */
  mayOverride: boolean;
}

/** Why a clip cannot be exported now, as the core says, or null when it can. */
export function exportRefusal(role: Role | undefined, told: ExportRefusal | null): Refusal | null {
  if (role === undefined || !may(role, 'clips.export')) return { hidden: true, reasons: [], mayOverride: false };
  if (told === null || !told.refused || told.reasons.length === 0) return null;
  return { hidden: false, reasons: told.reasons, mayOverride: may(role, 'clips.override') };
}

/** One reason in a sentence. */
export function reasonText({ kind, count }: OpenReason): string {
  return tn(kind === 'marked' ? 'role.notApproved' : kind === 'name' ? 'role.nameNotApproved' : 'role.notDecided', count);
}

/** The same in three words, for where there is little room. */
export function briefText({ kind, count }: OpenReason): string {
  return tn(kind === 'marked' ? 'clips.toApprove' : kind === 'name' ? 'clips.namesToApprove' : 'clips.toDecide', count);
}

/** How many passages wait for a judgement. */
export function openCount(told: ExportRefusal | null): number {
  return told?.reasons.reduce((sum, { count }) => sum + count, 0) ?? 0;
}

export function useExportRefusal(): Refusal | null {
  const person = usePerson();
  const told = usePassages((state) => state.refusal);
  return exportRefusal(person?.role, told);
}

/** Whether this person may write why it goes all the same: although something is open, or although nobody is to listen to it. */
export function useMayWriteWhy(refusal: Refusal | null, listen: boolean | undefined): boolean {
  const person = usePerson();
  return refusal?.mayOverride === true || (listen === false && person !== null && may(person.role, 'clips.override'));
}
