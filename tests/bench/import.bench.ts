import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { runBench, withBench } from './support/bench';
import { cameraFootage } from './support/material';
import { numberOption, sideBySide } from './support/report';

/** Import (hash, encrypt, measure) beside `sha256sum` and `cp` of the same file. `--gigabytes 2`, `--runs 3`. */
runBench(() => withBench(async ({ workspace, dir }) => {
  const file = cameraFootage(dir, numberOption('gigabytes', 0.5) * 1e9);
  console.log(`${(statSync(file).size / 1e9).toFixed(2)} GB of camera footage`);
  const copy = path.join(dir, 'copy.mp4');
  await sideBySide('import', '≤ 2.0', numberOption('runs', 3), async () => {
    const { footage } = await importFootage(workspace, file);
    workspace.vault.stores.remove(footage.id);
  }, () => {
    execFileSync('sha256sum', [file]);
    execFileSync('cp', [file, copy]);
    execFileSync('sync', [copy]);
    rmSync(copy);
  });
}));
