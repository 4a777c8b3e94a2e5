import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { REPO } from './app';

/** What the built command line answered to `--json`. */
export interface Answer { readonly code: number | null; readonly json: Record<string, unknown>; readonly err: string }

/** Runs the built command line the way a person in a terminal does. */
export function zapis(args: readonly string[], env: Readonly<Record<string, string>> = {}): Answer {
  const { status, stdout, stderr } = spawnSync(path.join(REPO, 'node_modules/electron/dist/electron'), [path.join(REPO, 'dist/cli.js'), ...args, '--json'], {
    encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
  });
  return { code: status, json: stdout.trim() === '' ? {} : JSON.parse(stdout) as Record<string, unknown>, err: stderr };
}
