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
  return readCopies(paths)[0];
}

/**
 * The sound copies of the header, the newer first. They differ when a change of the wraps was cut off: which of
 * them holds, the database knows (see `headerChange.ts`).
 * @throws as {@link readHeader}
 */
export function readCopies(paths: VaultPaths): [VaultHeader, ...VaultHeader[]] {
  if (!hasHeader(paths)) throw new ZapisError('vault-missing');
  const copies = [readCopy(paths.header), readCopy(paths.headerCopy)].filter((copy) => copy !== null);
  const [newest, ...older] = copies.sort((a, b) => b.revision - a.revision);
  if (newest === undefined) throw new ZapisError('vault-header-damaged');
  return [newest, ...older];
}

/** Reads a header that was kept somewhere else than in its file; null when it is none. */
export function parseHeader(text: string): VaultHeader | null {
  const parsed = vaultHeader.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Writes both copies, one after the other: whichever moment the power goes, one of them is whole. */
export function writeHeader(paths: VaultPaths, header: VaultHeader): void {
  writeOneCopy(paths.header, header);
  writeOneCopy(paths.headerCopy, header);
}

/** Writes one of the two copies; `path` says which. */
export function writeOneCopy(path: string, header: VaultHeader): void {
  try {
    writeDurably(path, `${JSON.stringify({ header, sha256: checksum(header) }, null, 2)}\n`);
  } catch (error) {
    throw storageError(error, new ZapisError('vault-header-damaged'));
  }
}

/** Whether two headers are the same, to the last wrap. */
export function sameHeader(a: VaultHeader, b: VaultHeader): boolean {
  return checksum(a) === checksum(b);
}

/** True when both copies are sound and the same. */
export function headerCopiesAgree(paths: VaultPaths): boolean {
  const [first, second] = [readCopy(paths.header), readCopy(paths.headerCopy)];
  return first !== null && second !== null && sameHeader(first, second);
}
