import { writeHashed, type WorkOptions } from '../hashing';

/** A connection that has brought nothing for so long is dead; the next source may be alive. */
const STALL_MS = 30_000;

/**
 * Downloads a file and hashes it on the way.
 * @param bytes its exact size; more is cut off
 * @throws Error when the server cannot be reached, refuses, stalls for 30 s or sends another size
 */
export async function download(url: string, to: string, bytes: number, options: WorkOptions = {}): Promise<{ sha256: string }> {
  const stalled = new AbortController();
  const timer = setTimeout(() => { stalled.abort(new Error('the download stalled')); }, STALL_MS);
  const alive = (): void => { timer.refresh(); };
  try {
    const response = await fetch(url, { signal: AbortSignal.any([stalled.signal, ...(options.signal ? [options.signal] : [])]) });
    if (!response.ok || !response.body) throw new Error(`the server answered ${String(response.status)}`);
    const written = await writeHashed(watch(response.body, alive), to, bytes, options);
    if (written.bytes !== bytes) throw new Error('the download ended early');
    return written;
  } finally {
    clearTimeout(timer);
  }
}

async function* watch(body: AsyncIterable<Uint8Array>, alive: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    alive();
    yield piece;
  }
}
