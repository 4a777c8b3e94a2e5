import path from 'node:path';
import type { VaultStatus } from '../../shared/contract';
import { ZapisError } from '../../shared/errors';
import { setIdleMinutes } from '../core/operations/vault';
import { log } from '../core/operations/operation';
import { recoverVault } from '../core/people/access';
import type { QuickUnlockKey } from '../core/people/quickUnlock';
import { vaultPaths } from '../core/vault/files';
import { readHeader } from '../core/vault/header';
import { getIdleMinutes } from '../core/vault/settings';
import { createVault, openVault, openWithKeyring, vaultState, type OpenVault } from '../core/vault/vault';
import { Changes } from '../core/workspace/changes';
import { openWorkspace, type Workspace, type WorkspaceHost } from '../core/workspace/workspace';
import { sweepHeap } from './sweepHeap';

const DEFAULT_IDLE_MINUTES = 10;
const IDLE_CHECK_MS = 5_000;

/**
 * The one vault that the app works on: which folder, locked or not, and since when nobody touched it.
 * Locking closes the workspace, which wipes the keys; nothing else holds a reference to them.
 */
export class VaultSession {
  #workspace: Workspace | null = null;
  #opening: Promise<void> | null = null;
  #closing: Promise<void> = Promise.resolve();
  #locks = 0;
  #lastActive = Date.now();
  readonly #idle: NodeJS.Timeout;

  constructor(
    private dir: string,
    readonly host: WorkspaceHost,
    private readonly onChange: (status: VaultStatus, workspace: Workspace | null) => void,
  ) {
    this.#idle = setInterval(() => { this.#lockWhenIdle(); }, IDLE_CHECK_MS);
  }

  /** The unlocked workspace. @throws ZapisError `vault-locked` */
  get workspace(): Workspace {
    if (this.#workspace === null) throw new ZapisError('vault-locked');
    return this.#workspace;
  }

  get unlocked(): Workspace | null {
    return this.#workspace;
  }

  /** How often it was locked: an answer that was begun before a lock must not be given after it. */
  get locks(): number {
    return this.#locks;
  }

  /** Which vault lies in the folder and which keys open it, locked or not; null where there is none. */
  keys(): { vaultId: string; wrapIds: readonly string[] } | null {
    try {
      const { id, wraps } = this.#workspace?.vault ?? readHeader(vaultPaths(path.resolve(this.dir)));
      return { vaultId: id, wrapIds: wraps.map((wrap) => wrap.id) };
    } catch {
      return null;
    }
  }

  status(): VaultStatus {
    const state = this.#workspace !== null ? 'unlocked' : vaultState(this.dir) === 'present' ? 'locked' : 'none';
    const actor = this.#workspace?.actor ?? null;
    const person = actor && { id: actor.id, name: actor.name, role: actor.role };
    return { state, name: path.basename(this.dir), idleMinutes: this.#idleMinutes(), person, recoveryKey: this.#workspace?.vault.wraps.some((wrap) => wrap.kind === 'recovery') ?? null };
  }

  async choose(dir: string): Promise<VaultStatus> {
    await this.lock();
    this.dir = dir;
    return this.announce();
  }

  create(passphrase: string, name?: string): Promise<VaultStatus> {
    return this.#open(() => createVault(this.dir, passphrase, name === undefined || name.trim() === '' ? {} : { ownerName: name }));
  }

  /** Sets a new passphrase by the recovery key; the vault stays locked. */
  async recover(words: string, passphrase: string): Promise<VaultStatus> {
    if (this.#workspace !== null || this.#opening !== null) throw new ZapisError('vault-busy');
    await recoverVault(this.dir, words, passphrase, null);
    return this.status();
  }

  unlock(passphrase: string): Promise<VaultStatus> {
    return this.#open(() => openVault(this.dir, passphrase));
  }

  unlockWithKeyring(key: QuickUnlockKey): Promise<VaultStatus> {
    return this.#open(() => openWithKeyring(this.dir, key), { keyring: true });
  }

  active(): void {
    this.#lastActive = Date.now();
  }

  setIdleMinutes(minutes: number): VaultStatus {
    setIdleMinutes(this.workspace, { minutes });
    return this.announce();
  }

  async lock(): Promise<VaultStatus> {
    const workspace = this.#workspace;
    this.#workspace = null;
    if (workspace === null) return this.status();
    this.#locks += 1;
    // The screens go first, so that none of them asks for a footage whose key is being wiped.
    this.announce();
    this.#closing = this.#close(workspace);
    await this.#closing;
    return this.status();
  }

  async dispose(): Promise<void> {
    clearInterval(this.#idle);
    await this.lock();
  }

  async #close(workspace: Workspace): Promise<void> {
    try {
      log(workspace, 'vault.lock', { item: null });
    } finally {
      // A full disk must not keep the keys in memory.
      await workspace.close();
      sweepHeap();
    }
  }

  async #open(open: () => Promise<OpenVault>, details: Readonly<Record<string, boolean>> = {}): Promise<VaultStatus> {
    if (this.#workspace !== null) return this.status();
    if (this.#opening !== null) throw new ZapisError('vault-busy');
    const work = async (): Promise<void> => {
      // The door is there while running work is still put to rest.
      await this.#closing.catch(() => undefined);
      const vault = await open();
      const workspace = await openWorkspace(vault, this.host, new Changes()).catch((error: unknown) => {
        vault.close();
        throw error;
      });
      this.#workspace = workspace;
    };
    this.#opening = work();
    try {
      await this.#opening;
    } finally {
      this.#opening = null;
    }
    log(this.workspace, 'vault.unlock', { item: null, details });
    this.active();
    const status = this.announce();
    this.workspace.jobs.resume();
    return status;
  }

  /** Tells how the vault stands. */
  announce(): VaultStatus {
    const status = this.status();
    this.onChange(status, this.#workspace);
    return status;
  }

  #idleMinutes(): number {
    return this.#workspace === null ? DEFAULT_IDLE_MINUTES : getIdleMinutes(this.#workspace.vault.db) ?? DEFAULT_IDLE_MINUTES;
  }

  #lockWhenIdle(): void {
    if (this.#workspace !== null && Date.now() - this.#lastActive > this.#idleMinutes() * 60_000) void this.lock();
  }
}
