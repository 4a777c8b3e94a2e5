import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import type { Person } from '../../../shared/domain';
import { estimate } from '../../../shared/passphrase';
import { personOfWrap, reconcilePeople, renamePerson, sameName } from '../people/people';
import { beginTry, endTries } from '../people/tries';
import { calibrateKdf } from './calibrate';
import { openEncrypted, schemaVersion, VAULT_CIPHER, type Database } from './database';
import { entriesOf, renameDurably, SIDE_FILES, syncFile, vaultPaths, type VaultPaths } from './files';
import { hasHeader, readHeader, repairHeader, VAULT_FORMAT, writeHeader, type VaultHeader } from './header';
import { KEY_BYTES, purposeKey, unwrapKey, wrapKey, type KdfCost, type KeyWrap } from './keys';
import { lockVault, type VaultLock } from './lock';
import { backUpDatabase, migrate, newestVersion, refuseFuture } from './migrate';
import { MIGRATIONS, type Migration } from './migrations';
import { storageError } from './storageErrors';
import { VaultStores, type FootageStores } from './stores';

export type { Database } from './database';

/** Schema version that knows people; tests of older migrations stop before it. */
const PEOPLE_SINCE = 2;

/** An open vault. Everything in it is unreachable after `close`. */
export interface Vault {
  /** Who unlocked it; null when it was the recovery key, which only sets a new passphrase. */
  readonly person: Person | null;
  readonly dir: string;
  readonly id: string;
  readonly db: Database;
  readonly stores: FootageStores;
  /** Locks: wipes keys and decrypted chunks, closes every file, lets the next process in. Harmless twice. */
  close(): void;
}

/** For tests: a cheap key derivation (never below OWASP's floor) and another list of migrations. */
export interface VaultOptions {
  /** Name of the first person; everybody else is added by a custodian. */
  readonly ownerName?: string;
  /** Refuse the passphrase of anybody but this person. */
  readonly as?: string;
  readonly kdfCost?: KdfCost;
  readonly migrations?: readonly Migration[];
}

/** True when the folder holds a vault, locked or not. */
export function vaultState(dir: string): 'none' | 'present' {
  return hasHeader(vaultPaths(resolve(dir))) ? 'present' : 'none';
}

/**
 * Creates a vault in a folder that is missing or empty, and opens it.
 * @throws ZapisError `vault-exists`, `vault-folder-not-empty`, `vault-weak-passphrase`, `vault-read-only`, `disk-full`.
 */
export async function createVault(dir: string, passphrase: string, options: VaultOptions = {}): Promise<OpenVault> {
  const paths = vaultPaths(resolve(dir));
  if (hasHeader(paths)) throw new ZapisError('vault-exists');
  if (!estimate(passphrase).accepted) throw new ZapisError('vault-weak-passphrase');
  const lock = prepareFolder(paths, resolve(dir));
  const vaultKey = randomBytes(KEY_BYTES);
  try {
    const id = randomUUID();
    const wrap = await wrapKey(id, vaultKey, passphrase, 'person', options.kdfCost ?? (await calibrateKdf()));
    // The database first, under a name that means nothing, then the header that makes it a vault: see openDatabase.
    const db = connect(paths.newDatabase, vaultKey, id, false);
    try {
      migrate(db, options.migrations);
    } finally {
      db.close();
    }
    syncFile(paths.newDatabase);
    const header: VaultHeader = { format: 'zapis-vault', version: VAULT_FORMAT, id, revision: 1, wraps: [wrap] };
    writeHeader(paths, header);
    return unlocked(paths, resolve(dir), header, vaultKey, lock, options, wrap.id, options.ownerName);
  } catch (error) {
    vaultKey.fill(0);
    lock.release();
    throw storageError(error, new ZapisError('vault-damaged', { part: 'vault.db' }, { cause: error }));
  }
}

