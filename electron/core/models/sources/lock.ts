import { readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 2_000;
const STALE_MS = 20_000;
const LOOK_MS = 250;

/**
 * Lets one process at a time do the work, so that two clones set up at once fetch a model once. Only that:
 * should two ever hold the lock, each works in its own folder and the last rename wins with the same bytes.
 * A holder that died is noticed by its process id, or, on another machine sharing the folder, by its silence.
 */
export async function withLock<T>(file: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const owner = JSON.stringify({ host: os.hostname(), pid: process.pid });
  for (;;) {
    signal?.throwIfAborted();
    try {
      await writeFile(file, owner, { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isDead(file)) await unlink(file).catch(() => undefined);
    else await sleep(LOOK_MS, undefined, { ...(signal && { signal }) });
  }
  const beat = setInterval(() => { utimes(file, new Date(), new Date()).catch(() => undefined); }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await unlink(file).catch(() => undefined);
  }
}

async function isDead(file: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs > STALE_MS) return true;
    const { host, pid } = JSON.parse(await readFile(file, 'utf8')) as { host?: unknown; pid?: unknown };
    return host === os.hostname() && typeof pid === 'number' && !isRunning(pid);
  } catch {
    // Just removed, or created and not yet written: look again.
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
