import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import type { Person } from '../../../shared/domain';
import { estimate } from '../../../shared/passphrase';
import { KeptHead } from '../audit/keptHead';
import { personOfKeyringWrap } from '../people/keyringWraps';
import { personOfWrap, reconcilePeople, renamePerson, sameName } from '../people/people';
import type { QuickUnlockKey } from '../people/quickUnlock';
import { beginTry, endTries } from '../people/tries';
import { calibrateKdf } from './calibrate';
import { schemaVersion, type Database } from './database';
import { clearParts, entriesOf, SIDE_FILES, syncFile, vaultPaths, type VaultPaths } from './files';
import { hasHeader, readCopies, readHeader, VAULT_FORMAT, writeHeader, type VaultHeader } from './header';
import { changeHeader, repairHeader, settleHeader } from './headerChange';
import { KEY_BYTES, purposeKey, unwrapKey, wrapKey, type KdfCost, type KeyWrap } from './keys';
import { lockVault, type VaultLock } from './lock';
import { migrate } from './migrate';
import { MIGRATIONS, type Migration } from './migrations';
import { connect, openDatabase } from './openDatabase';
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
    return unlocked(paths, resolve(dir), header, vaultKey, lock, options, wrap, options.ownerName);
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

/** Unlocks with what a computer's keyring holds. @throws ZapisError `quick-unlock-gone`, and those of {@link openVault}. */
export function openWithKeyring(dir: string, { wrapId, secret }: QuickUnlockKey, options: VaultOptions = {}): Promise<OpenVault> {
  return open(dir, secret, 'keyring', options, wrapId);
}

const WRONG = { person: 'vault-wrong-passphrase', recovery: 'recovery-key-wrong', keyring: 'quick-unlock-gone' } as const satisfies Record<KeyWrap['kind'], string>;

async function open(dir: string, secret: string, kind: KeyWrap['kind'], options: VaultOptions, wrapId?: string): Promise<OpenVault> {
  const paths = vaultPaths(resolve(dir));
  readHeader(paths);
  const lock = lockVault(paths.lock);
  // A keyring's secret cannot be guessed, and wrong passphrases of others must not lock its owner out.
  const counted = kind !== 'keyring';
  let vaultKey: Buffer | null = null;
  try {
    clearParts(paths);
    // Read again under the lock: another process may have changed a passphrase until now.
    const copies = readCopies(paths);
    const [header] = copies;
    if (counted) beginTry(paths.tries);
    const wraps = distinct(copies).filter((wrap) => wrap.kind === kind && (wrapId === undefined || wrap.id === wrapId));
    let openedBy: KeyWrap | null = null;
    for (const wrap of wraps) {
      vaultKey = await unwrapKey(header.id, wrap, secret);
      openedBy = wrap;
      if (vaultKey !== null) break;
    }
    if (vaultKey === null || openedBy === null) throw new ZapisError(WRONG[kind]);
    // The secret was right: a damaged or newer vault must not make its owner wait as well.
    if (counted) endTries(paths.tries);
    const vault = unlocked(paths, resolve(dir), header, vaultKey, lock, options, openedBy);
    const stranger = !(await isHeld(vault, openedBy, secret))
      || (kind !== 'recovery' && (vault.person === null || (options.as !== undefined && !sameName(vault.person.name, options.as))));
    if (stranger) {
      vault.close();
      if (counted) beginTry(paths.tries);
      throw new ZapisError(WRONG[kind]);
    }
    return vault;
  } catch (error) {
    vaultKey?.fill(0);
    lock.release();
    throw storageError(error, new ZapisError('vault-damaged', { part: 'vault.db' }, { cause: error }));
  }
}

/**
 * Whether a secret that opened one of the header's copies opens the one that holds. Cut off in the change of a passphrase
 * to itself, both copies open by it, and the one tried first may be the one that goes.
 */
async function isHeld(vault: OpenVault, openedBy: KeyWrap, secret: string): Promise<boolean> {
  const held = vault.wraps.find((wrap) => wrap.kind === openedBy.kind && wrap.id === openedBy.id);
  if (held === undefined || held.tag === openedBy.tag) return held !== undefined;
  const key = await unwrapKey(vault.id, held, secret);
  key?.fill(0);
  return key !== null;
}

/** Every wrap of the header's copies once: they differ when a change was cut off, and a try costs half a second. */
function distinct(copies: readonly VaultHeader[]): KeyWrap[] {
  return [...new Map(copies.flatMap(({ wraps }) => wraps).map((wrap) => [wrap.tag, wrap])).values()];
}

function unlocked(paths: VaultPaths, dir: string, found: VaultHeader, vaultKey: Buffer, lock: VaultLock, options: VaultOptions, openedBy: KeyWrap, nameOfOwner?: string): OpenVault {
  const db = openDatabase(paths, vaultKey, found.id, options.migrations ?? MIGRATIONS);
  try {
    const stores = new VaultStores(db, paths.stores);
    stores.recover();
    const peopleKnown = schemaVersion(db) >= PEOPLE_SINCE;
    const header = peopleKnown ? settleHeader(db, paths) : found;
    if (!peopleKnown) repairHeader(paths, found);
    if (peopleKnown) reconcilePeople(db, header.wraps.map((wrap) => wrap.id), openedBy.kind === 'person' ? openedBy.id : null);
    // Before anything is done: the audit log writes the name that the vault is opened with.
    if (nameOfOwner !== undefined) renamePerson(db, openedBy.id, nameOfOwner);
    const head = peopleKnown ? new KeptHead(db, paths.head, purposeKey(vaultKey, found.id, 'head'), found.id) : null;
    return new OpenVault(dir, header, db, stores, peopleKnown ? personBehind(db, openedBy) : null, vaultKey, lock, head);
  } catch (error) {
    db.close();
    throw error;
  }
}

function personBehind(db: Database, { id, kind }: KeyWrap): Person | null {
  return kind === 'keyring' ? personOfKeyringWrap(db, id) : personOfWrap(db, id);
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
    private readonly head: KeptHead | null,
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

  /** Replaces the list of key wraps, together with what `within` writes into the database: both or neither. @throws as {@link changeHeader} */
  changeWraps(change: (wraps: readonly KeyWrap[]) => KeyWrap[]): void;
  changeWraps<T>(change: (wraps: readonly KeyWrap[]) => KeyWrap[], within: () => T): T;
  changeWraps<T>(change: (wraps: readonly KeyWrap[]) => KeyWrap[], within?: () => T): T | undefined {
    if (!this.#open) throw new ZapisError('vault-locked');
    const { header, result } = changeHeader(this.db, this.paths, this.header, change(this.header.wraps), () => within?.());
    this.header = header;
    return result;
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
      this.head?.close();
      this.vaultKey.fill(0);
      this.lock.release();
    }
  }
}

/** Makes the folder and takes its lock; what an earlier creation left unfinished goes, anything else is refused. */
function prepareFolder(paths: VaultPaths, dir: string): VaultLock {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storageError(error, new ZapisError('vault-read-only', {}, { cause: error }));
  }
  const own = [paths.lock, paths.head, paths.newDatabase, ...SIDE_FILES.map((suffix) => `${paths.newDatabase}${suffix}`), `${paths.header}.part`];
  if (entriesOf(dir).some((entry) => !own.includes(join(dir, entry)))) throw new ZapisError('vault-folder-not-empty');
  const lock = lockVault(paths.lock);
  for (const path of own.slice(1)) rmSync(path, { force: true });
  return lock;
}
