import type { LanguageCode } from '../../shared/domain';
import { modelPath } from '../../electron/core/models/catalogue';
import { startLoopback, type Loopback } from '../../electron/core/media/loopback';
import { findBinaries, type FfmpegBinaries } from '../../electron/core/media/binaries';
import { importFootage } from '../../electron/core/footage/import';
import { listSegments } from '../../electron/core/transcript/segments';
import { transcribeFootage, type TranscribeResult } from '../../electron/core/transcription/transcribe';
import type { StartWorker } from '../../electron/core/transcription/workerHost';
import type { Vault } from '../../electron/core/vault/vault';
import { scratchDir } from './media';
import { tempVault } from './vault';
import { testWorkers } from './worker';

export interface TestTranscription {
  readonly env: { readonly vault: Vault; readonly loopback: Loopback; readonly binaries: FfmpegBinaries };
  readonly workers: StartWorker;
  readonly dir: string;
  import(file: string): Promise<string>;
  /** Runs a transcription with Whisper tiny; remembers the last checkpoint as the job queue would. */
  run(footageId: string, o?: RunOptions): Promise<TranscribeResult>;
  /** What the last run left to go on from. */
  readonly checkpoints: unknown[];
  text(footageId: string): string;
  dispose(): Promise<void>;
}

export interface RunOptions {
  readonly language?: LanguageCode | 'auto';
  readonly checkpoint?: unknown;
  readonly signal?: AbortSignal;
  readonly replace?: boolean;
  /** Whisper tiny unless told. */
  readonly modelPath?: string;
  readonly startWorker?: StartWorker;
  readonly onSegments?: (times: number) => void;
}

/** A vault with everything around it that transcription needs, all of it real. */
export async function testTranscription(name: string): Promise<TestTranscription> {
  const scratch = scratchDir(name);
  const temp = await tempVault();
  const env = { vault: temp.vault, loopback: await startLoopback(), binaries: findBinaries() };
  const workers = testWorkers();
  const checkpoints: unknown[] = [];
  return {
    env, workers, dir: scratch.dir, checkpoints,
    import: async (file) => (await importFootage(env, file)).footage.id,
    async run(footageId, o = {}) {
      let times = 0;
      return transcribeFootage({ ...env, startWorker: o.startWorker ?? workers }, footageId, {
        language: o.language ?? 'en', modelId: 'whisper-tiny', modelPath: o.modelPath ?? modelPath('whisper-tiny'),
        signal: o.signal ?? new AbortController().signal,
        checkpoint: o.checkpoint,
        // Several chunks even in a short interview.
        chunkS: 24,
        ...(o.replace === undefined ? {} : { replace: o.replace }),
        onCheckpoint: (value) => checkpoints.push(JSON.parse(JSON.stringify(value))),
        onProgress: () => undefined,
        onSegments: () => o.onSegments?.(times++),
      });
    },
    text: (footageId) => listSegments(env.vault.db, footageId).map((s) => s.text).join(' '),
    async dispose() {
      await env.loopback.close();
      temp.dispose();
      scratch.remove();
    },
  };
}
