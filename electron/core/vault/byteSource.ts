import { chunkLength, CHUNK_BYTES, release } from './chunks';

/** Random access to a stream of bytes at rest. */
export interface ByteSource {
  /** Length of the whole stream. */
  readonly bytes: number;
  /**
   * Exactly `length` bytes from `offset`, copied, so that the caller may keep them.
   * @throws RangeError outside the stream; ZapisError `footage-damaged`, `footage-missing`, `vault-locked`.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * Bytes `[start, end)` in pieces of at most one chunk, read when they are asked for. Each piece is the
   * caller's own; who gives it to `release` when done with it reads several times faster.
   */
  stream(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Decrypted chunks kept for the next read: a player and ffmpeg hop between neighbours. */
const CACHED_CHUNKS = 8;

/** A {@link ByteSource} over chunks of {@link CHUNK_BYTES}; memory bounded by {@link CACHED_CHUNKS} chunks. */
export class ChunkedSource implements ByteSource {
  /**
   * Never touched, so it takes no memory of the machine. Electron's allocator keeps freed memory for the next
   * request only up to an eighth of what is allocated, and with little allocated it would give back and map
   * afresh every chunk that is read and released: measured ten times as slow.
   */
  static readonly allocatorBallast = new ArrayBuffer(16 * 1024 * 1024);

  readonly #cache = new Map<number, Uint8Array>();

  constructor(readonly bytes: number, private readonly readChunk: (position: number) => Uint8Array) {}

  read(offset: number, length: number): Uint8Array {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > this.bytes) {
      throw new RangeError('read outside the stream');
    }
    const out = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length;) {
      const at = offset + done;
      const chunk = this.#chunk(Math.floor(at / CHUNK_BYTES));
      const from = at % CHUNK_BYTES;
      const piece = chunk.subarray(from, Math.min(chunk.length, from + length - done));
      out.set(piece, done);
      done += piece.length;
    }
    return out;
  }

  async *stream(start: number, end: number): AsyncIterable<Uint8Array> {
    if (start < 0 || end > this.bytes || start > end) throw new RangeError('stream outside the source');
    for (let at = start; at < end;) {
      const position = Math.floor(at / CHUNK_BYTES);
      const until = Math.min(end, (position + 1) * CHUNK_BYTES);
      // Whole chunks go out uncached and uncopied: who reads on does not come back, and a piece that nobody
      // keeps can be released at once, so that the next one needs no fresh memory.
      const whole = until - at === chunkLength(this.bytes, position) && !this.#cache.has(position);
      const piece = whole ? this.readChunk(position) : this.read(at, until - at);
      at = until;
      yield piece;
      // Reads are synchronous: a fast consumer must still let timers, IPC and other readers run.
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
  }

  /** Overwrites and forgets the decrypted chunks. */
  wipe(): void {
    for (const chunk of this.#cache.values()) release(chunk);
    this.#cache.clear();
  }

  #chunk(position: number): Uint8Array {
    const cached = this.#cache.get(position);
    const chunk = cached ?? this.readChunk(position);
    this.#cache.delete(position);
    this.#cache.set(position, chunk);
    for (const [oldest, bytes] of this.#cache) {
      if (this.#cache.size <= CACHED_CHUNKS) break;
      this.#cache.delete(oldest);
      release(bytes);
    }
    return chunk;
  }
}
