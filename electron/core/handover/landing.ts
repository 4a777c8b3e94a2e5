import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { insertFootage } from '../footage/footage';
import { assertRoomFor } from '../footage/sourceFile';
import { markArrived } from '../vault/awaited';
import type { Database } from '../vault/database';
import { renameDurably, vaultPaths } from '../vault/files';
import { KEY_BYTES } from '../vault/keys';
import { StoreWriter } from '../vault/storeWriter';
import type { Vault } from '../vault/vault';
import type { FootageItem } from './format';
import type { UnpackedItem } from './unpack';

interface Arrival { readonly writer: StoreWriter; key: Buffer | null }

/**
 * Footage on its way in: its bytes go into an encrypted store as they come, under a name that means nothing until
 * the whole package has proven sound. Then either all of them are there, or none.
 */
export class Landing {
  readonly #new = new Map<string, Arrival>();
  readonly #awaited = new Map<string, Arrival>();
  readonly #filled: string[] = [];
  #sealed = false;

  constructor(private readonly vault: Vault) {}

  /** Takes in the bytes of footage that is new here, or whose transcript came alone before. */
  async receive(item: FootageItem, localId: string, awaited: boolean, unpacked: UnpackedItem, signal?: AbortSignal): Promise<void> {
    assertRoomFor(item.footage.bytes, this.vault.dir);
    const { stores } = vaultPaths(this.vault.dir);
    mkdirSync(stores, { recursive: true, mode: 0o700 });
    const final = join(stores, `${localId}.zfs`);
    // Awaited footage has a row already: after a crash the vault would take a half-written file of its name for its own.
    const part = join(stores, `${awaited ? randomUUID() : localId}.part`);
    const writer = new StoreWriter(localId, part, (_, then) => {
      renameDurably(part, final);
      return then();
    }, () => undefined);
    const arrival: Arrival = { writer, key: null };
    (awaited ? this.#awaited : this.#new).set(localId, arrival);
    for await (const piece of unpacked.content) {
      signal?.throwIfAborted();
      writer.write(piece);
    }
    const stored = writer.finish();
    if (stored.sha256 !== item.footage.sha256 || stored.bytes !== item.footage.bytes) throw new ZapisError('handover-damaged');
    // The writer wipes its own copy when it is done.
    arrival.key = Buffer.from(stored.storeKey);
  }

  /** Puts the files of awaited footage in their places; without their key, which comes with the rows, they are nothing. */
  placeAwaited(): void {
    for (const [id, { writer }] of this.#awaited) {
      writer.commit(() => undefined);
      this.#filled.push(id);
    }
  }

  /** Inserts or completes the footage's row. Inside the transaction of everything else. */
  insertRow(db: Database, item: FootageItem, localId: string, interviewId: string | null): void {
    const { footage, timeline } = item;
    const key = this.#new.get(localId)?.key ?? null;
    // A random key for bytes that may never come: the row must not look like one whose key is being destroyed.
    const storeKey = key ?? randomBytes(KEY_BYTES);
    insertFootage(db, { ...footage, id: localId, interviewId, playback: footage.playback === 'direct' ? 'direct' : 'proxy-pending', timeline, storeKey });
    if (!key) db.prepare('INSERT INTO awaited_footage (footage_id) VALUES (?)').run(localId);
  }

  completeRows(db: Database): void {
    for (const [id, { key }] of this.#awaited) if (key) markArrived(db, id, key);
  }

  /** After the commit: gives the new files their names. Whatever goes wrong here, the next unlock does it. */
  reveal(): void {
    this.#sealed = true;
    for (const { writer } of this.#new.values()) writer.commit(() => undefined);
  }

  /** Ids of footage whose bytes came. */
  get ids(): string[] {
    return [...this.#new.keys(), ...this.#awaited.keys()];
  }

  /** Before the commit: throws everything away. Afterwards it only wipes. */
  discard(): void {
    const arrivals = [...this.#new.values(), ...this.#awaited.values()];
    for (const { key } of arrivals) key?.fill(0);
    if (this.#sealed) return;
    for (const { writer } of arrivals) writer.abort();
    for (const id of this.#filled) {
      const path = join(vaultPaths(this.vault.dir).stores, `${id}.zfs`);
      if (existsSync(path)) rmSync(path, { force: true });
    }
  }
}
