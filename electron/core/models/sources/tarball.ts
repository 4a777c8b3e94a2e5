import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;

interface Open {
  readonly path: string;
  readonly handle: FileHandle;
}

/**
 * Unpacks single members of a gzipped ustar archive, streaming: nothing else of the package touches the disk.
 * Headers are those of POSIX.1-1988 with the prefix field; a member whose name needs a pax or GNU extension
 * counts as not there. Meant for archives whose hash has been checked.
 * @param members path in the archive → new file to write
 * @throws Error when a member is missing or the archive ends early
 */
export async function unpackMembers(archive: string, members: ReadonlyMap<string, string>, signal?: AbortSignal): Promise<void> {
  const left = new Set(members.keys());
  let header = Buffer.alloc(0);
  /** Bytes of the present member still to come, and of the padding after it. */
  let content = 0;
  let padding = 0;
  let target: Open | null = null;
  const file = createReadStream(archive, { highWaterMark: 1 << 20 });
  const stream = file.pipe(createGunzip({ chunkSize: 1 << 20 }));
  file.once('error', (error) => stream.destroy(error));
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      for (let at = 0; at < piece.length; ) {
        if (content > 0) {
          const part = piece.subarray(at, at + content);
          if (target) await target.handle.writeFile(part);
          content -= part.length;
          at += part.length;
        } else if (padding > 0) {
          const skipped = Math.min(padding, piece.length - at);
          padding -= skipped;
          at += skipped;
        } else {
          const part = piece.subarray(at, at + BLOCK - header.length);
          header = Buffer.concat([header, part]);
          at += part.length;
          if (header.length < BLOCK) continue;
          const entry = readHeader(header);
          header = Buffer.alloc(0);
          content = entry.size;
          padding = (BLOCK - (entry.size % BLOCK)) % BLOCK;
          const to = entry.regular ? members.get(entry.name) : undefined;
          if (to !== undefined) target = { path: entry.name, handle: await open(to, 'wx') };
        }
        if (content === 0 && target) {
          await target.handle.close();
          left.delete(target.path);
          target = null;
        }
      }
      if (left.size === 0) return;
    }
  } finally {
    await target?.handle.close();
    file.destroy();
    stream.destroy();
  }
  throw new Error(`the archive lacks ${[...left].join(', ')}`);
}

function readHeader(block: Buffer): { name: string; size: number; regular: boolean } {
  const field = (at: number, length: number): string => block.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
  const type = field(156, 1);
  return { name: prefix ? `${prefix}/${field(0, 100)}` : field(0, 100), size: Number.parseInt(field(124, 12).trim(), 8) || 0, regular: type === '' || type === '0' };
}
