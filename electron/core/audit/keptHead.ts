import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { ZapisError } from '../../../shared/errors';
import { afterTransaction, schemaVersion, type Database } from '../vault/database';
import { record } from './record';

/** The deed under which the log itself says that its end was gone. */
export const ENTRIES_MISSING = 'audit.entriesMissing';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEQ_BYTES = 8;
const HASH_BYTES = 32;
const SLOT_BYTES = NONCE_BYTES + SEQ_BYTES + HASH_BYTES + TAG_BYTES;
/** Two slots in sectors of their own, written in turn: a power cut in the middle of one leaves the other. */
const SLOTS = [0, 512] as const;

/** How long a check goes on telling of it; the entry in the log stays. */
const TOLD_DAYS = 30;

interface Head { readonly seq: number; readonly hash: Buffer }

/**
 * Remembers the end of the audit log in a file beside the database, encrypted and authenticated, after each commit.
 *
 * SQLite takes a write-ahead log that was cut short or changed for one whose end was never committed, and drops the
 * newest changes without a word. Each deed has its entry in the log, committed with it, so an end that is
 * missing tells that deeds are. The file is written after the commit and not forced to the disk: after a crash it may
 * be behind the log, which is harmless, but never ahead of it. Who puts all files of an earlier day back, or removes
 * this one as well, is not found: only a head that left the vault, in an export of the log, tells him.
 */
export class KeptHead {
  #fd: number | null = null;
  #seq = 0;
  #slot = 0;

  constructor(private readonly db: Database, path: string, private readonly key: Buffer, private readonly vaultId: string) {
    try {
      this.#fd = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
    } catch {
      // A folder that cannot be written to: the vault itself says so better.
    }
    const known = SLOTS.flatMap((at, slot) => {
      const head = this.#read(at);
      return head === null ? [] : [{ ...head, slot }];
    }).sort((a, b) => b.seq - a.seq)[0];
    if (known !== undefined) {
      this.#slot = known.slot;
      const there = db.prepare<[number], Buffer>('SELECT hash FROM audit WHERE seq = ?').pluck().get(known.seq);
      if (there?.equals(known.hash) !== true) {
        const found = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM audit').pluck().get() ?? 0;
        record(db, { person: null, action: ENTRIES_MISSING, details: { expected: known.seq, found } });
      }
    }
    afterTransaction(db, () => { this.#keep(); });
    this.#keep();
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
    this.key.fill(0);
  }

  /** A deed that stands must not fail because it could not be noted here too: the next note covers it. */
  #keep(): void {
    if (this.#fd === null || !this.db.open) return;
    const last = this.db.prepare<[], Head>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get();
    if (last === undefined || last.seq === this.#seq) return;
    try {
      const slot = 1 - this.#slot;
      writeSync(this.#fd, this.#seal(last), 0, SLOT_BYTES, SLOTS[slot === 0 ? 0 : 1]);
      this.#slot = slot;
      this.#seq = last.seq;
    } catch {
      // See above.
    }
  }

  #seal({ seq, hash }: Head): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const plain = Buffer.alloc(SEQ_BYTES + HASH_BYTES);
    plain.writeBigUInt64BE(BigInt(seq));
    hash.copy(plain, SEQ_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(this.vaultId));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null for a slot that was never written, or holds anything but what this vault wrote. */
  #read(at: number): Head | null {
    if (this.#fd === null) return null;
    const sealed = Buffer.alloc(SLOT_BYTES);
    try {
      if (readSync(this.#fd, sealed, 0, SLOT_BYTES, at) < SLOT_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(this.vaultId)).setAuthTag(sealed.subarray(-TAG_BYTES));
      const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      return { seq: Number(plain.readBigUInt64BE()), hash: plain.subarray(SEQ_BYTES) };
    } catch {
      return null;
    }
  }
}

/** Schema version that knows the log. */
const LOG_SINCE = 2;

/** @throws ZapisError `vault-entries-missing` when the end of the log was found gone in the last thirty days. */
export function assertNoneMissing(db: Database): void {
  if (schemaVersion(db) < LOG_SINCE) return;
  const row = db.prepare<[string], { at: string; expected: number; found: number }>(`SELECT at, details ->> 'expected' AS expected, details ->> 'found' AS found
    FROM audit WHERE action = ? ORDER BY seq DESC LIMIT 1`).get(ENTRIES_MISSING);
  if (row === undefined || Date.now() - Date.parse(row.at) > TOLD_DAYS * 86_400_000) return;
  throw new ZapisError('vault-entries-missing', { count: Math.max(1, row.expected - row.found), date: row.at.slice(0, 10) });
}
