import { systemChance } from '../../electron/core/clips/disguise/chance';
import { Disguise } from '../../electron/core/clips/disguise/disguise';
import { Measure } from '../../electron/core/clips/disguise/measure';
import { Turns } from '../../electron/core/clips/disguise/turns';
import { seeded } from '../support/random';

const RATE = 16_000;

/** Syllables at irregular times: a buzz through three resonances, a breath before each, a room's noise throughout. */
function babble(seconds: number, pitch: number, seed = 1): Float32Array {
  const r = seeded(seed);
  const pcm = new Float32Array(seconds * RATE);
  for (let i = 0; i < pcm.length; i += 1) pcm[i] = 0.0005 * (r.next() - 0.5);
  for (let at = 0.1; at < seconds - 0.4; at += 0.16 + 0.2 * r.next()) {
    const [from, length, vowel] = [Math.round(at * RATE), Math.round((0.09 + 0.07 * r.next()) * RATE), [500 + 300 * r.next(), 1_100 + 900 * r.next(), 2_600]];
    let phase = 0;
    for (let i = 0; i < length; i += 1) {
      phase += (pitch * (1 + 0.1 * Math.sin((6 * i) / length))) / RATE;
      let v = 0;
      for (let h = 1; h * pitch < 4_000; h += 1) v += vowel.reduce((sum, f) => sum + 1 / (1 + ((h * pitch - f) / 90) ** 2), 0.01) * Math.sin(2 * Math.PI * h * phase);
      pcm[from + i] = (pcm[from + i] ?? 0) + 0.12 * v * Math.min(1, i / 80, (length - i) / 400);
    }
  }
  return pcm;
}

/** Drawn anew each time, but the same in every run: what is asked of it holds for nearly all that can be drawn. */
let seed = 100;
function disguised(pcm: Float32Array, piece = 4_096, chance = seeded(seed++).next): Float32Array {
  const measure = new Measure();
  for (let at = 0; at < pcm.length; at += piece) measure.push(pcm.subarray(at, at + piece));
  const disguise = new Disguise(measure.end(), new Turns(), chance);
  const out: Float32Array[] = [];
  for (let at = 0; at < pcm.length; at += piece) out.push(disguise.push(pcm.subarray(at, at + piece)));
  out.push(disguise.end());
  const whole = new Float32Array(out.reduce((n, o) => n + o.length, 0));
  out.reduce((at, o) => { whole.set(o, at); return at + o.length; }, 0);
  return whole;
}

/** Loudness every 2 ms over 8 ms. */
const loudness = (pcm: Float32Array): number[] => Array.from({ length: Math.floor(pcm.length / 32) - 4 }, (_, n) => Math.sqrt(pcm.subarray(n * 32, n * 32 + 128).reduce((sum, v) => sum + v * v, 0)));

function correlation(a: ArrayLike<number>, b: ArrayLike<number>, shift: number): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = Math.max(0, -shift); i < Math.min(a.length, b.length - shift); i += 1) {
    const [x, y] = [a[i] ?? 0, b[i + shift] ?? 0];
    ab += x * y; aa += x * x; bb += y * y;
  }
  return ab / Math.sqrt(aa * bb || 1);
}

describe('a disguised voice', () => {
  const own = babble(4, 120);
  const other = disguised(own);

  it('is as long as the voice, whatever the pieces, and never overdriven', () => {
    expect(other.length).toBe(own.length);
    for (const [length, piece] of [[1, 1], [100, 7], [2_000, 333], [2_001, 2_001]] as const) expect(disguised(own.subarray(0, length), piece).length).toBe(length);
    expect(other.every((v) => Math.abs(v) < 1)).toBe(true);
  });

  it('is in step with the voice to 10 ms, at the end as at the beginning', () => {
    for (const s of [0, 1]) {
      const [a, b] = [own, other].map((pcm) => loudness(pcm.subarray(s * RATE, (s + 3) * RATE))) as [number[], number[]];
      const lags = Array.from({ length: 61 }, (_, i) => i - 30);
      const best = lags.reduce((most, lag) => (correlation(a, b, lag) > correlation(a, b, most) ? lag : most), 0);
      expect(Math.abs(best) * 2).toBeLessThanOrEqual(10);
      expect(correlation(a, b, best)).toBeGreaterThan(0.85);
    }
  });

  it('is as loud as the voice, whatever is drawn', () => {
    const rms = (x: Float32Array): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);
    for (const said of [other, disguised(own), disguised(own)]) expect(Math.abs(20 * Math.log10(rms(said) / rms(own)))).toBeLessThan(4);
  });

  it('holds none of its waves', () => {
    let most = 0;
    for (let s = 0; s < 3; s += 1) {
      const [a, b] = [own.subarray(s * RATE, s * RATE + 4_000), other.subarray(s * RATE, s * RATE + 4_000)];
      for (let shift = -200; shift <= 200; shift += 2) most = Math.max(most, Math.abs(correlation(a, b, shift)));
    }
    expect(most).toBeLessThan(0.5);
  });

  it('is another one each time', () => {
    // Two pitches drawn near each other make waves alike for a moment, so not by the system's chance.
    const again = disguised(own, 4_096, seeded(2).next);
    const other = disguised(own, 4_096, seeded(1).next);
    let most = 0;
    for (let shift = -200; shift <= 200; shift += 4) most = Math.max(most, Math.abs(correlation(other.subarray(0, 16_000), again.subarray(0, 16_000), shift)));
    expect(most).toBeLessThan(0.4);
    const [one, two] = [disguised(own.subarray(0, RATE), 4_096, systemChance()), disguised(own.subarray(0, RATE), 4_096, systemChance())];
    expect(one).not.toEqual(two);
  });

  it('says nothing where nothing was said', () => {
    const muted = own.slice();
    muted.fill(0, 1.5 * RATE, 2.8 * RATE);
    expect(disguised(muted).subarray(1.55 * RATE, 2.75 * RATE).every((v) => Math.abs(v) < 1e-4)).toBe(true);
    expect(disguised(new Float32Array(RATE)).every((v) => Math.abs(v) < 1e-4)).toBe(true);
  });

  it('has another pitch, four semitones away or more, for deep voices and high ones', () => {
    const semitones = (pcm: Float32Array, pitch: number): number => {
      const measure = new Measure();
      measure.push(pcm);
      return Math.abs(12 * Math.log2((measure.end()[0]?.pitch ?? 0) / pitch));
    };
    for (const pitch of [90, 140, 220]) {
      const voice = babble(2, pitch, 3);
      expect(semitones(voice, pitch)).toBeLessThan(1.5);
      const away = [disguised(voice), disguised(voice)].map((said) => semitones(said, pitch));
      // It wanders by two semitones at most, and two seconds may be all of one such wandering.
      expect(Math.min(...away)).toBeGreaterThan(1);
      expect(away.reduce((sum, v) => sum + v, 0) / away.length).toBeGreaterThan(3);
    }
  });
});
