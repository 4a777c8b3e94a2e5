import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { transaction, type Database } from './database';
import { entriesOf, renameDurably, SIDE_FILES, syncFolder } from './files';
import { verifyStore, type VerifyOptions } from './storeCheck';
import { StoreFile, type FootageStore } from './storeFile';
import { StoreWriter, type FootageWriter } from './storeWriter';

export type { FootageStore } from './storeFile';
export type { FootageWriter, StoredOriginal } from './storeWriter';
export type { ByteSource } from './byteSource';
export type { DerivedName } from './chunks';

/** The encrypted files of all footage, one each. */
export interface FootageStores {
  /** A writer for new footage: own id, own random key. */
  create(): FootageWriter;
  /** @throws ZapisError `footage-missing` when the vault has no such footage or its file is gone. */
  open(footageId: string): FootageStore;
  /**
   * Destroys the key, then the file, then the row and all that hangs on it. Cannot be undone. `alongside` runs in the
   * transaction that decides it, so that a deletion and its entry in the audit log stand or fall together.
   * Not to be called within another transaction: the file would go before the decision is committed.
   */
  remove(footageId: string, alongside?: () => void): void;
  /**
   * Reads a store afresh from the disk and compares it with its footage row; `deep` reads and hashes every byte.
   * @throws ZapisError `footage-missing`, `footage-damaged`, `footage-altered`; `AbortError`.
   */
  verify(footageId: string, options: VerifyOptions): Promise<void>;
  /** Names of files that belong to no footage. */
  orphans(): string[];
}

/** File handles kept open; a library of a thousand footage must not need a thousand. */
const OPEN_FILES = 12;
export const EXTENSION = '.zfs';
const PART = '.part';

export class VaultStores implements FootageStores {
  readonly #files = new Map<string, StoreFile>();
  /** Connected stores, the one used longest ago first. */
  readonly #connected = new Set<StoreFile>();
  readonly #writers = new Set<StoreWriter>();
  #closed = false;

  constructor(private readonly db: Database, private readonly dir: string) {}

  create(): FootageWriter {
    if (this.#closed) throw new ZapisError('vault-locked');
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    const id = randomUUID();
    const writer = new StoreWriter(id, this.#path(id, PART), (footageId, writeRow, written, awaited) => (awaited === undefined ? this.#publish(footageId, writeRow, written) : this.#place(footageId, awaited, writeRow, written)), (done) => this.#writers.delete(done));
    this.#writers.add(writer);
    return writer;
  }

  open(footageId: string): StoreFile {
    const known = this.#files.get(footageId);
    if (known !== undefined) return known;
    this.#key(footageId).fill(0);
    if (!existsSync(this.path(footageId))) throw new ZapisError('footage-missing', { id: footageId });
    const store = new StoreFile(footageId, this.path(footageId), () => this.#key(footageId), (used) => this.#touch(used));
    this.#files.set(footageId, store);
    return store;
  }

  remove(footageId: string, alongside: () => void = () => undefined): void {
    this.#forget(footageId);
    transaction(this.db, () => {
      const { changes } = this.db.prepare('UPDATE footage SET store_key = NULL WHERE id = ?').run(footageId);
      if (changes === 0) throw new ZapisError('footage-missing', { id: footageId });
      alongside();
    });
    // The key is gone only when the log that still holds the old page has been folded in and cut off.
    this.db.pragma('wal_checkpoint(TRUNCATE)');
    this.#finishRemoval(footageId);
  }

  /**
   * After a crash: completes commits and removals that were decided, deletes what was never committed.
   * Runs before anything else touches the stores.
   */
  recover(): void {
    const hasRow = this.db.prepare<[string], { id: string }>('SELECT id FROM footage WHERE id = ? AND store_key IS NOT NULL');
    for (const entry of entriesOf(this.dir)) {
      const id = /^([\da-f-]{36})\.part$/.exec(entry)?.[1];
      if (id !== undefined && hasRow.get(id) !== undefined && !existsSync(this.path(id))) renameDurably(this.#path(id, PART), this.path(id));
      else if (/\.part(-journal|-wal|-shm)?$/.test(entry)) rmSync(join(this.dir, entry), { force: true });
    }
    for (const { id } of this.db.prepare<[], { id: string }>('SELECT id FROM footage WHERE store_key IS NULL').all()) this.#finishRemoval(id);
  }

  async verify(footageId: string, options: VerifyOptions): Promise<void> {
    const row = this.db.prepare<[string], { bytes: number; sha256: string }>('SELECT bytes, sha256 FROM footage WHERE id = ?').get(footageId);
    if (row === undefined || !existsSync(this.path(footageId))) throw new ZapisError('footage-missing', { id: footageId });
    await verifyStore(this.open(footageId), row, options);
  }

  orphans(): string[] {
    const known = new Set(this.db.prepare<[], { id: string }>('SELECT id FROM footage').all().map((row) => row.id));
    const writing = new Set([...this.#writers].map((writer) => writer.id));
    return entriesOf(this.dir).filter((entry) => {
      const id = entry.slice(0, 36);
      return !(known.has(id) && entry.startsWith(`${id}${EXTENSION}`)) && !(writing.has(id) && entry.startsWith(`${id}${PART}`));
    });
  }

  path(footageId: string): string {
    return this.#path(footageId, EXTENSION);
  }

  close(): void {
    this.#closed = true;
    for (const writer of [...this.#writers]) writer.abort();
    for (const store of this.#connected) store.disconnect();
    this.#connected.clear();
    this.#files.clear();
  }

  #publish<T>(id: string, insertRow: () => T, inserted: () => void): T {
    const result = transaction(this.db, insertRow);
    inserted();
    renameDurably(this.#path(id, PART), this.path(id));
    return result;
  }

  /** For a row that awaits its file: the file first. One that stays without its key is overwritten by the next. */
  #place<T>(id: string, awaited: string, updateRow: () => T, updated: () => void): T {
    this.#forget(awaited);
    renameDurably(this.#path(id, PART), this.path(awaited));
    const result = transaction(this.db, updateRow);
    updated();
    return result;
  }

  #finishRemoval(footageId: string): void {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(`${this.path(footageId)}${suffix}`, { force: true });
    if (existsSync(this.dir)) syncFolder(this.dir);
    this.db.prepare('DELETE FROM footage WHERE id = ?').run(footageId);
  }

  #key(footageId: string): Buffer {
    if (this.#closed) throw new ZapisError('vault-locked');
    const row = this.db.prepare<[string], { key: Buffer | null }>('SELECT store_key AS key FROM footage WHERE id = ?').get(footageId);
    if (row === undefined || row.key === null) throw new ZapisError('footage-missing', { id: footageId });
    return row.key;
  }

  #touch(store: StoreFile): void {
    if (this.#closed) throw new ZapisError('vault-locked');
    this.#connected.delete(store);
    this.#connected.add(store);
    for (const oldest of this.#connected) {
      if (this.#connected.size <= OPEN_FILES) break;
      this.#connected.delete(oldest);
      oldest.disconnect();
    }
  }

  #forget(footageId: string): void {
    const store = this.#files.get(footageId);
    if (store === undefined) return;
    store.disconnect();
    this.#connected.delete(store);
    this.#files.delete(footageId);
  }

  #path(id: string, suffix: string): string {
    return join(this.dir, `${id}${suffix}`);
  }
}
