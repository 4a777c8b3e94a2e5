import type { RandomBytes } from './repack/randomBytes';

/** Fixed widths of GGUF's metadata types, bytes; strings (8) and arrays (9) carry their own lengths. */
const WIDTHS: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const STRING = 8;
const ARRAY = 9;
/** Bytes and elements of a block, for each tensor type that speech models come in (`ggml_type` in ggml.h). */
const BLOCKS: Readonly<Record<number, readonly [bytes: number, elements: number]>> = {
  0: [4, 1], 1: [2, 1], 2: [18, 32], 3: [20, 32], 6: [22, 32], 7: [24, 32], 8: [34, 32], 10: [84, 256], 11: [110, 256], 12: [144, 256], 13: [176, 256], 14: [210, 256], 30: [2, 1],
};
/** More than any model has; a damaged count must not keep the reader busy for hours. */
const MOST = 1_000_000;

/**
 * How long a GGUF file must be by what its own head says (the GGUF specification, versions 2 and 3), bytes.
 *
 * @throws RangeError when the head itself ends early or is no head.
 */
export function ggufLength(bytes: RandomBytes): number {
  let at = 4;
  const u32 = (): number => bytes.read((at += 4) - 4, 4).readUInt32LE(0);
  const u64 = (): number => Number(bytes.read((at += 8) - 8, 8).readBigUInt64LE(0));
  const counted = (count: number): number => {
    if (count > MOST) throw new RangeError('no GGUF head');
    return count;
  };
  const text = (): string => {
    const length = counted(u64());
    return bytes.read((at += length) - length, length).toString('utf8');
  };
  const skip = (type: number): void => {
    if (type === STRING) text();
    else if (type === ARRAY) {
      const of = u32();
      const count = counted(u64());
      if (of === STRING || of === ARRAY) for (let i = 0; i < count; i++) skip(of);
      else at += count * width(of);
    } else at += width(type);
  };
  u32();
  const tensors = counted(u64());
  const entries = counted(u64());
  let alignment = 32;
  for (let i = 0; i < entries; i++) {
    const key = text();
    const type = u32();
    if (key === 'general.alignment') alignment = bytes.read(at, 4).readUInt32LE(0);
    skip(type);
  }
  let end = 0;
  for (let i = 0; i < tensors; i++) {
    text();
    const dims = Array.from({ length: Math.min(u32(), 8) }, u64);
    const [size, elements] = BLOCKS[u32()] ?? [0, 1];
    end = Math.max(end, u64() + (dims.reduce((a, b) => a * b, 1) / elements) * size);
  }
  return Math.ceil(at / alignment) * alignment + end;
}

function width(type: number): number {
  const known = WIDTHS[type];
  if (known === undefined) throw new RangeError('no GGUF head');
  return known;
}
