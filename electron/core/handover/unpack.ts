import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { extract as tarExtract, type Extract } from 'tar-stream';
import { ZapisError } from '../../../shared/errors';
import { errorCode } from '../vault/storageErrors';
import { packageDiskError, unreadable } from './errors';
import { SUMS } from './format';
import { decrypterFor, type HandoverKey } from './keys';
import { nextOf } from './nextOf';

const BLOCK = 1024 * 1024;
const MAGIC = 'age-encryption.org/v1\n';
/** Sums of a package with a hundred thousand files. */
const MOST_SUMS = 16 * 1024 * 1024;

/** One file of a package being read; its bytes must be taken before the next one is asked for. */
export interface UnpackedItem {
  readonly path: string;
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface UnpackOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((p: { bytes: number; totalBytes: number }) => void) | undefined;
}

/** What a package asks for, told by its first line: no key is needed for that. @throws as {@link readPackage}. */
export async function lockOf(path: string): Promise<'passphrase' | 'key'> {
  const { file } = await openPackage(path);
  try {
    const head = Buffer.alloc(64);
    const { bytesRead } = await file.read(head, 0, head.length, MAGIC.length);
    return head.subarray(0, bytesRead).toString('latin1').startsWith('-> scrypt ') ? 'passphrase' : 'key';
  } finally {
    await file.close();
  }
}

/**
 * Reads a package from its first byte to its last, file by file. It has been read without error only when the loop
 * over it ends by itself: only then are the last byte, the sums and the absence of anything cut off proven.
 *
 * @throws ZapisError `handover-missing`, `handover-not-one`, `handover-wrong-key`, `handover-needs-passphrase`,
 *   `handover-needs-key`, `handover-damaged`, `handover-disk-gone`; `AbortError`.
 */
export async function* readPackage(path: string, key: HandoverKey, o: UnpackOptions = {}): AsyncGenerator<UnpackedItem> {
  const lock = await lockOf(path);
  if (lock === 'passphrase' && !('passphrase' in key)) throw new ZapisError('handover-needs-passphrase');
  if (lock === 'key' && !('identity' in key)) throw new ZapisError('handover-needs-key');
  const decrypter = decrypterFor(key);
  const { file, size } = await openPackage(path);
  const tar = tarExtract();
  // Whoever waits for it hears of its failures; unheard ones would take the process down.
  tar.on('error', () => undefined);
  let feeding: Promise<void> | null = null;
  try {
    const decrypted = await decrypter.decrypt(ReadableStream.from(blocks(file, size, o)) as unknown as globalThis.ReadableStream<Uint8Array>);
    feeding = feed(tar, decrypted as unknown as AsyncIterable<Uint8Array>);
    feeding.catch(() => undefined);
    yield* items(tar);
    await feeding;
  } catch (error) {
    o.signal?.throwIfAborted();
    throw unreadable(error);
  } finally {
    tar.destroy();
    await feeding?.catch(() => undefined);
    await file.close();
  }
}

async function* items(tar: Extract): AsyncGenerator<UnpackedItem> {
  const sums: string[] = [];
  let proven = false;
  for await (const entry of tar) {
    const { name, size = 0, type } = entry.header;
    const pieces = entry as AsyncIterable<Uint8Array>;
    if (proven || type !== 'file') throw new Error('something that no Zapis writes');
    if (name === SUMS) {
      if (size > MOST_SUMS) throw new Error('sums too long');
      const found: Uint8Array[] = [];
      for await (const piece of pieces) found.push(piece);
      if (Buffer.concat(found).toString() !== sums.join('')) throw new Error('sums differ');
      proven = true;
      continue;
    }
    const hash = createHash('sha256');
    let taken = 0;
    yield {
      path: name, bytes: size,
      content: (async function* () {
        try {
          for await (const piece of pieces) {
            hash.update(piece);
            taken += piece.length;
            yield piece;
          }
        } catch (error) {
          // Thrown to whoever reads this file, and so not on its way through readPackage.
          throw unreadable(error);
        }
      })(),
    };
    if (taken !== size) for await (const piece of pieces) hash.update(piece);
    sums.push(`${hash.digest('hex')}  ${name}\n`);
  }
  if (!proven) throw new Error('no sums');
}

async function feed(tar: Extract, decrypted: AsyncIterable<Uint8Array>): Promise<void> {
  const closed = new Promise<void>((resolve) => void tar.once('close', () => { resolve(); }));
  try {
    for await (const piece of decrypted) {
      if (tar.destroyed) return;
      if (!tar.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length))) await nextOf(tar, 'drain', 'close');
    }
    tar.end(null);
    await closed;
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error('unreadable'));
    throw error;
  }
}

async function* blocks(file: FileHandle, size: number, o: UnpackOptions): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size;) {
    o.signal?.throwIfAborted();
    const block = Buffer.allocUnsafeSlow(Math.min(BLOCK, size - at));
    const { bytesRead } = await file.read(block, 0, block.length, at).catch((error: unknown) => { throw packageDiskError(error); });
    // Shorter than it was a moment ago: somebody writes to it, or the stick is failing.
    if (bytesRead === 0) throw new ZapisError('handover-damaged');
    at += bytesRead;
    yield block.subarray(0, bytesRead);
    o.onProgress?.({ bytes: at, totalBytes: size });
  }
}

async function openPackage(path: string): Promise<{ file: FileHandle; size: number }> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw errorCode(error) === 'ENOENT' ? new ZapisError('handover-missing', {}, { cause: error }) : packageDiskError(error);
  }
  try {
    const info = await file.stat();
    const head = Buffer.alloc(MAGIC.length);
    const { bytesRead } = info.isFile() ? await file.read(head, 0, head.length, 0) : { bytesRead: 0 };
    if (head.subarray(0, bytesRead).toString('latin1') !== MAGIC) throw new ZapisError('handover-not-one');
    return { file, size: info.size };
  } catch (error) {
    await file.close();
    throw packageDiskError(error);
  }
}
