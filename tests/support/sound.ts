import { writeFileSync } from 'node:fs';
/** Joins pieces of PCM. */
export async function gather(pieces: AsyncIterable<Float32Array>): Promise<Float32Array> {
  const all: Float32Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    all.push(piece);
    length += piece.length;
  }
  const joined = new Float32Array(length);
  let at = 0;
  for (const piece of all) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Milliseconds at which a sound first exceeds `threshold`; NaN when it never does. */
export function onsetMs(pcm: Float32Array, rate = 16_000, threshold = 0.08): number {
  const at = pcm.findIndex((sample) => Math.abs(sample) > threshold);
  return at < 0 ? NaN : (at / rate) * 1000;
}

/** Writes mono 16 kHz samples (−1…1) as a WAV file of 32-bit floats. */
export function writeWav(file: string, pcm: Float32Array): void {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + pcm.byteLength, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(64_000, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(32, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(pcm.byteLength, 40);
  writeFileSync(file, Buffer.concat([head, new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)]));
}
