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
