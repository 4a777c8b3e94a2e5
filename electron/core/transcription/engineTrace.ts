import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Evidence } from './protocol';

/** The C library's record of one window of 30 seconds (`transcribe/whisper.h`). */
interface ChunkTrace {
  t0_ms: number | bigint;
  avg_logprob: number;
  no_speech_prob: number;
  compression_ratio: number;
  n_fallbacks: number;
}

/** The part of transcribe-cpp's inside that leads to its C library. */
interface Native {
  readonly F: {
    sessionInit: (model: unknown, parameters: unknown, out: unknown[]) => number;
    setAbortCallback(session: unknown, callback: unknown, data: null): void;
  };
  readonly T: Readonly<Record<string, unknown>>;
  readonly lib: { func(name: string, result: string, parameters: readonly unknown[]): (...values: unknown[]) => number };
  readonly koffi: {
    sizeof(type: unknown): number;
    pointer(type: unknown): unknown;
    inout(type: unknown): unknown;
    register(callback: () => boolean, type: unknown): unknown;
  };
  readonly abortProto: unknown;
}

export interface EngineWatch {
  /** What the engine thinks of its last text, one entry for each window; none where the library does not say (other families have no such record). */
  evidence(): Evidence[];
  /**
   * Lets the following runs of the session end after their first window of 30 seconds, as if somebody had cancelled
   * them then, or not any more. Null where the engine cannot be told so.
   */
  readonly onlyFirstWindow: ((only: boolean) => void) | null;
}

const BLIND: EngineWatch = { evidence: () => [], onlyFirstWindow: null };

/**
 * Looks over the engine's shoulder. The C library says what it thinks of its text and asks between windows whether to go
 * on; transcribe-cpp 0.2.3 does not pass that on. Its version is pinned, and where its inside looks different all text goes
 * without evidence, and sound is heard to its end.
 *
 * @returns watches the session opened next.
 */
export async function watchEngine(): Promise<EngineWatch> {
  try {
    const native = await engineInside();
    const type = native.T['transcribe_whisper_chunk_trace'];
    const count = native.lib.func('transcribe_get_whisper_chunk_count', 'int', ['void *']);
    const read = native.lib.func('transcribe_get_whisper_chunk_trace', 'int', ['void *', 'int', native.koffi.inout(native.koffi.pointer(type))]);
    const size = native.koffi.sizeof(type);
    let session: unknown;
    const open = native.F.sessionInit;
    native.F.sessionInit = (model, parameters, out) => {
      const status = open(model, parameters, out);
      session = out[0];
      return status;
    };
    const traceOf = (index: number): ChunkTrace => {
      const trace = { struct_size: size, t0_ms: 0, t1_ms: 0, temperature_used: 0, compression_ratio: 0, avg_logprob: 0, no_speech_prob: 0, no_speech_triggered: false, n_fallbacks: 0 };
      read(session, index, trace);
      return trace;
    };
    const windows = (): number => (session === undefined ? 0 : count(session));
    let isNew = false;
    // Asked once before the record of the run before is gone: that one does not count.
    const callback = native.koffi.register(() => {
      const heard = windows();
      if (heard === 0) isNew = true;
      return isNew && heard > 0;
    }, native.koffi.pointer(native.abortProto));
    return {
      evidence: () => Array.from({ length: windows() }, (_, i) => evidenceOf(traceOf(i))).filter((e) => Number.isFinite(e.logprob)),
      onlyFirstWindow(only) {
        isNew = false;
        native.F.setAbortCallback(session, only ? callback : null, null);
      },
    };
  } catch {
    return BLIND;
  }
}

/** The package exports its front door only; its inside has to be the very module that the front door uses. */
async function engineInside(): Promise<Native> {
  const folder = createRequire(__filename).resolve.paths('transcribe-cpp')?.find((f) => existsSync(join(f, 'transcribe-cpp')));
  const inside = (await import(pathToFileURL(join(folder ?? '', 'transcribe-cpp/dist/native.js')).href)) as { native(): Native };
  return inside.native();
}

function evidenceOf(t: ChunkTrace): Evidence {
  return { fromMs: Number(t.t0_ms), logprob: t.avg_logprob, noSpeech: t.no_speech_prob, compression: t.compression_ratio, tries: t.n_fallbacks + 1 };
}
