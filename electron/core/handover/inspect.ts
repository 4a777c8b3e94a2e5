import { statSync } from 'node:fs';
import { ZapisError } from '../../../shared/errors';
import { MANIFEST, type Manifest } from './format';
import type { HandoverKey } from './keys';
import { omit } from './omit';
import { manifestOf } from './reader';
import { lockOf, readPackage } from './unpack';

/** What a package says of itself, without anything being taken in. */
export interface HandoverContents extends Omit<Manifest, 'format' | 'version' | 'items'> {
  readonly segments: number;
  readonly passages: number;
  /** Bytes of footage that it brings. */
  readonly footageBytes: number;
  /** Bytes of the file. */
  readonly fileBytes: number;
}

/** Whether a package asks for a passphrase or a key; needs neither. @throws ZapisError `handover-missing`, `handover-not-one`. */
export const handoverLock = lockOf;

/** tar's blocks: a header and the content, filled up, and two empty ones at the end. */
const TAR_BLOCK = 512;
export const tarBytes = (bytes: number): number => TAR_BLOCK + Math.ceil(bytes / TAR_BLOCK) * TAR_BLOCK;
/** A line of SHA256SUMS without the path: 64 digits, two spaces, the line's end. */
const SUM_BYTES = 67;
/** age adds an authentication tag to every piece. */
const AGE_PIECE = 64 * 1024;
const AGE_TAG = 16;

function leastFileBytes(manifestBytes: number, items: Manifest['items']): number {
  const all = [{ path: MANIFEST, bytes: manifestBytes }, ...items];
  const sums = all.reduce((sum, { path }) => sum + SUM_BYTES + Buffer.byteLength(path), 0);
  const tar = all.reduce((sum, { bytes }) => sum + tarBytes(bytes), 0) + tarBytes(sums) + 2 * TAR_BLOCK;
  return tar + AGE_TAG * Math.ceil(tar / AGE_PIECE);
}

/**
 * Opens a package and reads its table of contents, which takes a moment whatever its size. A package that was cut
 * off is told by its length; damage further back is found by the import, which reads everything before it changes anything.
 *
 * @throws ZapisError as {@link readPackage}; `handover-from-newer`.
 */
export async function inspectHandover(path: string, key: HandoverKey, o: { signal?: AbortSignal } = {}): Promise<HandoverContents> {
  for await (const item of readPackage(path, key, o)) {
    const { items, ...all } = await manifestOf(item);
    const manifest = omit(all, 'format', 'version');
    const fileBytes = statSync(path).size;
    if (fileBytes < leastFileBytes(item.bytes, items)) throw new ZapisError('handover-damaged');
    const sum = (count: (one: Manifest['footage'][number]) => number): number => manifest.footage.reduce((total, one) => total + count(one), 0);
    return { ...manifest, fileBytes, segments: sum((f) => f.segments), passages: sum((f) => f.passages), footageBytes: sum((f) => (f.included ? f.bytes : 0)) };
  }
  throw new ZapisError('handover-damaged');
}
