import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import type { VaultPaths } from './files';
import { writeDurably } from './files';
import { keyWrap } from './keys';
import { storageError } from './storageErrors';

/** Format of the vault folder as a whole; the database has a schema version of its own. */
export const VAULT_FORMAT = 1;

/**
 * The only plaintext of a vault: how to get from a passphrase to its key. It names nobody; which wrap
 * belongs to which person is known inside the database.
 */
const vaultHeader = z.object({
  format: z.literal('zapis-vault'),
  version: z.literal(VAULT_FORMAT),
  id: z.uuid(),
  /** Goes up with every change, so that the newer of two copies is known. */
  revision: z.number().int().positive(),
  wraps: z.array(keyWrap).min(1).max(1_000),
}).strict();
export type VaultHeader = z.infer<typeof vaultHeader>;

const headerFile = z.object({ header: z.unknown(), sha256: z.string() });
const futureHeader = z.object({ format: z.literal('zapis-vault'), version: z.number().int().gt(VAULT_FORMAT) });

function checksum(header: unknown): string {
  return createHash('sha256').update(JSON.stringify(header)).digest('hex');
}

/** A wrap that rots on the disk would look like a wrong passphrase, for ever: the checksum tells the two apart. */
function readCopy(path: string): VaultHeader | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
  const file = headerFile.safeParse(parsed);
  if (!file.success || checksum(file.data.header) !== file.data.sha256) return null;
  if (futureHeader.safeParse(file.data.header).success) throw new ZapisError('vault-from-newer');
  const header = vaultHeader.safeParse(file.data.header);
  return header.success ? header.data : null;
}

/** True when the folder holds a vault, whatever its state. */
export function hasHeader(paths: VaultPaths): boolean {
  return existsSync(paths.header) || existsSync(paths.headerCopy);
}

/**
 * Reads the header from the newer of its sound copies.
 * @throws ZapisError `vault-missing`; `vault-from-newer`; `vault-header-damaged` when no copy is sound.
 */
export function readHeader(paths: VaultPaths): VaultHeader {
  if (!hasHeader(paths)) throw new ZapisError('vault-missing');
  const copies = [readCopy(paths.header), readCopy(paths.headerCopy)].filter((copy) => copy !== null);
  const newest = copies.sort((a, b) => b.revision - a.revision)[0];
  if (newest === undefined) throw new ZapisError('vault-header-damaged');
  return newest;
}

/** Writes both copies, one after the other: whichever moment the power goes, one of them is whole. */
export function writeHeader(paths: VaultPaths, header: VaultHeader): void {
  const text = `${JSON.stringify({ header, sha256: checksum(header) }, null, 2)}\n`;
  try {
    writeDurably(paths.header, text);
    writeDurably(paths.headerCopy, text);
  } catch (error) {
    throw storageError(error, new ZapisError('vault-header-damaged'));
  }
}

/** True when both copies are sound and the same. */
export function headerCopiesAgree(paths: VaultPaths): boolean {
  const [first, second] = [readCopy(paths.header), readCopy(paths.headerCopy)];
  return first !== null && second !== null && checksum(first) === checksum(second);
}

/** Brings a damaged, missing or older copy up to the header that has just opened the vault. */
export function repairHeader(paths: VaultPaths, header: VaultHeader): void {
  if (!headerCopiesAgree(paths)) writeHeader(paths, header);
}
