import { buildSync } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { forkWorkers, type StartWorker, type WorkerName, type WorkerPort } from '../../electron/core/transcription/workerHost';

const SOURCES = join(__dirname, '../../electron/workers');
/** Inside node_modules, so that the workers find the packages that the bundle leaves out. */
const OUT = join(__dirname, '../../node_modules/.cache/zapis-test-workers');

/** The real workers, bundled from the sources as they are now: `dist/` may be older than what is tested. */
export function testWorkers(): StartWorker {
  return forkWorkers(buildWorkers());
}

/** The folder that holds them, for a process of its own to start them from; gone when this one ends. */
export function buildWorkers(): string {
  const outdir = join(OUT, String(process.pid));
  mkdirSync(outdir, { recursive: true });
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  const entryPoints = (['recogniser', 'aligner', 'speechDetector', 'voices', 'faces', 'bergamot'] as const).map((name) => join(SOURCES, `${name}.ts`)).filter((file) => existsSync(file));
  buildSync({ entryPoints, outdir, bundle: true, platform: 'node', format: 'cjs', packages: 'external', logLevel: 'warning' });
  return outdir;
}

/** Ids of worker processes of this test that still live; null where the system does not tell (only Linux does). */
export function livingWorkers(): number[] | null {
  if (!existsSync('/proc/self/cmdline')) return null;
  const folder = join(OUT, String(process.pid));
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`);
    } catch {
      return false;
    }
  });
}

/** Ids of ffmpeg processes that this test has started and that still live; null where the system does not tell. */
export function livingDecoders(): number[] | null {
  if (!existsSync('/proc/self/stat')) return null;
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      // pid (name) state parent …
      const [name, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/ \(|\) /).slice(1);
      return name === 'ffmpeg' && Number(rest?.split(' ')[1]) === process.pid && rest?.startsWith('Z') === false;
    } catch {
      return false;
    }
  });
}

/** Lets a test see, count and kill the worker processes that it caused. */
export function watchedWorkers(start: StartWorker): { startWorker: StartWorker; started: WorkerName[]; killNewest(name: WorkerName): void } {
  const started: WorkerName[] = [];
  const newest = new Map<WorkerName, WorkerPort>();
  return {
    started,
    startWorker: (name) => {
      const port = start(name);
      started.push(name);
      newest.set(name, port);
      return port;
    },
    killNewest: (name) => newest.get(name)?.kill(),
  };
}
