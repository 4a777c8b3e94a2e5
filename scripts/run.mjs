import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

const signalNumber = (signal) => constants.signals[signal] ?? 0;

/** npm is a .cmd file on Windows, which Node starts through a shell only. */
export const npm = process.platform === 'win32' ? { command: 'npm.cmd', shell: true } : { command: 'npm', shell: false };

/**
 * Runs a child to its end and gives its exit code (128 + signal where one ended it).
 * Ctrl-C reaches the whole process group, so the parent only waits for the child to finish orderly.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const ignore = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', pass);
    const done = () => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', pass);
    };
    child.on('error', (error) => (done(), reject(error)));
    child.on('close', (code, signal) => (done(), resolve(code ?? 128 + signalNumber(signal))));
  });
}

/** Runs a short child and gives what it printed; `status` is null where the program is missing. */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  return { status: result.status, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}
