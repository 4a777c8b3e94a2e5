import { spawn, type ChildProcess } from 'node:child_process';
import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { ZapisError } from '../../../shared/errors';
import type { FfmpegBinaries } from './binaries';
import { ProgressParser, type FfmpegProgress } from './progress';
import { fetchesOptions, offTheList, type GraphServer } from './graphs';
import { guardInputs } from './guard';
import { brokenReading } from './loopback';

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** The loopback's credentials (`Served.env`); everything else of our own environment stays here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of `env` where there is a filter graph: from here the child gets it. */
  readonly served?: GraphServer;
  readonly input?: AsyncIterable<Uint8Array>;
  /** Awaited before more is read from the child, so a slow consumer slows ffmpeg instead of filling memory. */
  readonly onStdout?: (chunk: Buffer) => void | Promise<void>;
  readonly onProgress?: (progress: FfmpegProgress) => void;
  /** Milliseconds without any sign of work after which the child is killed; 120 000 unless told. */
  readonly stallTimeoutMs?: number;
}

/** How a child ended when it did not end well. For deciding, never for logs: ffmpeg repeats metadata of the footage. */
export class ToolExit extends Error {
  override readonly name = 'ToolExit';
  constructor(readonly exitCode: number | null, readonly stderr: string) {
    super('the media tool did not end well');
  }
}

const STDERR_KEPT = 16_384;
const STALL_MS = 120_000;

/**
 * Runs ffmpeg to its end. Arguments are an array, never a shell line; inputs may only be the loopback,
 * a pipe or `lavfi` (see `guardInputs`). Resolves after the child is gone.
 *
 * @throws ZapisError `ffmpeg-failed` (cause `ToolExit`) or `ffmpeg-stalled`; what kept the child from its input (`footage-damaged`);
 *   `AbortError` when cancelled;
 *   whatever `onStdout` or `input` throw.
 */
export async function runFfmpeg(binaries: FfmpegBinaries, args: readonly string[], o: RunOptions = {}): Promise<{ stderr: string }> {
  const fixed = ['-nostdin', '-hide_banner', '-loglevel', 'warning', '-nostats', '-progress', 'pipe:3', '-stats_period', '0.25'];
  const shown = offTheList(args, o.served, o.served !== undefined && await fetches(binaries.ffmpeg));
  const { stderr } = await run(binaries.ffmpeg, [...fixed, ...guardInputs(shown)], o.served ? { ...o, env: o.served.env } : o);
  return { stderr };
}

/** Asked once of each program. */
const asked = new Map<string, Promise<boolean>>();

function fetches(ffmpeg: string): Promise<boolean> {
  const before = asked.get(ffmpeg);
  if (before) return before;
  const now = versionOf(ffmpeg).then(fetchesOptions);
  asked.set(ffmpeg, now);
  now.catch(() => { asked.delete(ffmpeg); });
  return now;
}

/** First line of `ffmpeg -version` without the copyright, such as `n8.0.1-40-gabb609bb58`. Throws as `runFfmpeg` does. */
export async function versionOf(ffmpeg: string): Promise<string> {
  const { stdout } = await runTool(ffmpeg, ['-version'], {});
  return /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
}

/** Runs ffprobe and answers with its standard output (at most 64 MiB). Throws as `runFfmpeg` does. */
export async function runFfprobe(binaries: FfmpegBinaries, args: readonly string[], o: Omit<RunOptions, 'onStdout' | 'onProgress'> = {}): Promise<string> {
  const { stdout } = await runTool(binaries.ffprobe, ['-hide_banner', '-loglevel', 'error', ...guardInputs(args)], o);
  return stdout;
}

/**
 * Runs ffprobe and hands over its output line by line; `onLine` answers false to have seen enough, which
 * ends the child and is no failure. Throws as `runFfmpeg` does.
 */
