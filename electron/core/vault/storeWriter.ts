import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { ZapisError } from '../../../shared/errors';
import { ChunkedSource, type ByteSource } from './byteSource';
import { beginStream, chunkInserter, chunkLength, Chunker, completeStream, findStream, footageDamaged, STORE_SCHEMA } from './chunks';
import { openEncrypted, STORE_CIPHER, STORE_PAGE_BYTES, transaction, type Database } from './database';
import { SIDE_FILES, syncFile } from './files';
import { KEY_BYTES } from './keys';
import { openStore } from './storeFile';
import { storageError } from './storageErrors';

/** What the footage row must say about the bytes just stored. */
export interface StoredOriginal {
  readonly bytes: number;
  /** SHA-256 of the original, lower-case hex. */
  readonly sha256: string;
  readonly storeKey: Buffer;
}

/** Writes the original of a new footage. Nothing of it is visible before {@link FootageWriter.commit}. */
export interface FootageWriter {
  readonly id: string;
  /** Appends; buffers one chunk. @throws ZapisError `disk-full`, `disk-unreachable`. */
  write(bytes: Uint8Array): void;
  /** Ends the stream and forces it to the disk. @throws ZapisError `footage-empty` when nothing was written. */
  finish(): StoredOriginal;
  /** The bytes just finished, for looking at them before the commit. */
  original(): ByteSource;
  /**
   * Runs `insertRow` (which must insert the footage row with id and storeKey) as one transaction and makes
   * the store visible. Whatever the moment of a crash: a row has its file, and a file without row goes.
   */
  commit<T>(insertRow: (stored: StoredOriginal) => T): T;
  /**
   * As {@link commit}, for footage that has its row and awaits its bytes: `updateRow` (which must give that row the
   * storeKey) runs as one transaction once the file has its place. Without the key the file is nothing, so that a
   * crash in between leaves the footage awaited.
   */
  fill<T>(footageId: string, updateRow: (stored: StoredOriginal) => T): T;
  /** Throws everything away. Harmless after a commit. */
  abort(): void;
}

/** Chunks committed at a time while writing: bounds the memory of dirty pages. */
const BATCH = 64;

export class StoreWriter implements FootageWriter {
  readonly #key = randomBytes(KEY_BYTES);
  #db: Database | null;
  #stored: StoredOriginal | null = null;
  #source: ChunkedSource | null = null;
  #over = false;
  readonly #chunker: Chunker;
  readonly #streamId: number;

  constructor(
    readonly id: string,
    private readonly part: string,
    /** Inserts the row, says so, and gives the file its final name; with `awaited`, the row's id, the name comes first. */
    private readonly publish: <T>(id: string, insertRow: () => T, inserted: () => void, awaited?: string) => T,
    private readonly closed: (writer: StoreWriter) => void,
  ) {
    try {
      this.#db = openEncrypted(part, STORE_CIPHER, this.#key, { mustExist: false });
      this.#db.pragma(`page_size=${STORE_PAGE_BYTES}`);
      // Until the commit the file is worth nothing: no journal on the disk, no waiting for it, one sync at the end.
      this.#db.pragma('locking_mode=EXCLUSIVE');
      this.#db.pragma('journal_mode=MEMORY');
      this.#db.pragma('synchronous=OFF');
      this.#db.pragma('cache_size=-4096');
      this.#db.exec(STORE_SCHEMA);
      this.#streamId = beginStream(this.#db, 'original');
      const db = this.#db;
      const insert = chunkInserter(db, this.#streamId);
      this.#chunker = new Chunker((position, bytes) => {
        if (!db.inTransaction) db.exec('BEGIN');
        insert(position, bytes);
        if (position % BATCH === BATCH - 1) db.exec('COMMIT');
      });
    } catch (error) {
      this.#db = null;
      this.abort();
      throw storageError(error, footageDamaged(id, error));
    }
  }

  write(bytes: Uint8Array): void {
    this.#guard(() => this.#chunker.write(bytes));
  }

  finish(): StoredOriginal {
    return this.#guard((db) => {
      const sha256 = this.#chunker.end();
      if (this.#chunker.total === 0) throw new ZapisError('footage-empty');
      if (db.inTransaction) db.exec('COMMIT');
      transaction(db, () => completeStream(db, this.#streamId, 'original', this.#chunker.total, sha256));
      db.close();
      this.#db = null;
      syncFile(this.part);
      this.#db = openStore(this.id, this.part, this.#key);
      this.#stored = { bytes: this.#chunker.total, sha256: sha256.toString('hex'), storeKey: this.#key };
      return this.#stored;
    });
  }

  original(): ByteSource {
    return this.#guard((db) => {
      const row = findStream(db, 'original');
      if (row === undefined) throw new Error('original() before finish()');
      const read = db.prepare<[number, number], { bytes: Buffer }>('SELECT bytes FROM chunk WHERE stream_id = ? AND position = ?');
      this.#source ??= new ChunkedSource(row.bytes, (position) => this.#guard(() => {
        const bytes = read.get(row.id, position)?.bytes;
        if (bytes?.length !== chunkLength(row.bytes, position)) throw footageDamaged(this.id);
        return bytes;
      }));
      return this.#source;
    });
  }

  commit<T>(insertRow: (stored: StoredOriginal) => T): T {
    return this.#publish(insertRow);
  }

  fill<T>(footageId: string, updateRow: (stored: StoredOriginal) => T): T {
    return this.#publish(updateRow, footageId);
  }

  #publish<T>(insertRow: (stored: StoredOriginal) => T, awaited?: string): T {
    const stored = this.#stored;
    if (stored === null || this.#over) throw new Error('commit() before finish() or after the end');
    // Windows renames no open file.
    this.#release();
    // From the moment that the row stands the file must stay, even if it cannot be renamed now: the next unlocking does.
    const result = this.publish(this.id, () => insertRow(stored), () => { this.#end(); }, awaited);
    if (!this.#over) this.#end();
    return result;
  }

  abort(): void {
    if (this.#over) return;
    this.#release();
    for (const suffix of ['', ...SIDE_FILES]) rmSync(`${this.part}${suffix}`, { force: true });
    this.#end();
  }

  #guard<T>(work: (db: Database) => T): T {
    if (this.#db === null || this.#over) throw new ZapisError('vault-locked');
    try {
      return work(this.#db);
    } catch (error) {
      throw storageError(error, footageDamaged(this.id, error));
    }
  }

  #release(): void {
    this.#source?.wipe();
    this.#db?.close();
    this.#db = null;
  }

  #end(): void {
    this.#over = true;
    this.#key.fill(0);
    this.closed(this);
  }
}
