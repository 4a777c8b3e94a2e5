import { fork } from 'node:child_process';
import { join } from 'node:path';

export type WorkerName = 'recogniser' | 'aligner' | 'speechDetector' | 'voices' | 'faces' | 'bergamot' | 'speller';

/** The parent's end of the line to a worker process, whatever carries it. */
export interface WorkerPort {
  /** Sends a structured-cloneable message; silently dropped once the worker has ended. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls back once, however the worker ended: by itself, by `kill`, or by a crash. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts a worker process. The app brings a utilityProcess one, the command line and tests `forkWorkers`. */
export type StartWorker = (name: WorkerName) => WorkerPort;

/** What a native library may need to find itself; nothing else of the parent's environment reaches a worker. */
const INHERITED = ['PATH', 'LANG', 'LC_ALL', 'SYSTEMROOT', 'SystemRoot', 'WINDIR', 'TEMP', 'TMP', 'TMPDIR'];

function scrubbedEnvironment(): NodeJS.ProcessEnv {
  const kept = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}

/**
 * Workers as forked processes of this same Node, for where there is no Electron app around.
 *
 * @param folder where the built workers lie (`dist/workers`).
 */
export function forkWorkers(folder: string): StartWorker {
  return (name) => {
    // stdout and stderr are dropped: native libraries print file paths and, some, recognised text.
    const child = fork(join(folder, `${name}.js`), [], {
      env: scrubbedEnvironment(),
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let ended: { code: number | null } | undefined;
    const exitListeners: ((code: number | null) => void)[] = [];
    const end = (code: number | null): void => {
      if (ended) return;
      ended = { code };
      for (const listener of exitListeners) listener(code);
    };
    child.on('exit', end);
    child.on('error', () => end(null));
    return {
      post: (message) => {
        if (!ended && child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        if (ended) listener(ended.code);
        else exitListeners.push(listener);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
