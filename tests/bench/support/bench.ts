import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries } from '../../../electron/core/media/binaries';
import { forkWorkers } from '../../../electron/core/transcription/workerHost';
import { KDF_FLOOR } from '../../../electron/core/vault/keys';
import { createVault } from '../../../electron/core/vault/vault';
import { Changes } from '../../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../../electron/core/workspace/workspace';

/** The clone that the bench runs in; `npm run bench` starts it there. */
export const REPO = process.cwd();

/** A workspace on a new vault in a new folder, and the folder for whatever else the bench writes. */
export async function withBench(work: (bench: { workspace: Workspace; dir: string }) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'zapis-bench-'));
  const vault = await createVault(path.join(dir, 'vault'), 'four stones beside the quiet well', { kdfCost: KDF_FLOOR });
  const host = { binaries: findBinaries(), startWorker: forkWorkers(path.join(REPO, 'dist/workers')), appVersion: 'bench', onlyOwnJobs: true };
  const workspace = await openWorkspace(vault, host, new Changes());
  try {
    await work({ workspace, dir });
  } finally {
    await workspace.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Reports what a bench threw and fails the run. */
export function runBench(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
