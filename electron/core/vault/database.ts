import Sqlite from 'better-sqlite3-multiple-ciphers';

export type Database = Sqlite.Database;
export type Statement<P extends unknown[] = unknown[], R = unknown> = Sqlite.Statement<P, R>;

/** How a kind of file is encrypted. The pragmas must run before the key is given. */
interface Cipher {
  readonly pragmas: readonly string[];
}

/**
 * The vault database: SQLCipher's file format (AES-256-CBC, a MAC on every page), so that outside tools
 * can open it with the raw key. Version 4's layout with version 3's SHA-1 MAC: Debian 12 still ships
 * SQLCipher 3.4, which knows no other, and HMAC-SHA-1 is not touched by SHA-1's collisions.
 * SQLCipher 3: `PRAGMA cipher_page_size=4096`. SQLCipher 4: `PRAGMA cipher_hmac_algorithm=HMAC_SHA1`.
 */
export const VAULT_CIPHER: Cipher = {
  pragmas: ["cipher='sqlcipher'", 'legacy=4', 'hmac_algorithm=0', 'kdf_algorithm=0'],
};

/** Footage: AEGIS-256, authenticated and three times as fast as any other cipher here on large pages. */
export const STORE_CIPHER: Cipher = { pragmas: ["cipher='aegis'"] };

/** Bytes a page of a footage store; large, because footage is read a mebibyte at a time. */
export const STORE_PAGE_BYTES = 32_768;

/** Raw keys handed to the library without a key derivation of its own begin with this. */
const RAW_KEY = Buffer.from('raw:');

/**
 * Opens an encrypted SQLite file with a raw 32-byte key. The key goes in as bytes, never as SQL text
 * that a trace could log, and the copy made for the call is wiped. The first read tells a wrong key.
 */
export function openEncrypted(path: string, cipher: Cipher, key: Uint8Array, options: { readonly?: boolean; mustExist?: boolean } = {}): Database {
  const db = new Sqlite(path, { readonly: options.readonly ?? false, fileMustExist: options.mustExist ?? true, timeout: 2_000 });
  const rawKey = Buffer.concat([RAW_KEY, key]);
  try {
    for (const pragma of cipher.pragmas) db.pragma(pragma);
    db.key(rawKey);
    db.pragma('temp_store=MEMORY');
    db.pragma('trusted_schema=OFF');
  } catch (error) {
    db.close();
    throw error;
  } finally {
    rawKey.fill(0);
  }
  return db;
}

/** Opens SQLite's plain file type; only the vault's lock is one, and nothing is ever written into it. */
export function openPlain(path: string): Database {
  return new Sqlite(path, { timeout: 0 });
}

/**
 * Runs `work` as one all-or-nothing change; its return value passes through. Nested calls join in as
 * savepoints. `work` must be synchronous: a transaction held over an await would take in the writes of others.
 */
export function transaction<T>(db: Database, work: () => T): T {
  const result = db.transaction(work).immediate();
  if (!db.inTransaction) COMMITTED.get(db)?.();
  return result;
}

const COMMITTED = new WeakMap<Database, () => void>();

/** Has `listener`, which must not throw, called after each outermost {@link transaction} that was committed. */
export function afterTransaction(db: Database, listener: () => void): void {
  COMMITTED.set(db, listener);
}

/** The schema version that a database says it has. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
