import { createChunker, WINDOW_S, type Chunk } from '../../electron/core/transcription/chunker';
import { SAMPLE_RATE } from '../../electron/core/transcription/levels';
import { packSpeech } from '../../electron/core/transcription/pack';
import { FRAME_SAMPLES, FRAME_US } from '../../electron/core/transcription/speech/grid';
import type { Listened } from '../../electron/core/transcription/speech/listen';
import { seeded } from '../support/random';

/** Stretches in seconds; the middle of a soft one is where a forced cut ought to fall. */
type Part = ['speech' | 'quiet' | 'soft' | 'flicker', number];

/** Sound and what a detector would say of it: any numbers serve, the cuts look at nothing else. */
function sound(parts: readonly Part[], seed = 1): Listened {
  let noise = seed;
  const frames = parts.flatMap(([kind, s]) => Array<Part[0]>(Math.round((s * SAMPLE_RATE) / FRAME_SAMPLES)).fill(kind));
  const speech = Float32Array.from(frames, (kind) => (kind === 'quiet' ? 0.02 : kind === 'soft' ? 0.45 : 0.95));
  const pcm = new Float32Array(frames.length * FRAME_SAMPLES);
  frames.forEach((kind, f) => {
    // Silence stays zero: most of a sound is that, and Jest counts samples slowly.
    if (kind === 'quiet') return;
    for (let i = f * FRAME_SAMPLES; i < (f + 1) * FRAME_SAMPLES; i++) {
      noise = (noise * 16_807) % 2_147_483_647;
      pcm[i] = (kind === 'soft' ? 0.01 : 0.2) * (noise / 1_073_741_824 - 1);
    }
  });
  return { pcm, speech };
}

async function cut({ pcm, speech }: Listened, o: { startUs?: number; piece?: number; longest?: number; filled?: boolean } = {}): Promise<Chunk[]> {
  const piece = o.piece ?? 700;
  async function* stream(): AsyncGenerator<Listened> {
    for (let at = 0; at < speech.length; at += piece) yield { pcm: pcm.subarray(at * FRAME_SAMPLES, (at + piece) * FRAME_SAMPLES), speech: speech.subarray(at, at + piece) };
  }
  const chunker = createChunker(stream(), o.startUs ?? 0, { longestS: o.longest ?? 88, filled: o.filled ?? false });
  const all: Chunk[] = [];
  for (let chunk = await chunker.next(); chunk; chunk = await chunker.next()) all.push(chunk);
  return all;
}
const heard = (all: readonly Chunk[]): Chunk[] => all.filter((c) => c.pcm.length > 0);
const packedSeconds = (chunk: Chunk): number => packSpeech(chunk).pcm.length / SAMPLE_RATE;
const endOf = ({ pcm }: Listened): number => Math.round((pcm.length * 1e6) / SAMPLE_RATE);

/** Compared here: Jest takes minutes to print two unequal sounds. */
const same = (a: Float32Array, b: Float32Array): boolean => Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
const alike = (a: readonly Chunk[], b: readonly Chunk[]): boolean => a.length === b.length && a.every((c, i) => {
  const { pcm, ...rest } = c;
  const { pcm: other, ...otherRest } = b[i] as Chunk;
  return same(pcm, other) && JSON.stringify(rest) === JSON.stringify(otherRest);
});

/** Sentences of 2 to 7 seconds with pauses between; where the pauses lie, in seconds. */
function talk(total: number, seed: number): { parts: Part[]; pauses: [number, number][] } {
  const random = seeded(seed);
  const parts: Part[] = [];
  const pauses: [number, number][] = [];
  for (let at = 0; at < total; ) {
    const speech = Math.round((2 + random.next() * 5) * 31.25) / 31.25;
    const pause = Math.round((0.35 + random.next() * 0.8) * 31.25) / 31.25;
    parts.push(['speech', speech], ['quiet', pause]);
    pauses.push([at + speech, at + speech + pause]);
    at += speech + pause;
  }
  return { parts, pauses };
}

