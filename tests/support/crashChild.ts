import { createInterface } from 'node:readline';
import { forkWorkers } from '../../electron/core/transcription/workerHost';
import { openVault, type OpenVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { compare, compareSettled } from './crashCheck';
import type { Order } from './crashLedger';
import { runPhase, settle } from './crashPhases';
import { HOST } from './people';

function say(...parts: string[]): void {
  process.stdout.write(`${JSON.stringify(parts)}\n`);
}

/** The order comes when the process is up, so that the next one can be started while this one still works. */
function order(): Promise<Order> {
  return new Promise((resolve) => createInterface({ input: process.stdin }).once('line', (line) => { resolve(JSON.parse(line) as Order); }));
}

async function open({ stage, ledger }: Order): Promise<OpenVault> {
  const failed: string[] = [];
  for (const passphrase of ledger.passphrases) {
    try {
      const vault = await openVault(stage.dir, passphrase);
      say('opened-with', passphrase);
      ledger.passphrases = [passphrase];
      return vault;
    } catch (error) {
      failed.push(wordsOf(error));
    }
  }
  throw new Error(`the vault does not open: ${failed.join(', ')}`);
}

/** As the app does at each unlock, with the look at the ledger before anything is taken up again. */
async function main(): Promise<void> {
  const given = await order();
  say('opening');
  const vault = await open(given);
  const workspace: Workspace = await openWorkspace(vault, { ...HOST, onlyOwnJobs: false, startWorker: forkWorkers(given.stage.workers) }, new Changes());
  for (const problem of await compare(workspace, given)) say('lost', problem);
  const states = new Map<string, string>();
  workspace.jobs.onChange(({ id, kind, state }) => {
    if (states.get(id) === state) return;
    states.set(id, state);
    say('job', id, kind, state);
  });
  workspace.jobs.resume();
  say('ready');
  if (given.phase !== 'settle') return runPhase({ workspace, order: given, say });
  await settle({ workspace, order: given, say });
  for (const problem of [...await compare(workspace, { ...given, deep: true }), ...await compareSettled(workspace, given)]) say('lost', problem);
  await workspace.close();
  say('settled');
  process.exit(0);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${String((error as { cause?: unknown }).cause ?? '')} ${error.stack ?? ''}` : 'unknown';
}

main().catch((error: unknown) => {
  say('lost', wordsOf(error));
  process.exitCode = 1;
});
