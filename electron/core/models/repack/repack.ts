import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { GGML_F16, GGML_F32, GGML_Q8_0, ggmlHead, ggmlTensorHead, readGgml, type GgmlHeader, type GgmlModel, type GgmlTensor } from './ggml';
import { HALF_VALUES, toHalf } from './half';
import { huggingFaceName, tensorOrder } from './names';
import { readOnnx } from './onnx';
import { readParameters, type Parameter } from './parameters';
import { quantiseQ8 } from './q8';
import { FileBytes } from './randomBytes';

export interface RepackInput {
  /** `encoder_model_quantized.onnx`. */
  readonly encoder: string;
  /** `decoder_model_merged_quantized.onnx`. */
  readonly decoder: string;
  /** `config.json` beside them: widths, heads, layers. */
  readonly config: string;
  /** An official multilingual f16 ggml file: gives mel filters, vocabulary, tensor order, ranks and types. */
  readonly template: string;
}

export interface RepackOptions {
  readonly signal?: AbortSignal | undefined;
  /** Fraction done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** whisper.cpp adds these elsewhere than where quantised weights may stand, so its own tool leaves them alone. */
const NEVER_QUANTISED = new Set(['encoder.conv1.bias', 'encoder.conv2.bias', 'encoder.positional_embedding', 'decoder.positional_embedding']);
/** Weights in memory at a time. */
const BATCH = 1 << 20;

/**
 * Turns Whisper's int8 ONNX export into a whisper.cpp model, in a few megabytes of memory whatever its size.
 * Weights pass through half precision before q8_0, as they do when whisper.cpp quantises its own f16 file.
 * The result depends on the input bytes alone.
 * @param out written from the start; the caller gives a place that nobody reads yet
 * @returns size in bytes and SHA-256 of what was written
 */
export async function repackWhisper(input: RepackInput, out: string, format: 'f16' | 'q8_0', options: RepackOptions = {}): Promise<{ bytes: number; sha256: string }> {
  using encoder = new FileBytes(input.encoder);
  using decoder = new FileBytes(input.decoder);
  using template = new FileBytes(input.template);
  const model = readGgml(template);
  const header = headerFrom(JSON.parse(await readFile(input.config, 'utf8')), model, format);
  const parameters = new Map([...readParameters(readOnnx(encoder), 'encoder'), ...readParameters(readOnnx(decoder), 'decoder')]);
  const plan = planTensors(model, header, parameters, format);

  const hash = createHash('sha256');
  await using file = await open(out, 'wx');
  let bytes = 0;
  const write = async (piece: Buffer): Promise<void> => {
    hash.update(piece);
    bytes += piece.length;
    await file.writeFile(piece);
  };
  await write(ggmlHead(header));
  await write(template.read(model.shared.at, model.shared.bytes));
  const total = plan.reduce((sum, { parameter }) => sum + size(parameter), 0);
  let done = 0;
  for (const { tensor, parameter } of plan) {
    await write(ggmlTensorHead(tensor));
    const rows = parameter.shape[0] ?? 1;
    const perRow = size(parameter) / rows;
    const step = Math.max(1, Math.floor(BATCH / perRow));
    for (let first = 0; first < rows; first += step) {
      options.signal?.throwIfAborted();
      const count = Math.min(step, rows - first);
      await write(encode(parameter.rows(first, count), tensor.type));
      done += count * perRow;
      options.onProgress?.(done / total);
    }
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}

const size = (parameter: Parameter): number => parameter.shape.reduce((a, b) => a * b, 1);

type Planned = { readonly tensor: Pick<GgmlTensor, 'name' | 'dims' | 'type'>; readonly parameter: Parameter };

/** Every tensor of the new file, in order, with the weights that fill it; each weight is used exactly once. */
function planTensors(model: GgmlModel, header: GgmlHeader, parameters: ReadonlyMap<string, Parameter>, format: 'f16' | 'q8_0'): Planned[] {
  const like = new Map(model.tensors.map((tensor) => [tensor.name, tensor]));
  const left = new Set(parameters.keys());
  const layers = { encoder: header.audioLayers, decoder: header.textLayers };
  const plan = tensorOrder(model.tensors.map((tensor) => tensor.name), layers).map((place): Planned => {
    const template = like.get(place.like);
    const parameter = parameters.get(huggingFaceName(place.name));
    if (!template || !parameter) throw new Error(`repack: no weights found for ${place.name}`);
    left.delete(huggingFaceName(place.name));
    const dims = [...parameter.shape].reverse();
    // ggml keeps the bias of a convolution as a column, so that it broadcasts over time.
    if (/^encoder\.conv\d\.bias$/.test(place.name)) dims.unshift(1);
    if (dims.length !== template.dims.length) throw new Error(`repack: ${place.name} has another rank than the template's`);
    const quantise = format === 'q8_0' && dims.length === 2 && !NEVER_QUANTISED.has(place.name);
    return { tensor: { name: place.name, dims, type: quantise ? GGML_Q8_0 : template.type }, parameter };
  });
  const [unused] = left;
  if (unused !== undefined) throw new Error(`repack: nothing takes the weights ${unused}`);
  return plan;
}

function encode(values: Float32Array, type: number): Buffer {
  if (type === GGML_F32) return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  if (type === GGML_Q8_0) {
    for (let i = 0; i < values.length; i++) values[i] = HALF_VALUES[toHalf(values[i] as number)] as number;
    return quantiseQ8(values);
  }
  if (type !== GGML_F16) throw new Error(`repack: tensor type ${String(type)} cannot be written`);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = toHalf(values[i] as number);
  return Buffer.from(halves.buffer, halves.byteOffset, halves.byteLength);
}

function headerFrom(config: unknown, model: GgmlModel, format: 'f16' | 'q8_0'): GgmlHeader {
  const number = (key: string): number => {
    const value: unknown = (config as Record<string, unknown>)[key];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw new Error(`repack: config.json lacks ${key}`);
    return value;
  };
  const header: GgmlHeader = {
    vocabulary: number('vocab_size'),
    audioContext: number('max_source_positions'),
    audioState: number('d_model'),
    audioHeads: number('encoder_attention_heads'),
    audioLayers: number('encoder_layers'),
    textContext: number('max_target_positions'),
    textState: number('d_model'),
    textHeads: number('decoder_attention_heads'),
    textLayers: number('decoder_layers'),
    melBands: number('num_mel_bins'),
    fileType: format === 'q8_0' ? 2007 : 1,
  };
  if (header.vocabulary !== model.header.vocabulary || header.melBands !== model.header.melBands || model.header.fileType !== 1) {
    throw new Error('repack: the template belongs to another family of models');
  }
  return header;
}
