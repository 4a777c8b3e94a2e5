import { createPowerSpectrum } from '../../electron/core/transcription/align/fft';
import { spokenText, voiceFor } from '../../electron/core/transcription/align/spokenText';
import { warp } from '../../electron/core/transcription/align/warp';
import { fillIn, wordSpans } from '../../electron/core/transcription/align/wordSpans';
import { DIMENSIONS } from '../../electron/core/transcription/align/cepstra';
import { seeded } from '../support/random';

it('computes the same power spectrum as the definition', () => {
  const random = seeded(1);
  for (const size of [4, 8, 64, 512]) {
    const frame = Float64Array.from({ length: size }, () => random.next() - 0.5);
    const power = new Float64Array(size / 2 + 1);
    createPowerSpectrum(size).run(frame, power);
    for (let k = 0; k <= size / 2; k++) {
      let [re, im] = [0, 0];
      frame.forEach((v, n) => {
        re += v * Math.cos((2 * Math.PI * k * n) / size);
        im -= v * Math.sin((2 * Math.PI * k * n) / size);
      });
      expect(power[k]).toBeCloseTo(re * re + im * im, 8);
    }
  }
  expect(() => createPowerSpectrum(12)).toThrow(RangeError);
});

it('gives the synthesiser nothing that it would take for markup or read out by name', () => {
  const { text, tokens } = spokenText('„Došao  je” — [[x]] <b>25</b> 😀 A.B. kuće… d’accord 50%');
  expect(text).toBe("Došao je x b 25 b A.B. kuće d'accord 50%");
  expect(tokens.map((t) => t.text)).toEqual(['„Došao', 'je”', '—', '[[x]]', '<b>25</b>', '😀', 'A.B.', 'kuće…', 'd’accord', '50%']);
  for (const token of tokens) expect([...text].slice(token.at, token.at + token.length).join('')).not.toMatch(/^ | $/u);
});

it('picks a voice that can read the script', () => {
  expect(voiceFor('hr', 'kuća')).toBe('hr');
  expect(voiceFor('cnr', 'kuća')).toBe('sr');
  expect(voiceFor('sr', 'кућа')).toBe('sr');
  expect(voiceFor('sl', 'кућа')).toBe('sr');
  expect(voiceFor('mk', 'kukja')).toBe('hr');
  expect(voiceFor('und', 'σπίτι')).toBe('el');
  expect(voiceFor('und', 'kuća')).toBe('hr');
  expect(voiceFor('de', '25')).toBe('de');
});

it('warps sounds onto their words and leaves a pause between them to nobody', () => {
  // Two words of three sounds each, spoken at half speed with four silent frames between.
  const sound = (n: number): number[] => Array.from({ length: DIMENSIONS }, (_, k) => (k === n ? 8 : 0));
  const columns = [-1, 0, 1, 2, -1, 3, 4, 5, -1];
  const frames = [0, 0, 1, 1, 2, 2, -1, -1, -1, -1, 3, 3, 4, 4, 5, 5];
  const path = warp(
    {
      frames: frames.length,
      features: Float32Array.from(frames.flatMap((n) => (n < 0 ? sound(12) : sound(n)))),
      pauseCost: Float32Array.from(frames, (n) => (n < 0 ? 1 : 9)),
      wordCost: Float32Array.from(frames, (n) => (n < 0 ? 2 : 0)),
      columns: columns.length,
      reference: Float32Array.from(columns.flatMap((n) => (n < 0 ? sound(12) : sound(n)))),
      isPause: Uint8Array.from(columns, (n) => (n < 0 ? 1 : 0)),
    },
    { lo: new Int32Array(frames.length), hi: new Int32Array(frames.length).fill(columns.length - 1) },
  );
  expect([...path.first].map((c) => columns[c])).toEqual(frames);
  expect([...path.last].map((c) => columns[c])).toEqual(frames);
});

it('ends words at pauses, starts none in silence and overlaps none', () => {
  const voiced = new Uint8Array(200);
  voiced.fill(1, 10, 60).fill(1, 120, 180);
  const spans = wordSpans([{ start: 0, end: 40 }, { start: 39, end: 140 }, { start: 140, end: 200 }, { start: -1, end: -1 }, { start: 190, end: 195 }], voiced);
  expect(spans).toEqual([{ start: 10, end: 39 }, { start: 39, end: 60 }, { start: 140, end: 180 }, null, null]);
});

it('spreads words without a time over the sound between their neighbours', () => {
  const voiced = new Uint8Array(100).fill(1, 0, 80);
  const filled = fillIn([{ start: 0, end: 20 }, null, null, { start: 60, end: 70 }, null], [10, 30, 10, 5, 1], 100, voiced);
  expect(filled).toEqual([{ start: 0, end: 20 }, { start: 20, end: 50 }, { start: 50, end: 60 }, { start: 60, end: 70 }, { start: 70, end: 80 }]);
});
