import { Analyser, bandAt, BANDS } from '../../electron/core/clips/disguise/analysis';
import { FRAME, HOP, RATE, SIZE } from '../../electron/core/clips/disguise/frames';
import { Synthesis } from '../../electron/core/clips/disguise/synthesis';
import { seeded } from '../support/random';

/** What is kept of a sound, spoken again as it was heard. */
function spokenAgain(pcm: Float32Array): Float32Array {
  const random = seeded(3);
  const [analyser, synthesis] = [new Analyser(), new Synthesis(() => random.next())];
  const held = new Float32Array(pcm.length + 3 * FRAME);
  held.set(pcm, FRAME / 2);
  const out = new Float32Array(pcm.length + FRAME);
  let at = 0;
  for (let middle = 0; middle < pcm.length; middle += HOP) {
    const { bands, pitch, tone } = analyser.hear(held.subarray(middle, middle + FRAME));
    const shape = Float64Array.from({ length: SIZE / 2 + 1 }, (_, k) => {
      const place = Math.min(BANDS - 1, Math.max(0, bandAt((k * RATE) / SIZE)));
      const low = Math.min(BANDS - 2, Math.floor(place));
      return Math.exp(((bands[low] as number) + ((bands[low + 1] as number) - (bands[low] as number)) * (place - low)) / 2);
    });
    const piece = synthesis.add({ shape, pitch: pitch || 120, toneHz: tone > 0 ? 900 + 4_600 * tone : 0 });
    out.set(piece, at);
    at += piece.length;
  }
  return out.subarray(0, pcm.length);
}

const loud = (pcm: Float32Array, fromS: number, toS: number): number => pcm.subarray(Math.round(fromS * RATE), Math.round(toS * RATE)).reduce((sum, v) => sum + v * v, 1e-12);

/** Power at a frequency, by correlation with it over half a second. */
function powerAt(pcm: Float32Array, hz: number): number {
  let [c, s] = [0, 0];
  for (let i = 0; i < 8_000; i += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 8_000);
    c += (pcm[4_000 + i] ?? 0) * window * Math.cos((2 * Math.PI * hz * i) / RATE);
    s += (pcm[4_000 + i] ?? 0) * window * Math.sin((2 * Math.PI * hz * i) / RATE);
  }
  return c * c + s * s;
}

describe('a voice that is spoken again as it was', () => {
  it('is not hoarse: between the harmonics of a vowel lies little', () => {
    const vowel = Float32Array.from({ length: RATE }, (_, i) => Array.from({ length: 20 }, (__, n) => Math.sin((2 * Math.PI * 125 * (n + 1) * i) / RATE) / (n + 1)).reduce((a, b) => a + b, 0) * 0.1);
    const again = spokenAgain(vowel);
    const db = (hz: number): number => 10 * Math.log10(powerAt(again, hz));
    for (const n of [2, 4, 6]) expect(db(125 * n) - Math.max(db(125 * (n + 0.4)), db(125 * (n + 0.6)))).toBeGreaterThan(27);
    expect(Math.abs(10 * Math.log10(loud(again, 0.2, 0.8) / loud(vowel, 0.2, 0.8)))).toBeLessThan(2);
  });

  it('keeps a plosive short, and nothing sounds before it', () => {
    const random = seeded(5);
    const burst = new Float32Array(RATE / 2);
    for (let i = 0; i < 0.01 * RATE; i += 1) burst[RATE / 4 + i] = random.next() - 0.5;
    const again = spokenAgain(burst);
    const whole = loud(again, 0, 0.5);
    expect(loud(again, 0.246, 0.264) / whole).toBeGreaterThan(0.975);
    expect(loud(again, 0, 0.244) / whole).toBeLessThan(0.001);
  });
});
