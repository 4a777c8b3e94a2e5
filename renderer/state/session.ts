import { create, type StoreApi, type UseBoundStore } from 'zustand';

const resets = new Set<() => void>();
let session = 0;

/** Number of the stretch between two locks; an answer from an earlier one is thrown away. */
export function currentSession(): number {
  return session;
}

/** A store whose content belongs to the open vault: a lock empties it. */
export function vaultStore<T extends object>(initial: () => T): UseBoundStore<StoreApi<T>> {
  const store = create<T>()(initial);
  resets.add(() => { store.setState(initial(), true); });
  return store;
}

/** Runs at every lock, for what holds decrypted content outside a store. */
export function onLock(reset: () => void): void {
  resets.add(reset);
}

/** Drops everything that came out of the vault. */
export function forgetEverything(): void {
  session += 1;
  for (const reset of resets) reset();
}
