import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects what the lock has let go of in this process. Keys and chunks are wiped byte by byte where they are held;
 * texts are strings of the engine, which nothing can wipe: this shortens the time they lie there.
 */
export function sweepHeap(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect();
}
