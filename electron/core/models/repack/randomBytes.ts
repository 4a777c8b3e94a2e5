import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that can be read anywhere without being in memory as a whole. */
export interface RandomBytes {
  /** Length in bytes. */
  readonly length: number;
  byteAt(at: number): number;
  /** An own copy of exactly `length` bytes from `at`. Throws RangeError past the end. */
  read(at: number, length: number): Buffer;
}

function checkRange(bytes: RandomBytes, at: number, length: number): void {
  if (at < 0 || length < 0 || at + length > bytes.length) throw new RangeError('read past the end of the file');
}

/** Wraps bytes that are in memory already. */
export function bytesInMemory(buffer: Buffer): RandomBytes {
  return {
    length: buffer.length,
    byteAt: (at) => buffer.readUInt8(at),
    read(at, length) {
      checkRange(this, at, length);
      return Buffer.from(buffer.subarray(at, at + length));
    },
  };
}

const WINDOW = 64 * 1024;

/** A file read through one 64 KiB window, so that walking a model of hundreds of megabytes costs no memory. */
export class FileBytes implements RandomBytes, Disposable {
  readonly length: number;
  readonly #fd: number;
  readonly #window = Buffer.alloc(WINDOW);
  #windowAt = -1;
  #windowLength = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'r');
    this.length = fstatSync(this.#fd).size;
  }

  byteAt(at: number): number {
    if (this.#windowAt < 0 || at < this.#windowAt || at >= this.#windowAt + this.#windowLength) this.#move(at);
    return this.#window.readUInt8(at - this.#windowAt);
  }

  read(at: number, length: number): Buffer {
    checkRange(this, at, length);
    if (length < WINDOW / 2 && length > 0) {
      this.byteAt(at);
      if (at + length > this.#windowAt + this.#windowLength) this.#move(at);
      return Buffer.from(this.#window.subarray(at - this.#windowAt, at - this.#windowAt + length));
    }
    const out = Buffer.allocUnsafe(length);
    this.#fill(out, at, length);
    return out;
  }

  close(): void {
    closeSync(this.#fd);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #move(at: number): void {
    checkRange(this, at, 1);
    this.#windowLength = Math.min(WINDOW, this.length - at);
    this.#fill(this.#window, at, this.#windowLength);
    this.#windowAt = at;
  }

  #fill(into: Buffer, at: number, length: number): void {
    for (let done = 0; done < length; ) {
      const n = readSync(this.#fd, into, done, length - done, at + done);
      if (n === 0) throw new RangeError('the file became shorter while it was read');
      done += n;
    }
  }
}
