import { ACCENTS, COMMON_MIDDLE, COMMON_SPREAD, COMMON_VOICE, relative } from '../../electron/core/clips/disguise/commonVoice';
import { BAND_HZ } from '../../electron/core/clips/disguise/analysis';
import { Habits } from '../../electron/core/clips/disguise/habits';
import { middleColour } from '../../electron/core/clips/disguise/middleColour';
import { Accents, type Accent } from '../../electron/core/clips/disguise/mixture';
import { Sample } from '../../electron/core/clips/disguise/sample';
import { solve } from '../../electron/core/clips/disguise/solve';
import { bandsOf, SILENT, WAVES, wavesOf } from '../../electron/core/clips/disguise/waves';
import { seeded } from '../support/random';

const normals = (r: { next(): number }): number => Math.sqrt(-2 * Math.log(1 - r.next())) * Math.cos(2 * Math.PI * r.next());
const mean = (list: readonly number[]): number => list.reduce((sum, v) => sum + v, 0) / list.length;
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
const alike = (a: Float64Array, b: Float64Array): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

/** Somebody who forms each kind of sound his own way and says 1 500 frames: colours in waves. */
function speaker(seed: number, colour = 0): Float64Array[] {
  const r = seeded(seed);
  const { shares, means, variances } = COMMON_VOICE.kinds;
  const accent = new Float64Array(means.length);
  for (const way of ACCENTS) { const far = 1.5 * normals(r); way.forEach((v, i) => { accent[i] = (accent[i] as number) + far * v; }); }
  return Array.from({ length: 1_500 }, () => {
    let [k, left] = [0, r.next() * shares.reduce((sum, v) => sum + v, 0)];
    while (k < shares.length - 1 && (left -= shares[k] as number) > 0) k += 1;
    return Float64Array.from({ length: WAVES }, (_, n) => {
      const i = k * WAVES + n;
      const value = (means[i] as number) + (accent[i] as number) + Math.sqrt(variances[i] as number) * normals(r);
      return value * (COMMON_SPREAD[n] as number) + (COMMON_MIDDLE[n] as number) + (n > 0 && n < 5 ? colour : 0);
    });
  });
}

/** How somebody forms each kind of sound, his middle colour apart; kinds heard often count more. */
function accentOf(waves: readonly Float64Array[]): Accent {
  const accents = new Accents(COMMON_VOICE);
  const middle = middleColour(waves);
  for (const one of waves) accents.add(relative(one, middle));
  return accents.end(10).map((v, i) => (i % WAVES === 0 ? 0 : v * Math.sqrt(COMMON_VOICE.kinds.shares[Math.floor(i / WAVES)] as number)));
}

const spoken = (waves: readonly Float64Array[], seed: number): Float64Array[] => {
  const habits = new Habits(waves, seeded(seed).next);
  return waves.map((one) => wavesOf(habits.change(bandsOf(one))));
};

describe('a voice\'s habits', () => {
  const speakers = Array.from({ length: 8 }, (_, i) => speaker(i + 1));

  it('are another\'s: what sets a voice apart is no more like itself than strangers are like each other', () => {
    const own = speakers.map(accentOf);
    const other = speakers.map((waves, i) => accentOf(spoken(waves, 100 + i)));
    const kept = own.map((accent, i) => alike(accent, other[i] as Accent));
    const strangers = own.flatMap((accent, i) => other.flatMap((o, j) => (i === j ? [] : [alike(accent, o)])));
    expect(Math.abs(mean(kept) - mean(strangers))).toBeLessThan(0.25);
    // By chance alone, as habits were changed before, a voice stays as like itself as 0.8.
    expect(Math.max(...kept)).toBeLessThan(0.5);
  });

  it('are other ones each time', () => {
    const [once, again] = [1, 2].map((seed) => accentOf(spoken(speakers[0] as Float64Array[], seed))) as [Accent, Accent];
    expect(alike(once, again)).toBeLessThan(0.9);
  });

  it('change and the sounds stay: what differed before still differs', () => {
    for (const [i, waves] of speakers.slice(0, 3).entries()) {
      const said = spoken(waves, 200 + i);
      const apart = (a: Float64Array, b: Float64Array): number => Math.sqrt(a.reduce((sum, v, n) => sum + (n === 0 ? 0 : (v - (b[n] as number)) ** 2), 0));
      const pairs = Array.from({ length: 300 }, (_, p) => [(p * 37) % waves.length, (p * 101 + 13) % waves.length] as const);
      const [own, other] = [waves, said].map((list) => pairs.map(([a, b]) => apart(list[a] as Float64Array, list[b] as Float64Array))) as [number[], number[]];
      const [x, y] = [Float64Array.from(own, (v) => v - mean(own)), Float64Array.from(other, (v) => v - mean(other))];
      expect(alike(x, y)).toBeGreaterThan(0.7);
      const power = (one: Float64Array): number => bandsOf(one).reduce((sum, v, b) => sum + Math.exp(v) * (700 + (BAND_HZ[b] as number)), 0);
      for (let f = 0; f < waves.length; f += 50) expect(Math.abs(10 * Math.log10(power(said[f] as Float64Array) / power(waves[f] as Float64Array)))).toBeLessThan(1);
    }
  });

  it('keep nothing of the colour that all of a sound has: another microphone, the same voice', () => {
    const [here, there] = [speaker(5), speaker(5, 1.5)].map((waves) => spoken(waves, 7)) as [Float64Array[], Float64Array[]];
    here.forEach((waves, i) => waves.forEach((v, n) => { if (n > 0) expect(v).toBeCloseTo((there[i] as Float64Array)[n] as number, 3); }));
  });

  it('leave silence as it is, whether anything was learnt or not', () => {
    const silence = bandsOf(Float64Array.from({ length: WAVES }, (_, n) => (n === 0 ? SILENT - 1 : 0)));
    for (const sample of [[], speakers[0] as Float64Array[]]) expect(new Habits(sample, seeded(3).next).change(silence)).toBe(silence);
    const quiet = wavesOf(new Habits([], seeded(3).next).change(bandsOf(COMMON_MIDDLE)));
    expect(quiet.every(Number.isFinite)).toBe(true);
  });
});

it('keeps of a long sound a sample, each part of it as likely', () => {
  const r = seeded(9);
  const sample = new Sample(r.next);
  for (let i = 0; i < 40_000; i += 1) sample.add(Float64Array.of(i));
  const kept = sample.end().map((waves) => waves[0] as number);
  expect(kept).toHaveLength(4_096);
  for (let part = 0; part < 4; part += 1) expect(Math.abs(kept.filter((v) => Math.floor(v / 10_000) === part).length - 1_024)).toBeLessThan(120);
});

it('solves equations for several sides at once', () => {
  const a = [[4, 1, 0], [1, 3, -1], [0, -1, 2]], x = [[1, -2], [0.5, 3], [-1, 0]];
  const b = a.map((row) => [0, 1].map((c) => row.reduce((sum, v, k) => sum + v * (x[k]?.[c] ?? 0), 0)));
  expect([...solve(Float64Array.from(a.flat()), Float64Array.from(b.flat()), 3)].map((v) => Math.round(v * 1e9) / 1e9)).toEqual(x.flat());
});
