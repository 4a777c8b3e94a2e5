import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { ZapisError } from '../../../shared/errors';
import { ChunkedSource, type ByteSource } from './byteSource';
import { beginStream, chunkInserter, chunkLength, Chunker, CHUNK_BYTES, completeStream, findStream, footageDamaged, release, type DerivedName, type StreamName } from './chunks';
import { openEncrypted, STORE_CIPHER, transaction, type Database, type Statement } from './database';
import { storageError } from './storageErrors';

/** What is known of one footage inside the vault: its original bytes and what was derived from them. */
export interface FootageStore {
  original(): ByteSource;
  /** Null while there is no complete stream of that name. */
  derived(name: DerivedName): ByteSource | null;
  /** Stores a derived stream; it replaces an older one, and becomes visible, only when complete. */
  putDerived(name: DerivedName, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>;
  /** Names of complete derived streams that begin so. */
  derivedNames(prefix: 'redacted-'): DerivedName[];
  /** Deletes a derived stream; nothing happens when there is none. */
  removeDerived(name: DerivedName): void;
}

/** Chunks written in one transaction: enough to make the journal cheap, few enough to bound memory. */
const BATCH = 16;

interface Connection {
  readonly db: Database;
  readonly chunk: Statement<[number, number], { bytes: Buffer }>;
}

/**
 * A store's file, opened when first read. `disconnect` frees the handle (an LRU over all stores bounds
 * how many are open); the next read opens it again with the key freshly taken from the vault.
 */
export class StoreFile implements FootageStore {
  #connection: Connection | null = null;
  #swept = false;
  readonly #sources = new Map<number, ChunkedSource>();

  constructor(
    readonly footageId: string,
    private readonly path: string,
    /** Key of this footage; the caller of it wipes the copy. Throws when the vault is locked or the footage gone. */
    private readonly key: () => Buffer,
    private readonly touched: (store: StoreFile) => void,
  ) {}

  original(): ByteSource {
    const source = this.#source('original');
    if (source === null) throw footageDamaged(this.footageId);
    return source;
  }

  derived(name: DerivedName): ByteSource | null {
    return this.#source(name);
  }

  async putDerived(name: DerivedName, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
    const id = this.guard((db) => beginStream(db, name));
    let batch: [number, Uint8Array][] = [];
    const flush = (finish?: () => void): void => {
      this.guard((db) => transaction(db, () => {
        const insert = chunkInserter(db, id);
        for (const [position, chunk] of batch) insert(position, chunk);
        finish?.();
      }));
      for (const [, chunk] of batch) release(chunk);
      batch = [];
    };
    const chunker = new Chunker((position, chunk) => {
      batch.push([position, copyOf(chunk)]);
      if (batch.length >= BATCH) flush();
    });
    try {
      if (bytes instanceof Uint8Array) chunker.write(bytes);
      else for await (const piece of bytes) chunker.write(piece);
      const sha256 = chunker.end();
      flush(() => this.guard((db) => completeStream(db, id, name, chunker.total, sha256)));
      this.wipe();
    } catch (error) {
      chunker.wipe();
      this.#discard(id);
      throw error;
    }
  }

  derivedNames(prefix: 'redacted-'): DerivedName[] {
    return this.guard((db) => db.prepare<[string], { name: DerivedName }>('SELECT name FROM stream WHERE complete = 1 AND instr(name, ?) = 1').all(prefix)).map(({ name }) => name);
  }

  removeDerived(name: DerivedName): void {
    this.guard((db) => db.prepare('DELETE FROM stream WHERE name = ? AND complete = 1').run(name));
    this.wipe();
  }

  /** Runs `work` on the open database and says damage, disk and lock in Zapis's words. */
  guard<T>(work: (db: Database) => T): T {
    try {
      return work(this.#connect().db);
    } catch (error) {
      throw storageError(error, footageDamaged(this.footageId, error));
    }
  }

  disconnect(): void {
    this.wipe();
    this.#connection?.db.close();
    this.#connection = null;
  }

  wipe(): void {
    for (const source of this.#sources.values()) source.wipe();
    this.#sources.clear();
  }

  #source(name: StreamName): ByteSource | null {
    const row = this.guard((db) => findStream(db, name));
    if (row === undefined) return null;
    const known = this.#sources.get(row.id);
    if (known !== undefined) return known;
    const source = new ChunkedSource(row.bytes, (position) => this.#readChunk(row.id, position, chunkLength(row.bytes, position)));
    this.#sources.set(row.id, source);
    return source;
  }

  #readChunk(streamId: number, position: number, length: number): Uint8Array {
    return this.guard(() => {
      const bytes = this.#connect().chunk.get(streamId, position)?.bytes;
      if (bytes?.length !== length) throw footageDamaged(this.footageId);
      return bytes;
    });
  }

  #connect(): Connection {
    this.touched(this);
    if (this.#connection !== null) return this.#connection;
    const key = this.key();
    try {
      const db = openStore(this.footageId, this.path, key);
      const chunk = db.prepare<[number, number], { bytes: Buffer }>('SELECT bytes FROM chunk WHERE stream_id = ? AND position = ?');
      // Derived streams cut short by a crash; once a session, since later ones may be in the making.
      if (!this.#swept) db.exec('DELETE FROM stream WHERE complete = 0');
      this.#swept = true;
      this.#connection = { db, chunk };
      return this.#connection;
    } finally {
      key.fill(0);
    }
  }

  #discard(streamId: number): void {
    try {
      this.guard((db) => db.prepare('DELETE FROM stream WHERE id = ?').run(streamId));
    } catch {
      // Locked or out of space meanwhile: it stays invisible, and the next session sweeps it away.
    }
  }
}

/** A copy with memory of its own, which {@link release} can give back. */
function copyOf(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

/**
 * Bytes 16 to 23 of a sound store: page size, journal kind, bytes reserved on a page, and SQLite's constants.
 * The cipher leaves them in plaintext and authenticates none of them, and a changed count of reserved
 * bytes makes SQLite put pages together wrongly: it would hand out shifted bytes as footage.
 */
const PLAIN_HEADER = Buffer.from('8000010140402020', 'hex');

function checkPlainHeader(footageId: string, path: string): void {
  const found = Buffer.alloc(PLAIN_HEADER.length);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, found, 0, found.length, 16);
  } finally {
    closeSync(fd);
  }
  if (!found.equals(PLAIN_HEADER)) throw footageDamaged(footageId);
}

/**
 * Opens a finished store. Rollback journal rather than WAL: chunks are appended, so it stays tiny, and
 * no side file remains.
 * @throws ZapisError `footage-missing`, `footage-damaged`; errors of the disk.
 */
export function openStore(footageId: string, path: string, key: Uint8Array): Database {
  if (!existsSync(path)) throw new ZapisError('footage-missing', { id: footageId });
  checkPlainHeader(footageId, path);
  const db = openEncrypted(path, STORE_CIPHER, key);
  try {
    db.pragma('foreign_keys=ON');
    db.pragma('secure_delete=ON');
    db.pragma('synchronous=FULL');
    db.pragma(`cache_size=-${(4 * CHUNK_BYTES) / 1024}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
