import { createHash, type Hash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import type { Encrypter } from 'age-encryption';
import { pack as tarPack, type Pack } from 'tar-stream';
import { ZapisError } from '../../../shared/errors';
import { renameDurably } from '../vault/files';
import { packageDiskError } from './errors';
import { SUMS } from './format';
import { nextOf } from './nextOf';

/** One file of the package; `bytes` must be exactly what `content` gives. */
export interface PackItem {
  readonly path: string;
  readonly bytes: number;
  content(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Looks at the hash of what was just written; throws when it is not what it should be. */
  check?(sha256: string): void;
}

/** Fixed, since the time at which a person worked is nobody's business outside the manifest. */
const MTIME = new Date(0);

/**
 * Writes the items as tar → age → `outFile.part`, which takes its name when everything is on the disk. Nothing is
 * held but the piece at hand, and nothing reaches the disk unencrypted.
 *
 * @throws ZapisError `handover-file-exists`, `handover-disk-full`, `handover-disk-gone`, `handover-not-allowed`; `AbortError`.
 */
export async function writePackage(outFile: string, encrypter: Encrypter, items: readonly PackItem[], o: { signal?: AbortSignal | undefined; onBytes?: (bytes: number) => void; beforeReveal(): void }): Promise<void> {
  o.signal?.throwIfAborted();
  // It may be a colleague's work that nobody has taken in yet.
  if (existsSync(outFile)) throw new ZapisError('handover-file-exists', { name: basename(outFile) });
  const part = `${outFile}.part`;
  let file: FileHandle | null = null;
  let done = false;
  try {
    file = await open(part, 'w', 0o600);
    const tar = tarPack();
    // Whoever waits for it hears of its failures; unheard ones would take the process down.
    tar.on('error', () => undefined);
    const filling = fill(tar, items, o);
    // Its failure destroys the tar and so ends the loop below, which then reports it.
    filling.catch(() => undefined);
    try {
      const encrypted = await encrypter.encrypt(ReadableStream.from(tar) as unknown as globalThis.ReadableStream<Uint8Array>);
      for await (const piece of encrypted as unknown as AsyncIterable<Uint8Array>) await writeAll(file, piece);
    } catch (error) {
      tar.destroy();
      throw error;
    }
    await filling;
    await file.sync();
    await file.close();
    file = null;
    o.signal?.throwIfAborted();
    o.beforeReveal();
    renameDurably(part, outFile);
    done = true;
  } catch (error) {
    o.signal?.throwIfAborted();
    throw packageDiskError(error);
  } finally {
    await file?.close().catch(() => undefined);
    if (!done) removeQuietly(part);
  }
}

async function fill(tar: Pack, items: readonly PackItem[], o: { signal?: AbortSignal | undefined; onBytes?: (bytes: number) => void }): Promise<void> {
  let written = 0;
  const sums: string[] = [];
  try {
    for (const item of items) {
      const hash = createHash('sha256');
      await entry(tar, item, hash, (bytes) => {
        o.signal?.throwIfAborted();
        written += bytes;
        o.onBytes?.(written);
      });
      const sha256 = hash.digest('hex');
      item.check?.(sha256);
      sums.push(`${sha256}  ${item.path}\n`);
    }
    const text = Buffer.from(sums.join(''));
    await entry(tar, { path: SUMS, bytes: text.length, content: () => [text] }, createHash('sha256'), () => undefined);
    tar.finalize();
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error('the package could not be filled'));
    throw error;
  }
}

async function entry(tar: Pack, item: PackItem, hash: Hash, written: (bytes: number) => void): Promise<void> {
  let end: (error?: Error | null) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => void (end = (error) => { if (error) reject(error); else resolve(); }));
  ended.catch(() => undefined);
  const sink = tar.entry({ name: item.path, size: item.bytes, mtime: MTIME, mode: 0o600 }, end);
  // The entry's callback tells the same; a stream without listener would take the process down.
  sink.on('error', () => undefined);
  for await (const piece of item.content()) {
    hash.update(piece);
    // Copied: the store's readers may reuse and wipe their chunk while it waits here.
    if (!sink.write(Buffer.from(piece))) await nextOf(sink, 'drain', 'close');
    written(piece.length);
  }
  sink.end(null);
  await ended;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The stick is gone: what is left on it is encrypted and has no name of a handover.
  }
}
