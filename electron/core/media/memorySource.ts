import type { ByteSource } from '../vault/stores';

/** A few bytes in memory as a `ByteSource`. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    bytes: bytes.length,
    // Not `slice`, which shares the memory of a Buffer: a reader may wipe what it was given.
    read: (offset, length) => new Uint8Array(bytes.subarray(offset, offset + length)),
    async *stream(start, end) { yield new Uint8Array(bytes.subarray(start, end)); },
  };
}
