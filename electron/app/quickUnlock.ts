import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ZapisError } from '../../shared/errors';
import type { QuickUnlockKey } from '../core/people/quickUnlock';
import { writeDurably } from '../core/vault/files';
import type { Keyring } from './keyring';

const entryFile = z.object({ wrapId: z.uuid(), sealed: z.base64() }).strict();

/**
 * What this computer account keeps for quick unlock: one sealed secret for each vault, in the app's own folder. Never
 * in the vault's, so that a vault that was taken away alone opens by a passphrase only.
 */
export class QuickUnlockEntries {
  constructor(private readonly dir: string, private readonly keyring: Keyring) {}

  get available(): boolean {
    return this.keyring.available();
  }

  /** Id of the key wrap that the entry for a vault opens; null where there is none. */
  wrapId(vaultId: string): string | null {
    return this.#read(vaultId)?.wrapId ?? null;
  }

  /** @throws ZapisError `keyring-missing` */
  keep(vaultId: string, { wrapId, secret }: QuickUnlockKey): void {
    if (!this.available) throw new ZapisError('keyring-missing');
    const sealed = this.keyring.seal(secret).toString('base64');
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    writeDurably(this.#file(vaultId), JSON.stringify({ wrapId, sealed }));
  }

  /** @throws ZapisError `quick-unlock-gone` when there is no entry, or the keyring does not open it */
  open(vaultId: string): QuickUnlockKey {
    const entry = this.#read(vaultId);
    if (entry === null || !this.available) throw new ZapisError('quick-unlock-gone');
    try {
      return { wrapId: entry.wrapId, secret: this.keyring.open(Buffer.from(entry.sealed, 'base64')) };
    } catch (error) {
      throw new ZapisError('quick-unlock-gone', {}, { cause: error });
    }
  }

  forget(vaultId: string): void {
    rmSync(this.#file(vaultId), { force: true });
  }

  #read(vaultId: string): z.infer<typeof entryFile> | null {
    try {
      return entryFile.parse(JSON.parse(readFileSync(this.#file(vaultId), 'utf8')));
    } catch {
      return null;
    }
  }

  #file(vaultId: string): string {
    return path.join(this.dir, `${vaultId}.json`);
  }
}
