import path from 'node:path';
import type { VaultStatus } from '../../shared/contract';
import { ZapisError } from '../../shared/errors';
import { setIdleMinutes } from '../core/operations/vault';
import { log } from '../core/operations/operation';
import { recoverVault } from '../core/people/access';
import { getIdleMinutes } from '../core/vault/settings';
import { createVault, openVault, vaultState, type OpenVault } from '../core/vault/vault';
import { Changes } from '../core/workspace/changes';
import { openWorkspace, type Workspace, type WorkspaceHost } from '../core/workspace/workspace';

const DEFAULT_IDLE_MINUTES = 10;
const IDLE_CHECK_MS = 5_000;

/**
 * The one vault that the app works on: which folder, locked or not, and since when nobody touched it.
 * Locking closes the workspace, which wipes the keys; nothing else holds a reference to them.
 */
export class VaultSession {
  #workspace: Workspace | null = null;
  #opening: Promise<void> | null = null;
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

  status(): VaultStatus {
    const state = this.#workspace !== null ? 'unlocked' : vaultState(this.dir) === 'present' ? 'locked' : 'none';
    const actor = this.#workspace?.actor ?? null;
    const person = actor && { id: actor.id, name: actor.name, role: actor.role };
    return { state, name: path.basename(this.dir), idleMinutes: this.#idleMinutes(), person };
  }

  async choose(dir: string): Promise<VaultStatus> {
    await this.lock();
    this.dir = dir;
    return this.#announce();
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

  active(): void {
    this.#lastActive = Date.now();
  }

  setIdleMinutes(minutes: number): VaultStatus {
    setIdleMinutes(this.workspace, { minutes });
    return this.#announce();
  }

  async lock(): Promise<VaultStatus> {
    const workspace = this.#workspace;
    this.#workspace = null;
    if (workspace === null) return this.status();
    // The screens go first, so that none of them asks for a footage whose key is being wiped.
    this.#announce();
    try {
      log(workspace, 'vault.lock', { item: null });
    } finally {
      // A full disk must not keep the keys in memory.
      await workspace.close();
    }
    return this.status();
  }

  async dispose(): Promise<void> {
    clearInterval(this.#idle);
    await this.lock();
  }

  async #open(open: () => Promise<OpenVault>): Promise<VaultStatus> {
    if (this.#workspace !== null) return this.status();
    if (this.#opening !== null) throw new ZapisError('vault-busy');
    const work = async (): Promise<void> => {
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
    log(this.workspace, 'vault.unlock', { item: null });
    this.active();
    const status = this.#announce();
    this.workspace.jobs.resume();
    return status;
  }

  #announce(): VaultStatus {
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
