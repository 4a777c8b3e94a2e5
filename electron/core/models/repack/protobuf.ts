import type { RandomBytes } from './randomBytes';

/** One field of a protobuf message: a number, or the span of bytes that holds its value. */
export type Field =
  | { readonly number: number; readonly wire: 0; readonly value: number }
  | { readonly number: number; readonly wire: 1 | 2 | 5; readonly start: number; readonly end: number };

/**
 * Reads a base-128 varint. Long ones are two's-complement 64-bit numbers: a negative int32 takes ten bytes
 * on the wire. Exact within ±2^53.
 */
export function readVarint(bytes: RandomBytes, at: number): { value: number; next: number } {
  let small = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes.byteAt(at + i);
    small += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value: small, next: at + i + 1 };
  }
  let long = BigInt(small);
  for (let i = 4; i < 10; i++) {
    const byte = bytes.byteAt(at + i);
    long |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value: Number(BigInt.asIntN(64, long)), next: at + i + 1 };
  }
  throw new Error('protobuf: a varint has no end');
}

/**
 * Walks the fields of the message in `[start, end)` without reading the bytes they hold.
 * Format: https://protobuf.dev/programming-guides/encoding. Throws on unknown wire types and on overruns.
 */
export function* fields(bytes: RandomBytes, start: number, end: number): Generator<Field> {
  let at = start;
  const span = (length: number): { start: number; end: number } => {
    if (length < 0 || at + length > end) throw new Error('protobuf: a field runs past its message');
    return { start: at, end: at + length };
  };
  while (at < end) {
    const key = readVarint(bytes, at);
    at = key.next;
    const number = Math.floor(key.value / 8);
    const wire = key.value % 8;
    if (wire === 0) {
      const { value, next } = readVarint(bytes, at);
      at = next;
      yield { number, wire, value };
    } else if (wire === 1 || wire === 5) {
      const field = { number, wire, ...span(wire === 1 ? 8 : 4) } as const;
      at = field.end;
      yield field;
    } else if (wire === 2) {
      const length = readVarint(bytes, at);
      at = length.next;
      const field = { number, wire, ...span(length.value) } as const;
      at = field.end;
      yield field;
    } else {
      throw new Error(`protobuf: wire type ${String(wire)} is not supported`);
    }
  }
}

/** The numbers of a repeated integer field, packed or not. */
export function integers(bytes: RandomBytes, field: Field): number[] {
  if (field.wire === 0) return [field.value];
  const out: number[] = [];
  for (let at = field.start; at < field.end; ) {
    const { value, next } = readVarint(bytes, at);
    out.push(value);
    at = next;
  }
  return out;
}

/** The UTF-8 text of a string field. */
export function text(bytes: RandomBytes, field: Field): string {
  if (field.wire !== 2) throw new Error('protobuf: text was expected');
  return bytes.read(field.start, field.end - field.start).toString('utf8');
}
