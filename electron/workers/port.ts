/** The worker's end of the line to the process that started it. */
export interface ParentPort {
  /** Sends a structured-cloneable message. */
  post(message: unknown): void;
  /** Calls back for every message from the parent, in order. */
  onMessage(listener: (message: unknown) => void): void;
}

/** What Electron puts on `process` inside a utilityProcess; declared here because workers do not import 'electron'. */
interface UtilityParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/**
 * Finds the parent: Electron's `parentPort` in a utilityProcess, the IPC channel in a forked process
 * (command line, tests). A forked worker whose parent has gone ends itself: nobody else would.
 *
 * @throws Error when the process was started by neither.
 */
export function parentPort(): ParentPort {
  const utility = (process as unknown as { parentPort?: UtilityParentPort }).parentPort;
  if (utility) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', (event) => listener(event.data)),
    };
  }
  const send = process.send?.bind(process);
  if (!send) throw new Error('a worker needs a parent');
  // Not exit(): in the middle of recognising, the engine's own clearing up waits for ever and 100 MB stay behind. A worker has nothing to save.
  process.on('disconnect', () => { process.kill(process.pid, 'SIGKILL'); });
  return {
    post: (message) => {
      // A parent that dies between two messages must not turn into an unhandled error here.
      send(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
