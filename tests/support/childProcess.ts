import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

const OUT = join(__dirname, '../../node_modules/.cache/zapis-tests');

/** A TypeScript file of the tests running in a process of its own, for tests that kill it. */
export interface Child {
  readonly process: ChildProcess;
  /** Lines it has printed so far. */
  readonly lines: string[];
  /** Resolves at the first line (past or future) that starts with `start`; rejects when the process ends first. */
  line(start: string): Promise<string>;
  /** SIGKILL: no handler of the child runs. Resolves when it is gone. */
  kill(): Promise<void>;
}

const built = new Set<string>();

/** Bundles `entry` (a path from this folder) and starts it on the Node that runs the tests. */
export function startChild(entry: string, args: readonly string[]): Child {
  mkdirSync(OUT, { recursive: true });
  const outfile = join(OUT, `${basename(entry, '.ts')}-${process.pid}.cjs`);
  // Once for each process of tests: the sources do not change while they run.
  if (!built.has(outfile)) buildSync({ entryPoints: [join(__dirname, entry)], outfile, bundle: true, platform: 'node', format: 'cjs', packages: 'external', logLevel: 'warning' });
  built.add(outfile);
  const child = spawn(process.execPath, [outfile, ...args], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let over = false;
  void ended.then(() => {
    over = true;
    for (const listener of listeners) listener();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const listener of listeners) listener();
  });
  return {
    process: child,
    lines,
    line: (start) => new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((line) => line.startsWith(start));
        if (found === undefined && !over) return;
        listeners.delete(look);
        if (found === undefined) reject(new Error(`the child ended without saying "${start}"`));
        else resolve(found);
      };
      listeners.add(look);
      look();
    }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
