import { ZapisError } from '../../../shared/errors';
import type { Role } from '../../../shared/roles';
import type { FfmpegBinaries } from '../media/binaries';
import { startLoopback, type Loopback } from '../media/loopback';
import { MAINS, type PowerSource } from '../jobs/power';
import { JobQueue } from '../jobs/queue';
import type { StartWorker } from '../transcription/workerHost';
import type { OpenVault } from '../vault/vault';
import { logInternal } from '../failure';
import { keepPower, type PowerKeeper } from './keepPower';
import { keepAligned } from './keepAligned';
import { enqueueMemory } from './memoryRunner';
import { keepSearchable } from './searchable';
import type { Changes } from './changes';
import { registerCheckRunner } from './checkRunner';
import { registerKeepingRunners } from './keepingRunners';
import { completeReleases, keepReleases } from './releases';
import { registerRunners } from './runners';

/** What the host (app or command line) lends to a workspace. */
export interface WorkspaceHost {
  readonly binaries: FfmpegBinaries;
  readonly startWorker: StartWorker;
  readonly appVersion: string;
  /** True where one command is done and nothing else: what waits in the vault is left for the app. */
  readonly onlyOwnJobs: boolean;
  /** Battery and heat; without it work never waits for power. */
  readonly power?: PowerSource;
  /** Threads for the recogniser, instead of those chosen in the vault. */
  readonly threads?: number | undefined;
}

/** The person at work; everything that is done is done in this name. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** An unlocked vault with everything that works on it. Closing it is what locking means. */
export interface Workspace extends Omit<WorkspaceHost, 'power'> {
  readonly vault: OpenVault;
  readonly actor: Actor;
  readonly loopback: Loopback;
  readonly jobs: JobQueue;
  readonly changes: Changes;
  readonly power: PowerKeeper;
  /** Calls back when it is closed, before the keys are wiped. @returns lets go of it again. */
  onClose(work: () => void): () => void;
  /** Stops running jobs so that they resume later, closes every store and wipes the keys. */
  close(): Promise<void>;
}

/**
 * Puts a workspace around an unlocked vault. Interrupted jobs do not start by themselves: the app calls
 * `jobs.resume()`, the command line resumes only what it is asked for.
 */
export async function openWorkspace(vault: OpenVault, host: WorkspaceHost, changes: Changes): Promise<Workspace> {
  const loopback = await startLoopback();
  const stopIndexing = host.onlyOwnJobs ? () => undefined : keepSearchable(vault, changes);
  const jobs = new JobQueue(vault.db, logInternal, { onlyAdopted: host.onlyOwnJobs, by: vault.person?.id ?? null });
  let stopAligning = (): Promise<void> => Promise.resolve();
  const closing = new Set<() => void>();
  const power = keepPower(vault.db, jobs, host.power ?? MAINS);
  const workspace: Workspace = {
    ...host, vault, actor: actorOf(vault), loopback, jobs, changes, power,
    onClose(work) {
      closing.add(work);
      return () => { closing.delete(work); };
    },
    async close() {
      for (const work of closing) work();
      closing.clear();
      stopIndexing();
      power.stop();
      await stopAligning();
      await jobs.stop();
      await loopback.close();
      vault.close();
    },
  };
  registerRunners(workspace);
  registerKeepingRunners(workspace);
  registerCheckRunner(workspace);
  keepReleases(workspace);
  if (!host.onlyOwnJobs) {
    completeReleases(workspace);
    enqueueMemory(workspace);
    stopAligning = keepAligned(workspace);
  }
  return workspace;
}

/** A vault opened with the recovery key has nobody at work; it only lets a passphrase be set. */
function actorOf({ person }: OpenVault): Actor {
  if (person === null) throw new ZapisError('person-unknown');
  return person;
}
