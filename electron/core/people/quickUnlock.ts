import { randomBytes, randomUUID } from 'node:crypto';
import { KDF_FLOOR, KEY_BYTES } from '../vault/keys';
import type { OpenVault } from '../vault/vault';
import { provePassphrase } from './access';
import { forgetKeyringWrap, keepKeyringWrap, keyringWrapOf, personOfKeyringWrap, withoutKeyringWrap } from './keyringWraps';

/** What a computer has to keep, sealed by its keyring and never in the vault's folder. */
export interface QuickUnlockKey {
  readonly wrapId: string;
  readonly secret: string;
}

export interface EnableQuickUnlock {
  readonly passphrase: string;
  /** Quick unlock that this computer held until now, of whomever: one computer account, one person. */
  readonly replaces: string | null;
  /** Seals and stores the key before the vault knows its wrap: what is cut off in between opens nothing. */
  readonly keep: (key: QuickUnlockKey) => void;
}

/**
 * Lets a computer's keyring open the vault in the name of a person who proves it with the own passphrase. The secret
 * has 256 random bits, so the derivation runs at its floor: there is nothing to guess.
 *
 * @param note writes the audit entry, in the same transaction
 * @throws ZapisError `vault-wrong-passphrase`, `person-unknown`, and what `keep` throws: then nothing has changed
 */
export async function enableQuickUnlock(vault: OpenVault, personId: string, { passphrase, replaces, keep }: EnableQuickUnlock, note: () => void = () => undefined): Promise<void> {
  await provePassphrase(vault, personId, passphrase);
  const secret = randomBytes(KEY_BYTES).toString('base64url');
  const wrap = await vault.wrap(secret, 'keyring', KDF_FLOOR, randomUUID());
  keep({ wrapId: wrap.id, secret });
  const former = replaces === null ? null : personOfKeyringWrap(vault.db, replaces);
  vault.changeWraps((wraps) => [...withoutKeyringWrap(vault.db, personId, wraps).filter(({ id }) => former === null || id !== replaces), wrap], () => {
    if (former !== null) forgetKeyringWrap(vault.db, former.id);
    keepKeyringWrap(vault.db, personId, wrap.id);
    note();
  });
}

/** Ends a person's quick unlock, on whichever computer it was; does nothing where it is off. */
export function disableQuickUnlock(vault: OpenVault, personId: string, note: () => void = () => undefined): void {
  if (keyringWrapOf(vault.db, personId) === null) return;
  vault.changeWraps((wraps) => withoutKeyringWrap(vault.db, personId, wraps), () => {
    forgetKeyringWrap(vault.db, personId);
    note();
  });
}
