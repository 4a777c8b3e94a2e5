import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../vault/stores';

const PIECE_BYTES = 524_288;

export interface FileSource extends ByteSource {
  close(): void;
}

/** A finished file as a `ByteSource`, so that the tools read it through the loopback like everything else: they may open no file. */
export function openFileSource(file: string): FileSource {
  const fd = openSync(file, 'r');
  const { size } = fstatSync(fd);
  const read = (offset: number, length: number): Uint8Array => {
    const out = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const got = readSync(fd, out, done, length - done, offset + done);
      if (got === 0) throw new RangeError('read outside the file');
      done += got;
    }
    return out;
  };
  return {
    bytes: size,
    read,
    async *stream(start, end) {
      for (let at = start; at < end; at += PIECE_BYTES) {
        yield read(at, Math.min(PIECE_BYTES, end - at));
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
    },
    close: () => { closeSync(fd); },
  };
}

/** SHA-256 of a source's bytes, lower-case hex. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of source.stream(0, source.bytes)) hash.update(piece);
  return hash.digest('hex');
}
