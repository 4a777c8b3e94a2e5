import { safeStorage } from 'electron';

/** What the operating system keeps for whoever is logged in: Keychain, DPAPI, libsecret or KWallet. */
export interface Keyring {
  /** False where a sealed text would be no safer than a plain one. */
  available(): boolean;
  seal(text: string): Buffer;
  /** @throws when the keyring that sealed it is locked, emptied or another one */
  open(sealed: Buffer): string;
}

export const systemKeyring: Keyring = {
  available() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    // Without a keyring Chromium encrypts under a password that stands in its source code.
    return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
  },
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
};
