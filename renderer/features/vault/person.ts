import type { VaultStatus } from '../../../shared/contract';
import { may, type Action } from '../../../shared/roles';
import { useVault } from './store';

export type SignedIn = NonNullable<VaultStatus['person']>;

/** Whether whoever has unlocked the vault may do something. The core refuses it anyway; this only spares the asking. */
export function allowed(action: Action): boolean {
  const person = useVault.getState().status?.person;
  return person ? may(person.role, action) : false;
}

/** As `allowed`, for components: they are drawn again when somebody else unlocks. */
export function useMay(action: Action): boolean {
  return useVault((state) => (state.status?.person ? may(state.status.person.role, action) : false));
}

export function usePerson(): SignedIn | null {
  return useVault((state) => state.status?.person ?? null);
}
