import { availableParallelism } from 'node:os';
import path from 'node:path';
import { HEAVY_JOBS, type Job, type PowerStatus } from '../../shared/domain';
import { ZapisError } from '../../shared/errors';
import { listFootage } from '../core/footage/footage';
import { MAINS } from '../core/jobs/power';
import { systemPower } from '../core/jobs/systemPower';
import { findBinaries } from '../core/media/binaries';
import { forkWorkers, type StartWorker } from '../core/transcription/workerHost';
import { log } from '../core/operations/operation';
import { openVault, vaultState } from '../core/vault/vault';
import { Changes } from '../core/workspace/changes';
import { openWorkspace, type Workspace, type WorkspaceHost } from '../core/workspace/workspace';
import { UsageError, type ParsedArguments } from './arguments';
import type { Output } from './output';
import { readPassphrase } from './passphrase';
import { pauseSentence } from './sentence';
import { version } from '../../package.json';

let startWorker: StartWorker = forkWorkers(path.join(__dirname, 'workers'));

/** Other workers than forked ones beside the bundled `cli.js`. */
export function useWorkers(start: StartWorker): void {
  startWorker = start;
}

/** What the command line lends to a workspace. */
export function commandLineHost({ threads, onBattery = true }: { threads?: number | undefined; onBattery?: boolean } = {}): WorkspaceHost {
  return { threads, power: onBattery ? MAINS : systemPower(), binaries: findBinaries(), startWorker, appVersion: version, onlyOwnJobs: true };
}

/** The vault folder that a command names. @throws UsageError */
export function vaultDir(args: ParsedArguments): string {
  const dir = args.text('vault');
  if (dir === undefined) throw new UsageError('Say which vault: --vault DIR.');
  return path.resolve(dir);
}

/** Unlocks the vault, runs the command, and locks it again whatever happens; Ctrl+C cancels in order. */
export async function withWorkspace<T>(args: ParsedArguments, work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const dir = vaultDir(args);
  if (vaultState(dir) === 'none') throw new ZapisError('vault-missing');
  const as = args.text('as');
  const vault = await openVault(dir, await readPassphrase('Passphrase: '), as === undefined ? {} : { as });
  const workspace = await openWorkspace(vault, commandLineHost({ threads: threadsOf(args), onBattery: args.flag('on-battery') }), new Changes()).catch((error: unknown) => {
    vault.close();
    throw error;
  });
  try {
    log(workspace, 'vault.unlock', { item: null, details: { by: 'command-line' } });
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

/**
 * Runs one job to its end, showing progress; where heavy work waits for power, says so. Ctrl+C cancels it and keeps what is done.
 *
 * @throws ZapisError with the job's own error, or `cancelled`
 */
export async function finishJob(workspace: Workspace, output: Output, job: Job): Promise<unknown> {
  const { jobs } = workspace;
  const stopShowing = jobs.onChange((changed) => { if (changed.id === job.id) output.progress(changed); });
  const stopTelling = tellPauses(workspace, output, job);
  const cancel = (): void => { jobs.cancel(job.id); };
  process.once('SIGINT', cancel);
  try {
    const ended = await jobs.wait(job.id);
    if (ended.state === 'cancelled') throw new ZapisError('cancelled');
    if (ended.error !== null) throw new ZapisError(ended.error.code, ended.error.params);
    return jobs.result(job.id);
  } finally {
    process.off('SIGINT', cancel);
    stopShowing();
    stopTelling();
  }
}

function tellPauses({ power }: Workspace, output: Output, { kind }: Job): () => void {
  if (!HEAVY_JOBS.includes(kind)) return () => undefined;
  const tell = ({ pausedFor }: PowerStatus): void => { output.note(pausedFor === null ? 'Goes on.' : pauseSentence(pausedFor)); };
  if (power.status().pausedFor !== null) tell(power.status());
  return power.onChange(tell);
}

/** @throws UsageError for more threads than the computer has cores */
function threadsOf(args: ParsedArguments): number | undefined {
  const given = args.text('threads');
  if (given === undefined || given === 'auto') return undefined;
  const cores = availableParallelism();
  if (!/^[1-9]\d*$/.test(given) || Number(given) > cores) throw new UsageError(`--threads takes auto or a number from 1 to ${cores}.`);
  return Number(given);
}

/** The footage with this id, or the only one whose id begins so. @throws ZapisError `footage-unknown` */
export function resolveFootageId(workspace: Workspace, given: string): string {
  const matches = listFootage(workspace.vault.db).filter((footage) => footage.id === given || (given.length >= 4 && footage.id.startsWith(given)));
  const [only] = matches;
  if (only === undefined || matches.length > 1) throw new ZapisError('footage-unknown');
  return only.id;
}
