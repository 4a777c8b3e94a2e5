import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { clickTimes, countedFootage, hear, seeFrames } from '../support/clipFootage';
import { testExport, type TestExport } from '../support/exportEnv';
import { seeded } from '../support/random';

let t: TestExport;
beforeAll(async () => { t = await testExport('frames'); });
afterAll(() => t.dispose());

const SECONDS = 13;
const all = (fps: number): number[] => Array.from({ length: Math.ceil(SECONDS * fps) }, (_, n) => n);
const irregular = (n: number): boolean => n % 3 === 0 || n % 7 === 0 || (n > 90 && n < 130);
const SOURCES: [name: string, rate: string, fps: number, kept: (n: number) => boolean, options: { select?: string; extra?: string[] }][] = [
  ['25.mp4', '25', 25, () => true, {}],
  ['2997.mp4', '30000/1001', 30_000 / 1001, () => true, {}],
  ['23976.mkv', '24000/1001', 24_000 / 1001, () => true, {}],
  ['50.ts', '50', 50, () => true, { extra: ['-muxdelay', '0.7'] }],
  ['vfr.mp4', '30', 30, irregular, { select: 'not(mod(n,3))+not(mod(n,7))+gt(n,90)*lt(n,130)' }],
  ['vfr.mkv', '60', 60, irregular, { select: 'not(mod(n,3))+not(mod(n,7))+gt(n,90)*lt(n,130)' }],
];

describe.each(SOURCES)('a clip of %s', (name, rate, fps, kept, options) => {
  it('begins with the frame shown at its start, ends with the last before its end, and sound keeps step', async () => {
    const { footage } = await importFootage(t.env, countedFootage(t.dir, name, rate, SECONDS, options));
    const numbers = all(fps).filter(kept);
    const r = seeded(name.length * 7 + fps);
    for (let round = 0; round < 4; round += 1) {
      const startUs = round === 0 ? 0 : Math.round(((r.pick(numbers) / fps) * 1e6) / 1000) * 1000 * (round % 2) || 11_000 + r.int(8_000_000);
      const endUs = Math.min(startUs + 300_000 + r.int(4_000_000), footage.durationUs);
      const out = path.join(t.dir, `${name}-${round}.mp4`);
      const result = await exportClip(t.env, { footageId: footage.id, startUs, endUs, subtitles: 'none' }, out);
      const seen = seeFrames(out);
      const timeOf = (n: number): number => (n / fps) * 1e6;
      const first = numbers.findLast((n) => timeOf(n) <= startUs + 1_000) ?? 0;
      const expected = numbers.filter((n) => n >= first && timeOf(n) < endUs - 1_000);
      expect(seen.map((f) => f.number)).toEqual(expected);
      seen.forEach((f, i) => { expect(Math.abs(f.time * 1e6 - Math.max(0, timeOf(expected[i] ?? 0) - startUs))).toBeLessThan(1_100); });
      expect(Math.abs(result.durationMs - (endUs - startUs) / 1000)).toBeLessThanOrEqual(1);
      const [left = new Float32Array()] = hear(out);
      expect(Math.abs(left.length / 48_000 - (endUs - startUs) / 1e6)).toBeLessThan(0.025);
      for (const at of clickTimes(left)) expect(Math.abs(((at + startUs / 1e6 + 0.5) % 1) - 0.5)).toBeLessThan(0.003);
    }
  });
});
