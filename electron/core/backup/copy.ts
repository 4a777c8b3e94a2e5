import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Bytes read at a time: large enough for a disk, small enough that a cancel is felt at once. */
const PIECE = 4 * 1024 * 1024;

export interface FileFacts {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** How work on large files is watched and stopped. */
export interface Watch {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes done since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Copies a file, forces the copy to the disk and answers with what was copied. @throws AbortError; file system errors. */
export async function copyFile(from: string, to: string, watch: Watch = {}): Promise<FileFacts> {
  const target = await open(to, 'w', 0o600);
  try {
    const facts = await readThrough(from, watch, async (piece) => {
      for (let done = 0; done < piece.length;) done += (await target.write(piece, done)).bytesWritten;
    });
    await target.sync();
    return facts;
  } finally {
    await target.close();
  }
}

/** Reads a file from end to end. @throws AbortError; file system errors. */
export function hashFile(path: string, watch: Watch = {}): Promise<FileFacts> {
  return readThrough(path, watch, () => Promise.resolve());
}

async function readThrough(path: string, watch: Watch, take: (piece: Uint8Array) => Promise<void>): Promise<FileFacts> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(PIECE);
  const source = await open(path, 'r');
  try {
    for (let bytes = 0; ;) {
      watch.signal?.throwIfAborted();
      const { bytesRead } = await source.read(buffer, 0, PIECE, bytes);
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      await take(piece);
      bytes += bytesRead;
      watch.onBytes?.(bytesRead);
    }
  } finally {
    await source.close();
  }
}
