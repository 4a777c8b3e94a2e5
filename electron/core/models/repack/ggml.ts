import type { RandomBytes } from './randomBytes';
import { Q8_BLOCK, Q8_BLOCK_BYTES } from './q8';

/** First four bytes of whisper.cpp's own model format, little-endian: "ggml". */
export const GGML_MAGIC = 0x67676d6c;
export const GGML_F32 = 0;
export const GGML_F16 = 1;
export const GGML_Q8_0 = 8;

/** Widths and counts at the head of a Whisper model, in file order. */
export interface GgmlHeader {
  readonly vocabulary: number;
  readonly audioContext: number;
  readonly audioState: number;
  readonly audioHeads: number;
  readonly audioLayers: number;
  readonly textContext: number;
  readonly textState: number;
  readonly textHeads: number;
  readonly textLayers: number;
  readonly melBands: number;
  /** 1 for f16; 2007 for q8_0 (quantisation version 2 × 1000 + ggml's file type 7). */
  readonly fileType: number;
}
const HEADER_FIELDS = [
  'vocabulary', 'audioContext', 'audioState', 'audioHeads', 'audioLayers',
  'textContext', 'textState', 'textHeads', 'textLayers', 'melBands', 'fileType',
] as const;
const HEADER_BYTES = 4 + 4 * HEADER_FIELDS.length;

export interface GgmlTensor {
  readonly name: string;
  /** Fastest-running dimension first, as ggml writes them. */
  readonly dims: readonly number[];
  readonly type: number;
  readonly at: number;
  readonly bytes: number;
}

export interface GgmlModel {
  readonly header: GgmlHeader;
  /** Where mel filters and vocabulary lie: the same for every multilingual size up to medium. */
  readonly shared: { readonly at: number; readonly bytes: number };
  readonly tensors: readonly GgmlTensor[];
}

function tensorBytes(type: number, count: number): number {
  if (type === GGML_F32) return 4 * count;
  if (type === GGML_F16) return 2 * count;
  if (type === GGML_Q8_0) return (count / Q8_BLOCK) * Q8_BLOCK_BYTES;
  throw new Error(`ggml: tensor type ${String(type)} is not supported`);
}

/** A person may offer any file as a model: a count that cannot be is refused before it steers a loop or a seek. */
function limited(value: number, most: number): number {
  if (value < 0 || value > most) throw new Error('ggml: an impossible count');
  return value;
}

/**
 * Index of a whisper.cpp legacy model: header, then mel filters, vocabulary, tensors back to back
 * (layout: `whisper_model_load` in whisper.cpp). Reads no weights.
 * Throws RangeError when the file ends early, Error when it is something else.
 */
export function readGgml(bytes: RandomBytes): GgmlModel {
  const int = (at: number): number => bytes.read(at, 4).readInt32LE(0);
  if (int(0) !== GGML_MAGIC) throw new Error('ggml: not a whisper.cpp model');
  const header = Object.fromEntries(HEADER_FIELDS.map((field, i) => [field, int(4 + 4 * i)])) as unknown as GgmlHeader;
  let at = HEADER_BYTES;
  at += 8 + 4 * limited(int(at), 1024) * limited(int(at + 4), 1024);
  const words = limited(int(at), 1 << 20);
  at += 4;
  for (let i = 0; i < words; i++) at += 4 + limited(int(at), 4096);
  if (at > bytes.length) throw new RangeError('ggml: the file ends inside the vocabulary');
  const shared = { at: HEADER_BYTES, bytes: at - HEADER_BYTES };
  const tensors: GgmlTensor[] = [];
  while (at < bytes.length) {
    const rank = int(at);
    const nameBytes = int(at + 4);
    const type = int(at + 8);
    limited(rank, 4);
    limited(nameBytes, 256);
    at += 12;
    const dims = Array.from({ length: rank }, (_, i) => int(at + 4 * i));
    at += 4 * rank;
    const name = bytes.read(at, nameBytes).toString('utf8');
    at += nameBytes;
    const size = tensorBytes(type, dims.reduce((product, dim) => product * limited(dim, 1 << 24), 1));
    if (at + size > bytes.length) throw new RangeError('ggml: the file ends inside a tensor');
    tensors.push({ name, dims, type, at, bytes: size });
    at += size;
  }
  return { header, shared, tensors };
}

/** The first bytes of a model file. */
export function ggmlHead(header: GgmlHeader): Buffer {
  const out = Buffer.alloc(HEADER_BYTES);
  out.writeInt32LE(GGML_MAGIC, 0);
  HEADER_FIELDS.forEach((field, i) => out.writeInt32LE(header[field], 4 + 4 * i));
  return out;
}

/** What stands before a tensor's weights. */
export function ggmlTensorHead(tensor: Pick<GgmlTensor, 'name' | 'dims' | 'type'>): Buffer {
  const name = Buffer.from(tensor.name, 'utf8');
  const numbers = Buffer.alloc(12 + 4 * tensor.dims.length);
  [tensor.dims.length, name.length, tensor.type, ...tensor.dims].forEach((value, i) => numbers.writeInt32LE(value, 4 * i));
  return Buffer.concat([numbers, name]);
}
