import { createHash } from 'node:crypto';
import { ZapisError } from '../../../shared/errors';
import type { Database } from './database';

/**
 * Bytes of every chunk but a stream's last. Half a mebibyte, because Electron's allocator maps anything
 * near a whole one afresh from the system and gives it back at once: measured nine times slower to write.
 */
export const CHUNK_BYTES = 512 * 1024;

/** Streams a store may hold: the footage itself, and what is derived from it. */
export type DerivedName = 'proxy' | 'waveform' | 'thumbnail' | `redacted-${string}`;
export type StreamName = 'original' | DerivedName;

/**
 * A stream is a row here and its chunks; it is visible once `complete` is set. The database's cipher
 * already authenticates every page; the hashes let a deep check prove the bytes against the original.
 */
export const STORE_SCHEMA = `
CREATE TABLE stream (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL DEFAULT 0, sha256 BLOB,
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX stream_by_name ON stream (name) WHERE complete = 1;
CREATE TABLE chunk (
  stream_id INTEGER NOT NULL REFERENCES stream (id) ON DELETE CASCADE, position INTEGER NOT NULL CHECK (position >= 0),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32), bytes BLOB NOT NULL,
  PRIMARY KEY (stream_id, position)
) STRICT;
PRAGMA user_version=1;
`;

/** One complete stream of a store, as its row says. */
export interface StreamRow {
  readonly id: number;
  readonly bytes: number;
  readonly sha256: Buffer;
}

export function findStream(db: Database, name: StreamName): StreamRow | undefined {
  return db.prepare<[string], StreamRow>('SELECT id, bytes, sha256 FROM stream WHERE name = ? AND complete = 1').get(name);
}

export function beginStream(db: Database, name: StreamName): number {
  return Number(db.prepare('INSERT INTO stream (name) VALUES (?)').run(name).lastInsertRowid);
}

/** Makes a finished stream visible, in place of an older one of its name. Runs inside the caller's transaction. */
export function completeStream(db: Database, id: number, name: StreamName, bytes: number, sha256: Buffer): void {
  db.prepare('DELETE FROM stream WHERE name = ? AND id <> ? AND complete = 1').run(name, id);
  db.prepare('UPDATE stream SET bytes = ?, sha256 = ?, complete = 1 WHERE id = ?').run(bytes, sha256, id);
}

export function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Cuts whatever comes in into chunks of {@link CHUNK_BYTES} and hashes the whole; holds one chunk at most. */
export class Chunker {
  readonly #hash = createHash('sha256');
  #pending = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #filled = 0;
  #total = 0;
  #position = 0;

  constructor(private readonly emit: (position: number, bytes: Uint8Array) => void) {}

  get total(): number {
    return this.#total;
  }

  write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#total += bytes.length;
    for (let offset = 0; offset < bytes.length;) {
      const take = Math.min(CHUNK_BYTES - this.#filled, bytes.length - offset);
      // A whole chunk in the caller's hands goes straight through, without a copy.
      if (take === CHUNK_BYTES) {
        this.emit(this.#position++, bytes.subarray(offset, offset + take));
      } else {
        this.#pending.set(bytes.subarray(offset, offset + take), this.#filled);
        this.#filled += take;
        if (this.#filled === CHUNK_BYTES) this.#flush();
      }
      offset += take;
    }
  }

  /** Emits the last, shorter chunk and answers with the SHA-256 of everything. */
  end(): Buffer {
    if (this.#filled > 0) this.#flush();
    this.wipe();
    return this.#hash.digest();
  }

  wipe(): void {
    this.#pending.fill(0);
  }

  #flush(): void {
    this.emit(this.#position++, this.#pending.subarray(0, this.#filled));
    this.#filled = 0;
  }
}

/** Inserts chunks; `bytes` may be reused by the caller afterwards, SQLite has its own copy. */
export function chunkInserter(db: Database, streamId: number): (position: number, bytes: Uint8Array) => void {
  const insert = db.prepare<[number, number, Buffer, Uint8Array]>('INSERT INTO chunk (stream_id, position, sha256, bytes) VALUES (?, ?, ?, ?)');
  return (position, bytes) => void insert.run(streamId, position, sha256Of(bytes), bytes);
}

/**
 * Overwrites decrypted bytes and gives their memory back now rather than at some garbage collection:
 * the next chunk takes the same, still mapped memory, which makes reading several times faster.
 * The array is empty afterwards, so only its owner may call this.
 */
export function release(bytes: Uint8Array): void {
  bytes.fill(0);
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}

/** Length that the chunk at `position` of a stream of `total` bytes must have. */
export function chunkLength(total: number, position: number): number {
  return Math.min(CHUNK_BYTES, total - position * CHUNK_BYTES);
}

/** The error for bytes that are not what was written. */
export function footageDamaged(footageId: string, cause?: unknown): ZapisError {
  return new ZapisError('footage-damaged', { id: footageId }, { cause });
}
