import path from 'node:path';
import { utilityProcess } from 'electron';
import type { StartWorker, WorkerPort } from '../core/transcription/workerHost';

/**
 * Starts a worker in an Electron utilityProcess with a scrubbed environment: it sees no key, no passphrase
 * and nothing of the person's shell. It is told apart by its role, never by a footage's name.
 */
export const startUtilityWorker: StartWorker = (name): WorkerPort => {
  const child = utilityProcess.fork(path.join(__dirname, 'workers', `${name}.js`), [], {
    serviceName: `zapis-${name}`, stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
  });
  return {
    post: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { child.once('exit', listener); },
    kill: () => { child.kill(); },
  };
};