export async function ffprobeLines(binaries: FfmpegBinaries, args: readonly string[], o: Omit<RunOptions, 'onStdout' | 'onProgress'> & { onLine: (line: string) => boolean }): Promise<void> {
  const enough = new Error('enough');
  let rest = '';
  try {
    await run(binaries.ffprobe, ['-hide_banner', '-loglevel', 'error', ...guardInputs(args)], {
      ...o,
      onStdout: (chunk) => {
        const lines = (rest + chunk.toString('latin1')).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (!o.onLine(line)) throw enough;
      },
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
}

/** Runs either tool with exactly these arguments and collects its standard output. Throws as `runFfmpeg` does. */
export async function runTool(file: string, args: readonly string[], o: Omit<RunOptions, 'onStdout' | 'onProgress'>): Promise<{ stdout: string; stderr: string }> {
  const chunks: Buffer[] = [];
  let size = 0;
  const { stderr } = await run(file, args, {
    ...o,
    onStdout: (chunk) => {
      size += chunk.length;
      if (size > 64 * 1024 * 1024) throw new ZapisError('ffmpeg-failed');
      chunks.push(chunk);
    },
  });
  return { stdout: Buffer.concat(chunks).toString('utf8'), stderr };
}

async function run(file: string, args: readonly string[], o: RunOptions): Promise<{ stderr: string }> {
  o.signal?.throwIfAborted();
  const child = spawn(file, args, {
    stdio: [o.input ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'],
    env: scrubbedEnv(o.env ?? {}),
    windowsHide: true,
  });
  let failure: unknown = null;
  const stop = (why: unknown): void => {
    failure ??= why;
    child.kill('SIGKILL');
  };
  const abort = (): void => stop(abortError());
  o.signal?.addEventListener('abort', abort, { once: true });
  const watch = stallWatch(o.stallTimeoutMs ?? STALL_MS, () => stop(new ZapisError('ffmpeg-stalled')));
  try {
    const ended = exit(child);
    const stderr = tail(child.stderr);
    const work = [readProgress(child, watch, o.onProgress), readStdout(child, watch, o.onStdout), writeInput(child, watch, o.input)];
    await Promise.all(work.map((part) => part.catch(stop)));
    const code = await ended;
    if (failure !== null) throw failure;
    // A tool takes a line that goes dead for the end of the file and may end well: faces behind it would go unseen.
    const broke = brokenReading(o.env);
    if (broke) throw broke;
    if (code !== 0) throw new ZapisError('ffmpeg-failed', {}, { cause: new ToolExit(code, stderr()) });
    return { stderr: stderr() };
  } finally {
    watch.end();
    o.signal?.removeEventListener('abort', abort);
  }
}

/** Waits for the exit and for all pipes to drain, so no zombie and no half-read output stays behind. */
function exit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new ZapisError('ffmpeg-missing', { tool: 'ffmpeg' }, { cause })));
    child.once('close', (code) => resolve(code));
  });
}

async function readStdout(child: ChildProcess, watch: StallWatch, onStdout: RunOptions['onStdout']): Promise<void> {
  if (!child.stdout) return;
  for await (const chunk of child.stdout) {
    watch.pause();
    if (onStdout) await onStdout(chunk as Buffer);
    watch.resume();
  }
}

async function readProgress(child: ChildProcess, watch: StallWatch, onProgress: RunOptions['onProgress']): Promise<void> {
  const pipe = child.stdio[3];
  if (!(pipe instanceof Readable)) return;
  const parser = new ProgressParser();
  let last = '';
  for await (const chunk of pipe) {
    for (const report of parser.push(String(chunk))) {
      // Reports keep coming while ffmpeg waits for input: only a changed one is a sign of work.
      const now = `${report.outTimeUs} ${report.frame}`;
      if (now !== last) watch.touch();
      last = now;
      onProgress?.(report);
    }
  }
}

async function writeInput(child: ChildProcess, watch: StallWatch, input: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  const stdin = child.stdin;
  if (!input || !stdin) return;
  // ffmpeg may stop reading when it has enough (-t): a closed pipe is its right, the exit code judges.
  stdin.on('error', () => undefined);
  for await (const chunk of input) {
    if (stdin.destroyed || child.exitCode !== null) break;
    watch.touch();
    if (!stdin.write(chunk)) await new Promise<void>((resolve) => {
      stdin.once('drain', resolve);
      stdin.once('close', resolve);
    });
  }
  stdin.end();
  await finished(stdin).catch(() => undefined);
}

function tail(stream: Readable | null): () => string {
  let kept = '';
  stream?.on('data', (chunk: Buffer) => { kept = (kept + chunk.toString('utf8')).slice(-STDERR_KEPT); });
  return () => kept;
}

/** `touch` on a sign of work; `pause` while the child waits for us and not the other way round. */
interface StallWatch { touch(): void; pause(): void; resume(): void; end(): void }

function stallWatch(ms: number, onStall: () => void): StallWatch {
  let paused = false;
  let timer = setTimeout(onStall, ms);
  const touch = (): void => {
    clearTimeout(timer);
    if (!paused) timer = setTimeout(onStall, ms);
  };
  const set = (value: boolean): void => { paused = value; touch(); };
  return { touch, pause: () => set(true), resume: () => set(false), end: () => set(true) };
}

/** Only what the tools need: a proxy, a preload or a library path of the person's shell must not reach them. */
function scrubbedEnv(extra: Readonly<Record<string, string>>): Record<string, string> {
  const env: Record<string, string> = { LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' };
  // Windows cannot open sockets without its system folder.
  if (process.platform === 'win32' && process.env['SystemRoot']) env['SystemRoot'] = process.env['SystemRoot'];
  return { ...env, ...extra };
}

function abortError(): Error {
  return new DOMException('cancelled', 'AbortError');
}
