import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

/** From here, and from the folder that a bundled bench runs in. */
const ROOT = join(__dirname, '../..');
const OUT = join(ROOT, 'node_modules/.cache/zapis-tests');

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

/** As in the real bundles: these find their files by their own path. The rest in one file starts twice as fast. */
const EXTERNAL = ['electron', 'better-sqlite3-multiple-ciphers', 'transcribe-cpp', '@node-rs/argon2', '@echogarden/espeak-ng-emscripten', 'pdfkit'];

/** Bundles `entry` (a path from this folder) and starts it on the Node that runs the tests. With `listens`, its stdin is a pipe. */
export function startChild(entry: string, args: readonly string[], { listens = false }: { listens?: boolean } = {}): Child {
  mkdirSync(OUT, { recursive: true });
  const outfile = join(OUT, `${basename(entry, '.ts')}-${process.pid}.cjs`);
  // Once for each process of tests: the sources do not change while they run.
  if (!built.has(outfile)) buildSync({ entryPoints: [join(ROOT, 'tests/support', entry)], outfile, bundle: true, platform: 'node', format: 'cjs', external: EXTERNAL, logLevel: 'warning' });
  built.add(outfile);
  const child = spawn(process.execPath, [outfile, ...args], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_COMPILE_CACHE: join(OUT, 'compiled') }, stdio: [listens ? 'pipe' : 'ignore', 'pipe', 'inherit'] });
  const { stdout } = child;
  if (stdout === null) throw new Error('the child has no stdout');
  // Killed before it has read what it was told.
  child.stdin?.on('error', () => undefined);
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let over = false;
  void ended.then(() => {
    over = true;
    for (const listener of listeners) listener();
  });
  createInterface({ input: stdout }).on('line', (line) => {
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