/**
 * Unlocks a vault: cleans up after a crash, brings the database to this version (after an encrypted copy).
 * @throws ZapisError `vault-missing`, `vault-in-use`, `vault-wrong-passphrase`, `vault-from-newer`,
 * `vault-header-damaged`, `vault-damaged`, `vault-read-only`, `disk-full`.
 */
export function openVault(dir: string, passphrase: string, options: VaultOptions = {}): Promise<OpenVault> {
  return open(dir, passphrase, 'person', options);
}

/** Unlocks with the words of the recovery key. @throws ZapisError `recovery-key-wrong`, and those of {@link openVault}. */
export function openWithRecovery(dir: string, words: string, options: VaultOptions = {}): Promise<OpenVault> {
  return open(dir, words, 'recovery', options);
}

async function open(dir: string, secret: string, kind: KeyWrap['kind'], options: VaultOptions): Promise<OpenVault> {
  const paths = vaultPaths(resolve(dir));
  readHeader(paths);
  const lock = lockVault(paths.lock);
  const wrong = kind === 'person' ? 'vault-wrong-passphrase' : 'recovery-key-wrong';
  let vaultKey: Buffer | null = null;
  try {
    // Read again under the lock: another process may have changed a passphrase until now.
    const header = readHeader(paths);
    beginTry(paths.tries);
    let openedBy = '';
    for (const wrap of header.wraps.filter((w) => w.kind === kind)) {
      vaultKey = await unwrapKey(header.id, wrap, secret);
      openedBy = wrap.id;
      if (vaultKey !== null) break;
    }
    if (vaultKey === null) throw new ZapisError(wrong);
    // The secret was right: a damaged or newer vault must not make its owner wait as well.
    endTries(paths.tries);
    const vault = unlocked(paths, resolve(dir), header, vaultKey, lock, options, openedBy);
    const stranger = kind === 'person' && (vault.person === null || (options.as !== undefined && !sameName(vault.person.name, options.as)));
    if (stranger) {
      vault.close();
      beginTry(paths.tries);
      throw new ZapisError(wrong);
    }
    return vault;
  } catch (error) {
    vaultKey?.fill(0);
    lock.release();
    throw storageError(error, new ZapisError('vault-damaged', { part: 'vault.db' }, { cause: error }));
  }
}

