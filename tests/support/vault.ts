import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vaultPaths } from '../../electron/core/vault/files';
import { readHeader } from '../../electron/core/vault/header';
import { KDF_FLOOR, purposeKey, unwrapKey } from '../../electron/core/vault/keys';
import { createVault, openVault, type OpenVault, type Vault, type VaultOptions } from '../../electron/core/vault/vault';

/** Strong enough for a vault, and known to nobody but the tests. */
export const TEST_PASSPHRASE = 'kiša pada na stari krov mlina';

/** The cheapest derivation that a vault accepts: about 30 ms instead of half a second. */
export const FAST: VaultOptions = { kdfCost: KDF_FLOOR };

export interface TempVault {
  readonly dir: string;
  readonly passphrase: string;
  vault: OpenVault;
  /** Locks and unlocks again, as a restart would. */
  reopen(): Promise<OpenVault>;
  /** Locks and deletes the folder. */
  dispose(): void;
}

/** An own vault in an own temporary folder. */
export async function tempVault(): Promise<TempVault> {
  const root = mkdtempSync(join(tmpdir(), 'zapis-vault-'));
  const dir = join(root, 'vault');
  const temp: TempVault = {
    dir,
    passphrase: TEST_PASSPHRASE,
    vault: await createVault(dir, TEST_PASSPHRASE, FAST),
    async reopen() {
      temp.vault.close();
      temp.vault = await openVault(dir, TEST_PASSPHRASE, FAST);
      return temp.vault;
    },
    dispose() {
      temp.vault.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return temp;
}

/** Inserts the least footage row that the schema allows, for tests that need one. */
export function insertFootageRow(vault: Vault, footage: { id: string; bytes: number; sha256: string; storeKey: Buffer; name?: string }): void {
  vault.db.prepare(`INSERT INTO footage (id, name, sha256, bytes, duration_us, origin_us, container, video, audio, streams, playback, store_key, imported_at)
    VALUES (@id, @name, @sha256, @bytes, 1000000, 0, 'wav', NULL, '[]', '{}', 'direct', @storeKey, '2024-01-01T00:00:00.000Z')`)
    .run({ name: 'test.wav', ...footage });
}

/** Stores bytes as committed footage. */
export function storeFootage(vault: Vault, bytes: Uint8Array, name?: string): string {
  const writer = vault.stores.create();
  writer.write(bytes);
  writer.finish();
  writer.commit((stored) => insertFootageRow(vault, { id: writer.id, ...stored, ...(name === undefined ? {} : { name }) }));
  return writer.id;
}

/** The raw key of the vault database, as an outside tool would be given it. */
export async function databaseKey(dir: string): Promise<Buffer> {
  const header = readHeader(vaultPaths(dir));
  const [wrap] = header.wraps;
  const key = wrap === undefined ? null : await unwrapKey(header.id, wrap, TEST_PASSPHRASE);
  if (key === null) throw new Error('not the test passphrase');
  return purposeKey(key, header.id, 'database');
}
