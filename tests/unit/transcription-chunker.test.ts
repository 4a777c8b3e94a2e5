import { chunks, type Chunk } from '../../electron/core/transcription/chunker';
import { SAMPLE_RATE } from '../../electron/core/transcription/levels';
import { seeded } from '../support/random';

type Part = ['speech' | 'quiet' | 'noise' | 'click', number];

/** Sound made of stretches in seconds: syllables of a buzzing voice, a quiet room, loud even noise, a single click. */
function sound(parts: readonly Part[], seed = 1, roomDb = -60): Float32Array {
  // Taken out of the loop: inside Jest's context every look at a global costs a microsecond.
  const { sin, PI } = Math;
  let noise = seed;
  const room = 10 ** (roomDb / 20);
  const out = new Float32Array(Math.round(parts.reduce((sum, [, s]) => sum + s, 0) * SAMPLE_RATE));
  let at = 0;
  for (const [kind, seconds] of parts) {
    const n = Math.round(seconds * SAMPLE_RATE);
    for (let i = 0; i < n && at < out.length; i++, at++) {
      const t = i / SAMPLE_RATE;
      const swell = sin(2 * PI * 2.2 * t + 0.3);
      const voice = swell > 0 ? swell * 0.1 * (sin(2 * PI * 140 * t) + sin(2 * PI * 1100 * t) + 0.5 * sin(2 * PI * 2600 * t)) : 0;
      noise = (noise * 16_807) % 2_147_483_647;
      const hiss = (noise / 1_073_741_824 - 1) * (kind === 'noise' ? 0.1 : room);
      out[at] = hiss + (kind === 'speech' ? voice : 0) + (kind === 'click' && i < 400 ? 0.8 : 0);
    }
  }
  return out;
}

async function cut(pcm: Float32Array, startUs = 0, piece = 7_919): Promise<Chunk[]> {
  async function* stream(): AsyncGenerator<Float32Array> {
    for (let at = 0; at < pcm.length; at += piece) yield pcm.subarray(at, at + piece);
  }
  const all: Chunk[] = [];
  for await (const chunk of chunks(stream(), startUs)) all.push(chunk);
  return all;
}
const heard = (all: readonly Chunk[]): Chunk[] => all.filter((c) => c.pcm.length > 0);
const seconds = (chunk: Chunk): number => chunk.pcm.length / SAMPLE_RATE;

/** Compared here: Jest takes minutes to print two unequal sounds. */
const same = (a: Float32Array, b: Float32Array): boolean => Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
const alike = (a: readonly Chunk[], b: readonly Chunk[]): boolean =>
  a.length === b.length && a.every((c, i) => c.startUs === b[i]?.startUs && c.nextUs === b[i].nextUs && same(c.pcm, b[i].pcm));

/** Sentences of 2 to 7 seconds with pauses between; where the pauses lie, in seconds. */
function talk(total: number, seed: number): { parts: Part[]; pauses: [number, number][] } {
  const random = seeded(seed);
  const parts: Part[] = [];
  const pauses: [number, number][] = [];
  for (let at = 0; at < total; ) {
    const speech = 2 + random.next() * 5;
    const pause = 0.35 + random.next() * 0.8;
    parts.push(['speech', speech], ['quiet', pause]);
    pauses.push([at + speech, at + speech + pause]);
    at += speech + pause;
  }
  return { parts, pauses };
}

describe('chunks', () => {
  it('are 20 to 29.5 seconds long and cut in pauses', async () => {
    const { parts, pauses } = talk(200, 5);
    const pcm = sound(parts);
    const all = await cut(pcm);
    for (const chunk of all.slice(0, -1)) {
      expect(seconds(chunk)).toBeGreaterThan(18);
      expect(seconds(chunk)).toBeLessThanOrEqual(29.5);
      const at = chunk.nextUs / 1e6;
      expect(pauses.some(([from, to]) => at >= from - 0.25 && at <= to + 0.25)).toBe(true);
    }
    expect(all.at(-1)?.nextUs).toBe(Math.round((pcm.length * 1e6) / SAMPLE_RATE));
  });

  it('carry the very samples of their time', async () => {
    const pcm = sound(talk(100, 8).parts);
    for (const chunk of heard(await cut(pcm, 5_000_000))) {
      const from = ((chunk.startUs - 5_000_000) * SAMPLE_RATE) / 1e6;
      expect(Number.isInteger(from)).toBe(true);
      expect(same(chunk.pcm, pcm.subarray(from, from + chunk.pcm.length))).toBe(true);
    }
  });

  it('are the same whatever the pieces, and from any chunk on', async () => {
    const pcm = sound([['quiet', 12], ...talk(150, 3).parts, ['quiet', 70], ...talk(60, 4).parts]);
    const all = await cut(pcm);
    expect(alike(await cut(pcm, 0, 160), all)).toBe(true);
    expect(alike(await cut(pcm, 0, pcm.length), all)).toBe(true);
    for (const [index, { nextUs }] of all.entries()) {
      expect(alike(await cut(pcm.subarray((nextUs * SAMPLE_RATE) / 1e6), nextUs), all.slice(index + 1))).toBe(true);
    }
  });

  it('cut at the quietest moment where nobody pauses', async () => {
    const all = await cut(sound([['speech', 70]]));
    for (const chunk of all.slice(0, -1)) expect(seconds(chunk)).toBeGreaterThanOrEqual(20);
    expect(all.length).toBeLessThanOrEqual(4);
  });

  it.each<[string, Part[], number]>([
    ['digital silence', [['quiet', 65]], -200], ['a quiet room', [['quiet', 65]], -60], ['a noisy room', [['noise', 65]], -60],
    ['clicks in a room', [['quiet', 10], ['click', 20], ['click', 35]], -60], ['very little sound', [['quiet', 0.005]], -60],
  ])('hold no sound for %s', async (_, parts, roomDb) => {
    const pcm = sound(parts, 2, roomDb);
    const all = await cut(pcm);
    expect(heard(all).length).toBe(0);
    expect(all.at(-1)?.nextUs).toBe(Math.round((pcm.length * 1e6) / SAMPLE_RATE));
  });

  it('leave out long silence but not the start of speech after it, nor speech that is 25 dB softer than other speech', async () => {
    const soft = sound([['speech', 5]]).map((v) => v * 0.056);
    const pcm = new Float32Array([...sound([['quiet', 100], ['speech', 6], ['quiet', 1.5]]), ...soft, ...sound([['quiet', 100]])]);
    const all = heard(await cut(pcm));
    expect(all.length).toBe(1);
    const [chunk] = all;
    expect(chunk?.startUs).toBeLessThan(100_000_000);
    expect(chunk?.startUs).toBeGreaterThan(98_000_000);
    expect((chunk?.startUs ?? 0) / 1e6 + seconds(chunk as Chunk)).toBeGreaterThan(112.2);
  });

  it('come to nothing for no samples', async () => expect(await cut(new Float32Array(0))).toEqual([]));
});
