import { Disguise } from '../../electron/core/clips/disguise/disguise';
import { Measure } from '../../electron/core/clips/disguise/measure';
import { Turns } from '../../electron/core/clips/disguise/turns';
import { seeded } from '../support/random';

const RATE = 16_000;
const turn = (startS: number, endS: number, speaker: string): { startUs: number; endUs: number; speaker: string } => ({ startUs: startS * 1e6, endUs: endS * 1e6, speaker });
const at = (turns: Turns, ...seconds: number[]): number[] => seconds.map((s) => turns.at(s * RATE));

/** A row of harmonics that falls off, four times a second. */
function hum(seconds: number, pitch: number): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, i) => {
    const s = i / RATE;
    let v = 0;
    for (let h = 1; h * pitch < 4_000; h += 1) v += Math.sin(2 * Math.PI * h * pitch * s) / h;
    return (s % 0.25 < 0.2 ? 0.1 : 0) * v;
  });
}

const pitchOf = (pcm: Float32Array): number => {
  const measure = new Measure();
  measure.push(pcm);
  return measure.end()[0]?.pitch ?? 0;
};

describe('whose voice it is', () => {
  it('is one and the same where nobody told', () => {
    expect(new Turns().voices).toBe(1);
    expect(at(new Turns(), 0, 1_000)).toEqual([0, 0]);
  });

  it('is whose turn it is, and between two turns the nearer one\'s', () => {
    const turns = new Turns([turn(6, 8, 'a'), turn(2, 4, 'a'), turn(4, 5, 'b')]);
    expect(turns.voices).toBe(2);
    expect(at(turns, 0, 3, 4.5, 5.4, 5.6, 7, 100)).toEqual([0, 0, 1, 1, 0, 0, 0]);
  });

  it('is that of who throws a word in, and then the other\'s again', () => {
    expect(at(new Turns([turn(0, 10, 'a'), turn(4, 5, 'b'), turn(12, 13, 'b')]), 3, 4.5, 6, 10.5, 11.5)).toEqual([0, 1, 0, 0, 1]);
  });
});

it('learns each voice of a talk by itself, and makes another one of each', () => {
  const [low, high] = [hum(2, 100), hum(2, 210)];
  const talk = new Float32Array(8 * RATE);
  [low, high, low, high].forEach((pcm, i) => { talk.set(pcm, i * 2 * RATE); });
  const turns = new Turns([0, 1, 2, 3].map((i) => turn(i * 2, i * 2 + 2, i % 2 === 0 ? 'asks' : 'answers')));
  const measure = new Measure(turns);
  measure.push(talk);
  const measured = measure.end();
  expect(measured).toHaveLength(2);
  for (const [i, pitch] of [100, 210].entries()) expect(Math.abs(12 * Math.log2((measured[i]?.pitch ?? 0) / pitch))).toBeLessThan(0.7);
  const disguise = new Disguise(measured, turns, seeded(4).next);
  const [most, rest] = [disguise.push(talk), disguise.end()];
  const said = Float32Array.from([...most, ...rest]);
  const away = (i: number, pitch: number): number => Math.abs(12 * Math.log2(pitchOf(said.subarray(i * 2 * RATE, (i + 1) * 2 * RATE)) / pitch));
  for (const [i, pitch] of [100, 210, 100, 210].entries()) expect(away(i, pitch)).toBeGreaterThan(2);
});
