import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ZapisError } from '../../../../shared/errors';
import type { Stage } from './mode';

/** A batch takes a second or two; without an end after this the programs hang. */
const PATIENCE_MS = 60_000;

export interface PipelineOptions {
  /** Folder of the programs. */
  readonly bin: string;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
}

/**
 * Passes text through programs, each child's output into the next one's input, without a shell. Text goes by pipes only,
 * and nothing of our environment reaches the children but a locale. All of them are gone when this settles.
 *
 * @throws ZapisError `translation-failed`, `translation-stalled`; AbortError on `signal`.
 */
export async function runPipeline(stages: readonly Stage[], text: string, { bin, signal, patienceMs = PATIENCE_MS }: PipelineOptions): Promise<string> {
  signal.throwIfAborted();
  const children = stages.map(({ program, args }) => spawn(join(bin, program), args, { stdio: ['pipe', 'pipe', 'ignore'], env: { LC_ALL: 'C.UTF-8' }, windowsHide: true }));
  let failure: unknown = null;
  const stop = (why: unknown): void => {
    failure ??= why;
    for (const child of children) child.kill('SIGKILL');
  };
  const abort = (): void => { stop(new DOMException('cancelled', 'AbortError')); };
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => { stop(new ZapisError('translation-stalled', { engine: 'Apertium' })); }, patienceMs);
  try {
    const ends = children.map((child) => ended(child, stop));
    const chunks: Buffer[] = [];
    children.forEach((child, i) => {
      // A child that ended closes its pipe; its exit code says why.
      child.stdin.on('error', () => undefined);
      const next = children[i + 1];
      if (next) child.stdout.pipe(next.stdin);
      else child.stdout.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    });
    children[0]?.stdin.end(text, 'utf8');
    const codes = await Promise.all(ends);
    if (failure !== null) throw failure;
    if (codes.some((code) => code !== 0)) throw new ZapisError('translation-failed', { engine: 'Apertium' });
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

function ended(child: ChildProcess, stop: (why: unknown) => void): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => {
      stop(new ZapisError('translation-failed', { engine: 'Apertium' }));
      resolve(null);
    });
    child.once('close', resolve);
  });
}
