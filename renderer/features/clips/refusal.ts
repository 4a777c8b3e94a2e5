import type { Passage } from '../../../shared/domain';
import { may, type Role } from '../../../shared/roles';
import { tn } from '../../ui/messages';
import { usePassages } from '../passages/store';
import { usePerson } from '../vault/person';

/** Passages that a second person has still to look at. */
export function unapproved(passages: readonly Passage[]): number {
  return passages.filter((p) => p.state === 'marked' || p.state === 'suggested').length;
}

export interface ExportRefusal {
  /** Not offered at all: this role never exports. */
  hidden: boolean;
  text: string | null;
}

/** Why a clip cannot be exported now, or null when it can. Whoever sees only what is redacted waits for the second person. */
export function exportRefusal(role: Role | undefined, passages: readonly Passage[]): ExportRefusal | null {
  if (role === undefined || !may(role, 'clips.export')) return { hidden: true, text: null };
  const open = unapproved(passages);
  return may(role, 'transcript.readRaw') || open === 0 ? null : { hidden: false, text: tn('role.notApproved', open) };
}

export function useExportRefusal(): ExportRefusal | null {
  const person = usePerson();
  const passages = usePassages((state) => state.passages);
  return exportRefusal(person?.role, passages);
}