describe('chunks', () => {
  it('hold as much speech as they may, or a third less, and are cut in pauses', async () => {
    const { parts, pauses } = talk(200, 5);
    const whole = sound(parts);
    const all = await cut(whole, { longest: 29.5 });
    for (const chunk of all.slice(0, -1)) {
      expect(packedSeconds(chunk)).toBeGreaterThan(18);
      expect(packedSeconds(chunk)).toBeLessThanOrEqual(29.6);
      expect(chunk.isForced).toBe(false);
      expect(pauses.some(([from, to]) => chunk.nextUs / 1e6 >= from && chunk.nextUs / 1e6 <= to)).toBe(true);
    }
    expect(all.at(-1)?.nextUs).toBe(endOf(whole));
  });

  it('carry the very samples of their time, and all speech', async () => {
    const whole = sound(talk(100, 8).parts);
    const all = heard(await cut(whole, { startUs: 5_024_000 }));
    for (const chunk of all) {
      const from = ((chunk.startUs - 5_024_000) * SAMPLE_RATE) / 1e6;
      expect(Number.isInteger(from)).toBe(true);
      expect(same(chunk.pcm, whole.pcm.subarray(from, from + chunk.pcm.length))).toBe(true);
    }
    const inside = (us: number): boolean => all.some((c) => c.speech.some((s) => us >= s.startUs && us < s.endUs));
    whole.speech.forEach((p, i) => expect(p < 0.5 || inside(5_024_000 + i * FRAME_US)).toBe(true));
  });

  it('are the same whatever the pieces, and from any chunk on', async () => {
    const whole = sound([['quiet', 12], ...talk(150, 3).parts, ['quiet', 170], ...talk(60, 4).parts]);
    const all = await cut(whole);
    for (const piece of [97, 100_000]) expect(alike(await cut(whole, { piece }), all)).toBe(true);
    for (const [index, { nextUs }] of all.entries()) {
      const frame = Math.round(nextUs / FRAME_US);
      const rest = { pcm: whole.pcm.subarray(frame * FRAME_SAMPLES), speech: whole.speech.subarray(frame) };
      expect(alike(await cut(rest, { startUs: nextUs }), all.slice(index + 1))).toBe(true);
    }
  });

  it('say so when nobody pauses, and go back to the very frame that they are told to', async () => {
    const whole = sound([['speech', 70]]);
    async function* stream(): AsyncGenerator<Listened> { yield whole; }
    const chunker = createChunker(stream(), 0, { longestS: 29.5, filled: false });
    const first = await chunker.next();
    expect(first).toMatchObject({ isForced: true, startUs: 0 });
    expect(first?.nextUs).toBeGreaterThan(29_000_000);
    expect(chunker.backTo(24_200_000)).toBe(24_192_000);
    expect((await chunker.next())?.startUs).toBe(24_192_000);
  });

  it('are filled to the last moment where they are to be, and forced there', async () => {
    const whole = sound(talk(200, 5).parts);
    const all = await cut(whole, { longest: WINDOW_S, filled: true });
    for (const chunk of all.slice(0, -1)) {
      expect(chunk.isForced).toBe(true);
      expect(packedSeconds(chunk)).toBeGreaterThan(29);
      expect(packedSeconds(chunk)).toBeLessThanOrEqual(30);
    }
    expect(all.at(-1)).toMatchObject({ isForced: false, nextUs: endOf(whole) });
  });

  it('can be as short as turns of talk', async () => {
    const all = heard(await cut(sound(talk(100, 9).parts), { longest: 14 }));
    expect(all.every((chunk) => packedSeconds(chunk) <= 14.1)).toBe(true);
  });

  it.each<[string, Part[]]>([['silence', [['quiet', 650]]], ['flickers', [['quiet', 10], ['flicker', 0.064], ['quiet', 100], ['flicker', 0.096], ['quiet', 5]]], ['very little sound', [['quiet', 0.032]]]])('hold no sound for %s', async (_, parts) => {
    const whole = sound(parts, 2);
    const all = await cut(whole);
    expect(heard(all).length).toBe(0);
    expect(all.at(-1)?.nextUs).toBe(endOf(whole));
  });

  it('leave long pauses out of what is recognised, and find the way back to the timeline', async () => {
    const [chunk] = heard(await cut(sound([['quiet', 320], ['speech', 6.4], ['quiet', 16], ['speech', 3.2], ['quiet', 300]])));
    if (!chunk) throw new Error('no chunk');
    const packed = packSpeech(chunk);
    expect(packed.pcm.length / SAMPLE_RATE).toBeCloseTo(6.4 + 3.2 + 4 * 0.4, 0);
    expect(packed.span.startUs / 1e6).toBeCloseTo(319.6, 1);
    expect(packed.startUs(1_000) / 1e6).toBeCloseTo(320.6, 1);
    const border = (chunk.speech[0] as { endUs: number; startUs: number }).endUs - chunk.startUs;
    expect(packed.endUs(border / 1000)).toBe(chunk.speech[0]?.endUs);
    expect(packed.startUs(border / 1000)).toBe(chunk.speech[1]?.startUs);
    expect(packed.endUs(9_999_999)).toBe(chunk.speech[1]?.endUs);
  });

  it('tell in which part of a stretch the detector is sure: a noise behind a word may pass for its end', async () => {
    const [chunk] = heard(await cut(sound([['quiet', 3.2], ['speech', 6.4], ['soft', 0.8], ['quiet', 30]])));
    expect(chunk?.speech).toEqual([{ startUs: 2_784_000, endUs: 10_816_000, sure: { startUs: 3_008_000, endUs: 9_600_000 } }]);
    expect(heard(await cut(sound([['quiet', 3.2], ['soft', 6.4], ['quiet', 30]])))[0]?.speech[0]).not.toHaveProperty('sure');
  });

  it('come to nothing for no samples', async () => expect(await cut(sound([]))).toEqual([]));
});
