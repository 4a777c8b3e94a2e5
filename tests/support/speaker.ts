import { buildSync } from 'esbuild';
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageCode, Word } from '../../shared/domain';

/** What to speak and how badly to record it. */
export interface RecordingRequest {
  readonly text: string;
  /** espeak voice with variant, such as `hr+f3`. */
  readonly voice: string;
  readonly rate: number;
  readonly pitch: number;
  /** White noise over the whole recording. */
  readonly snrDb: number;
  /** Share of words before which someone pauses for 0.4 to 2 s; 0 leaves the reading as it is. */
  readonly pauses: number;
  readonly seed: number;
}

export interface Recording {
  /** Mono 16 kHz. */
  readonly pcm: Float32Array;
  /** True start of each token that the synthesiser reported. */
  readonly truth: readonly { readonly token: number; readonly startUs: number }[];
  /** The pauses put in. */
  readonly pauses: readonly { readonly startUs: number; readonly endUs: number }[];
}

export interface AlignCostRequest {
  readonly pcm: Float32Array;
  readonly text: string;
  readonly language: LanguageCode;
  readonly repeat: number;
}
export interface AlignCost {
  readonly words: readonly Word[];
  /** Processor time of one alignment. */
  readonly cpuMs: number;
  /** Largest memory of the process so far. */
  readonly peakBytes: number;
}

export interface Speaker {
  record(request: RecordingRequest): Promise<Recording>;
  /** Aligns in the speaker's own process and tells what it cost. */
  cost(request: AlignCostRequest): Promise<AlignCost>;
  stop(): void;
}

/**
 * Starts a process that speaks test recordings whose word times are known.
 *
 * @param folder this file's own, where a bundle that holds it lies elsewhere.
 */
export function startSpeaker(folder: string = __dirname): Speaker {
  const outdir = join(folder, '../../node_modules/.cache/zapis-tests', `speaker-${process.pid}`);
  mkdirSync(outdir, { recursive: true });
  const outfile = join(outdir, 'speaker.js');
  buildSync({ entryPoints: [join(folder, 'speakerWorker.ts')], outfile, bundle: true, platform: 'node', format: 'cjs', packages: 'external', logLevel: 'warning' });
  const child = fork(outfile, [], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, execArgv: [], serialization: 'advanced' });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let next = 0;
  child.on('message', ({ id, value }: { id: number; value: unknown }) => {
    waiting.get(id)?.resolve(value);
    waiting.delete(id);
  });
  child.on('exit', (code) => waiting.forEach(({ reject }) => reject(new Error(`the speaker ended with ${String(code)}`))));
  const ask = <T>(what: object): Promise<T> => new Promise<unknown>((resolve, reject) => {
    waiting.set(++next, { resolve, reject });
    child.send({ id: next, ...what });
  }) as Promise<T>;
  return { record: (record) => ask({ record }), cost: (cost) => ask({ cost }), stop: () => void child.kill() };
}
