import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type * as Onnx from 'onnxruntime-web/wasm';
import { SAMPLE_RATE } from '../levels';
import { BLOCK_FRAMES, BLOCKS, FRAME_SAMPLES, STRETCH_SAMPLES, WARM_FRAMES, WARM_SAMPLES } from './grid';

/** Silero VAD v6, MIT, as packed in npm's @ricky0123/vad-web. */
const MODEL = { file: '@ricky0123/vad-web/dist/silero_vad_v6.onnx', sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3' };
const RUNTIME = 'onnxruntime-web/ort-wasm-simd-threaded.wasm';

/** Samples before each frame that the model wants to see again. */
const CONTEXT = 64;
const INPUT = CONTEXT + FRAME_SAMPLES;
/** Two layers of memory of 128 numbers each. */
const STATE = 128;

export interface SpeechDetector {
  /**
   * How likely somebody speaks in each frame of a stretch, 0 to 1.
   *
   * @param sound `WARM_SAMPLES` of what was before (zeros at the very start), then up to `STRETCH_SAMPLES`; a last
   * frame that is not full counts as one, filled up with silence.
   */
  listen(sound: Float32Array): Promise<Float32Array>;
}

/**
 * Loads the model into a WebAssembly runtime on one thread: the same numbers on every machine, and hostile sound cannot
 * reach beyond the runtime's own memory.
 *
 * @throws Error when the model or the runtime is missing or damaged.
 */
export async function createSpeechDetector(): Promise<SpeechDetector> {
  const find = createRequire(__filename);
  const [model, runtime] = await Promise.all([readFile(find.resolve(MODEL.file)), readFile(find.resolve(RUNTIME))]);
  if (createHash('sha256').update(model).digest('hex') !== MODEL.sha256) throw new Error('the speech detector is damaged');
  const onnx: typeof Onnx = await import('onnxruntime-web/wasm');
  onnx.env.wasm.wasmBinary = new Uint8Array(runtime).buffer;
  onnx.env.wasm.numThreads = 1;
  // The engine compiles what is called often anew, on as many threads as there are, and needs 90 MB for it. One at a time,
  // the largest memory is that of the largest function, and not of whichever happen to meet.
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  const session = await onnx.InferenceSession.create(new Uint8Array(model), { logSeverityLevel: 3 });
  const rate = new onnx.Tensor('int64', BigInt64Array.of(BigInt(SAMPLE_RATE)), []);

  const judge = async (sound: Float32Array): Promise<Float32Array> => {
    const frames = Math.min(BLOCKS * BLOCK_FRAMES, Math.ceil((sound.length - WARM_SAMPLES) / FRAME_SAMPLES));
    const heard = new Float32Array(Math.max(0, frames));
    const input = new Float32Array(BLOCKS * INPUT);
    let state: Float32Array = new Float32Array(2 * BLOCKS * STATE);
    // All blocks are always there, silent or not: the runtime may round differently for another number of them.
    for (let step = 0; step < WARM_FRAMES + longestBlock(frames); step++) {
      for (let block = 0; block < BLOCKS; block++) copyFrame(sound, (block * BLOCK_FRAMES + step) * FRAME_SAMPLES, input, block * INPUT);
      const answer = await session.run({
        input: new onnx.Tensor('float32', input, [BLOCKS, INPUT]), state: new onnx.Tensor('float32', state, [2, BLOCKS, STATE]), sr: rate,
      });
      state = numbers(answer['stateN']);
      if (step < WARM_FRAMES) continue;
      const speech = numbers(answer['output']);
      for (let block = 0; block < BLOCKS; block++) {
        const frame = block * BLOCK_FRAMES + step - WARM_FRAMES;
        if (frame < heard.length) heard[frame] = speech[block] ?? 0;
      }
    }
    return heard;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    // One at a time: the runtime's memory does not stand two runs at once.
    listen(sound) {
      const answer = last.then(() => judge(sound));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

/** A stretch shorter than a block needs no more steps than it has frames. */
function longestBlock(frames: number): number {
  return Math.min(BLOCK_FRAMES, Math.max(0, frames));
}

/** A frame with the samples before it, zeros where there is no sound. */
function copyFrame(sound: Float32Array, from: number, to: Float32Array, at: number): void {
  const first = from - CONTEXT;
  const part = sound.subarray(Math.max(0, first), Math.min(from + FRAME_SAMPLES, WARM_SAMPLES + STRETCH_SAMPLES));
  to.fill(0, at, at + INPUT);
  to.set(part, at + Math.max(0, -first));
}

function numbers(tensor: Onnx.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the speech detector answered something else');
  return tensor.data;
}
