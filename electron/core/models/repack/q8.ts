import { HALF_VALUES, toHalf } from './half';

const { abs, floor, fround } = Math;

/** Weights per block, and bytes per block: a half-precision scale and 32 signed bytes. */
export const Q8_BLOCK = 32;
export const Q8_BLOCK_BYTES = 34;

/** C's `roundf`: halves away from zero. `Math.round` takes −0.5 to 0 and would differ from ggml by one step. */
export function roundAwayFromZero(x: number): number {
  return x < 0 ? -floor(0.5 - x) : floor(x + 0.5);
}

/**
 * ggml's reference q8_0 quantisation (`quantize_row_q8_0_ref`): per block the largest magnitude becomes 127.
 * All steps are single precision, so that the bytes are those that whisper.cpp's own tool writes.
 * @param values weights, a multiple of 32 of them
 */
export function quantiseQ8(values: Float32Array): Buffer {
  if (values.length % Q8_BLOCK !== 0) throw new RangeError('q8_0 takes whole blocks of 32 weights');
  const out = Buffer.allocUnsafe((values.length / Q8_BLOCK) * Q8_BLOCK_BYTES);
  let to = 0;
  for (let from = 0; from < values.length; from += Q8_BLOCK) {
    let largest = 0;
    for (let i = from; i < from + Q8_BLOCK; i++) {
      const magnitude = abs(values[i] as number);
      if (magnitude > largest) largest = magnitude;
    }
    const scale = fround(largest / 127);
    const inverse = scale === 0 ? 0 : fround(1 / scale);
    const half = toHalf(scale);
    out[to++] = half & 0xff;
    out[to++] = half >>> 8;
    for (let i = from; i < from + Q8_BLOCK; i++) out[to++] = roundAwayFromZero(fround((values[i] as number) * inverse));
  }
  return out;
}

/** What q8_0 bytes stand for: for comparing, never on the way to a model. */
export function dequantiseQ8(bytes: Uint8Array): Float32Array {
  const out = new Float32Array((bytes.length / Q8_BLOCK_BYTES) * Q8_BLOCK);
  for (let block = 0; block * Q8_BLOCK_BYTES < bytes.length; block++) {
    const at = block * Q8_BLOCK_BYTES;
    const scale = HALF_VALUES[(bytes[at] as number) | ((bytes[at + 1] as number) << 8)] as number;
    for (let i = 0; i < Q8_BLOCK; i++) out[block * Q8_BLOCK + i] = scale * (((bytes[at + 2 + i] as number) << 24) >> 24);
  }
  return out;
}