function unlocked(paths: VaultPaths, dir: string, header: VaultHeader, vaultKey: Buffer, lock: VaultLock, options: VaultOptions, openedBy: string, nameOfOwner?: string): OpenVault {
  const db = openDatabase(paths, vaultKey, header.id, options.migrations ?? MIGRATIONS);
  try {
    const stores = new VaultStores(db, paths.stores);
    stores.recover();
    repairHeader(paths, header);
    const peopleKnown = schemaVersion(db) >= PEOPLE_SINCE;
    if (peopleKnown) reconcilePeople(db, header.wraps.map((wrap) => wrap.id), header.wraps.find((w) => w.id === openedBy)?.kind === 'person' ? openedBy : null);
    // Before anything is done: the audit log writes the name that the vault is opened with.
    if (nameOfOwner !== undefined) renamePerson(db, openedBy, nameOfOwner);
    return new OpenVault(dir, header, db, stores, peopleKnown ? personOfWrap(db, openedBy) : null, vaultKey, lock);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What `checkVault` and changes of passphrase need beyond the public face. */
export class OpenVault implements Vault {
  #open = true;

  constructor(
    readonly dir: string,
    private header: VaultHeader,
    readonly db: Database,
    readonly stores: VaultStores,
    readonly person: Person | null,
    private readonly vaultKey: Buffer,
    private readonly lock: VaultLock,
  ) {}

  get id(): string {
    return this.header.id;
  }

  get wraps(): readonly KeyWrap[] {
    return this.header.wraps;
  }

  /** Locks this vault's key with a secret. @throws ZapisError `vault-locked` */
  async wrap(secret: string, kind: KeyWrap['kind'], cost: KdfCost, id?: string): Promise<KeyWrap> {
    if (!this.#open) throw new ZapisError('vault-locked');
    const wrap = await wrapKey(this.id, this.vaultKey, secret, kind, cost, id);
    // Locked meanwhile: what was wrapped then was a key of zeros.
    if (!this.#open) throw new ZapisError('vault-locked');
    return wrap;
  }

  /** Replaces the list of key wraps, atomically and in both copies of the header. */
  changeWraps(change: (wraps: readonly KeyWrap[]) => KeyWrap[]): void {
    if (!this.#open) throw new ZapisError('vault-locked');
    const header = { ...this.header, revision: this.header.revision + 1, wraps: change(this.header.wraps) };
    writeHeader(this.paths, header);
    this.header = header;
  }

  get paths(): VaultPaths {
    return vaultPaths(this.dir);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      this.stores.close();
      this.db.close();
    } finally {
      this.vaultKey.fill(0);
      this.lock.release();
    }
  }
}

function connect(path: string, vaultKey: Uint8Array, vaultId: string, mustExist: boolean, readonly = false): Database {
  const key = purposeKey(vaultKey, vaultId, 'database');
  try {
    const db = openEncrypted(path, VAULT_CIPHER, key, { mustExist, readonly });
    try {
      // One process holds the vault, so the log's index can stay in memory and no unencrypted -shm file appears.
      if (!readonly) {
        db.pragma('locking_mode=EXCLUSIVE');
        db.pragma('journal_mode=WAL');
      }
      db.pragma('foreign_keys=ON');
      db.pragma('secure_delete=ON');
      // A commit that was answered must survive a power cut.
      db.pragma('synchronous=FULL');
      schemaVersion(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } finally {
    key.fill(0);
  }
}

function openDatabase(paths: VaultPaths, vaultKey: Uint8Array, vaultId: string, migrations: readonly Migration[]): Database {
  // A crash between the header and this rename leaves a complete database under its first name.
  if (!existsSync(paths.database) && existsSync(paths.newDatabase)) renameDurably(paths.newDatabase, paths.database);
  if (!existsSync(paths.database)) throw new ZapisError('vault-damaged', { part: 'vault.db' });
  const before = SIDE_FILES.filter((suffix) => existsSync(`${paths.database}${suffix}`));
  // Looked at without write access first: the file of a newer Zapis must stay as it is, byte for byte.
  const glance = connect(paths.database, vaultKey, vaultId, true, true);
  try {
    refuseFuture(glance, migrations);
    // A vault has its tables before it has its header: a file cut to nothing must not be filled with an empty vault.
    if (schemaVersion(glance) === 0 && newestVersion(migrations) > 0) throw new ZapisError('vault-damaged', { part: 'vault.db' });
  } finally {
    glance.close();
    // Reading without write access leaves side files that only an ordinary close would remove.
    for (const suffix of SIDE_FILES) if (!before.includes(suffix)) rmSync(`${paths.database}${suffix}`, { force: true });
  }
  const db = connect(paths.database, vaultKey, vaultId, true);
  try {
    if (schemaVersion(db) > 0 && schemaVersion(db) < newestVersion(migrations)) backUpDatabase(db, paths);
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes the folder and takes its lock; what an earlier creation left unfinished goes, anything else is refused. */
function prepareFolder(paths: VaultPaths, dir: string): VaultLock {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storageError(error, new ZapisError('vault-read-only', {}, { cause: error }));
  }
  const own = [paths.lock, paths.newDatabase, ...SIDE_FILES.map((suffix) => `${paths.newDatabase}${suffix}`), `${paths.header}.part`];
  if (entriesOf(dir).some((entry) => !own.includes(join(dir, entry)))) throw new ZapisError('vault-folder-not-empty');
  const lock = lockVault(paths.lock);
  for (const path of own.slice(1)) rmSync(path, { force: true });
  return lock;
}
