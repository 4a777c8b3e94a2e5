import { closeSync, constants, fstatSync, openSync, read, readSync, statfsSync, type Stats } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ZapisError } from '../../../shared/errors';
import type { ByteSource, FootageWriter } from '../vault/stores';
import { readRefusal } from './refusals';

/** Bytes copied at a time. */
const BLOCK = 1024 * 1024;
/** Bytes of a piece of a stream; see `CHUNK_BYTES` for why not more. */
const PIECE = 512 * 1024;
/** What the encrypted store adds (0.5 % measured) and what the vault needs besides. */
const STORE_OVERHEAD = 1.01;
const MARGIN = 64 * 1024 * 1024;

/** A file that somebody wants to import, opened once and read through that one handle. */
export interface SourceFile extends ByteSource {
  readonly name: string;
  /** First bytes, for telling what a file was meant to be. */
  head(): Uint8Array;
  /** Reads everything into the store. @throws `AbortError`; ZapisError `import-changed`, `import-disk-gone`, `disk-full` … */
  copyTo(writer: FootageWriter, o: { signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined }): Promise<void>;
  close(): void;
}

/**
 * Opens a file for import.
 *
 * @throws ZapisError `import-file-missing`, `import-file-unreadable`, `import-folder`, `import-not-a-file`, `footage-empty`.
 */
export function openSourceFile(file: string): SourceFile {
  const name = path.basename(file);
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw readRefusal(error, name);
    }
  };
  // Non-blocking (where it exists): opening a named pipe would otherwise hang for ever.
  const fd = guard(() => openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  try {
    const stats = guard(() => fstatSync(fd));
    if (stats.isDirectory()) throw new ZapisError('import-folder', { name });
    if (!stats.isFile()) throw new ZapisError('import-not-a-file', { name });
    if (stats.size === 0) throw new ZapisError('footage-empty', { name });
    return new OpenSource(name, fd, stats, guard);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

const readAsync = promisify(read);

class OpenSource implements SourceFile {
  readonly bytes: number;

  constructor(readonly name: string, private readonly fd: number, private readonly before: Stats, private readonly guard: <T>(work: () => T) => T) {
    this.bytes = before.size;
  }

  head(): Uint8Array {
    return this.read(0, Math.min(64, this.bytes));
  }

  read(offset: number, length: number): Uint8Array {
    return this.guard(() => {
      const out = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const got = readSync(this.fd, out, filled, length - filled, offset + filled);
        if (got === 0) throw new ZapisError('import-changed', { name: this.name });
        filled += got;
      }
      return out;
    });
  }

  async *stream(start: number, end: number): AsyncIterable<Uint8Array> {
    for (let at = start; at < end; at += PIECE) {
      yield this.read(at, Math.min(PIECE, end - at));
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
  }

  async copyTo(writer: FootageWriter, o: { signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined }): Promise<void> {
    // One block is read while the other is hashed, encrypted and written.
    const blocks = [Buffer.allocUnsafeSlow(BLOCK), Buffer.allocUnsafeSlow(BLOCK)] as const;
    let at = 0;
    let next = readAsync(this.fd, blocks[0], 0, BLOCK, 0);
    for (let turn = 1; ; turn += 1) {
      const { bytesRead, buffer } = await next.catch((error: unknown) => { throw readRefusal(error, this.name); });
      if (bytesRead === 0) break;
      at += bytesRead;
      next = readAsync(this.fd, blocks[turn % 2 === 0 ? 0 : 1], 0, BLOCK, at);
      try {
        o.signal?.throwIfAborted();
        writer.write(buffer.subarray(0, bytesRead));
      } catch (error) {
        // The handle must not be closed under a read that still runs.
        await next.catch(() => undefined);
        throw error;
      }
      o.onBytes?.(at);
    }
    const after = fstatSync(this.fd);
    if (at !== this.bytes || after.size !== this.before.size || after.mtimeMs !== this.before.mtimeMs) throw new ZapisError('import-changed', { name: this.name });
  }

  close(): void {
    closeSync(this.fd);
  }
}

/** @throws ZapisError `import-no-room` when the vault's disk cannot take this many more bytes. */
export function assertRoomFor(bytes: number, vaultDir: string): void {
  const { bavail, bsize } = statfsSync(vaultDir);
  const free = bavail * bsize;
  const needed = Math.ceil(bytes * STORE_OVERHEAD) + MARGIN;
  if (free < needed) throw new ZapisError('import-no-room', { neededMb: Math.ceil(needed / 1e6), freeMb: Math.floor(free / 1e6) });
}
