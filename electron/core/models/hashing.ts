import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Fraction done, 0 to 1, never falling. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

const PIECE = 1 << 20;

/** Hex SHA-256 of a file. */
export async function sha256Of(path: string, options: WorkOptions = {}): Promise<string> {
  return (await digest(path, createHash('sha256'), options)).digest('hex');
}

/** SHA-512 of a file in the form that npm pins packages with. */
export async function integrityOf(path: string, options: WorkOptions = {}): Promise<string> {
  return `sha512-${(await digest(path, createHash('sha512'), options)).digest('base64')}`;
}

async function digest(path: string, hash: Hash, { signal }: WorkOptions): Promise<Hash> {
  for await (const piece of createReadStream(path, { highWaterMark: PIECE, ...(signal && { signal }) })) hash.update(piece as Buffer);
  return hash;
}

/** The same without giving way to the event loop: for the one call that must answer at once. */
export function sha256OfSync(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(PIECE);
  const fd = openSync(path, 'r');
  try {
    for (let n = readSync(fd, buffer); n > 0; n = readSync(fd, buffer)) hash.update(buffer.subarray(0, n));
  } finally {
    closeSync(fd);
  }
  return hash.digest('hex');
}

/**
 * Writes a stream to a new file and hashes it on the way, so that what is checked is what was written.
 * @param limit most bytes to take; a source that sends more is cut off with RangeError
 * @returns size in bytes and hex SHA-256
 */
export async function writeHashed(from: AsyncIterable<Uint8Array>, to: string, limit: number, options: WorkOptions = {}): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await using file = await open(to, 'wx');
  let bytes = 0;
  for await (const piece of from) {
    options.signal?.throwIfAborted();
    bytes += piece.length;
    if (bytes > limit) throw new RangeError('the source sent more than it should');
    hash.update(piece);
    await file.writeFile(piece);
    options.onProgress?.(Math.min(1, bytes / limit));
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}
