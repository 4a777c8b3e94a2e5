import { fitGroup, timeWords } from '../../electron/core/transcription/wordTimes';
import type { Placed } from '../../electron/core/transcription/place';
import type { Word } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';

const room = { startUs: 0, endUs: 10_000_000 };
const group: Placed[] = [{ startUs: 300_000, endUs: 4_000_000, text: 'Ja sam tada' }, { startUs: 4_000_000, endUs: 9_000_000, text: 'otišao kući' }];
const word = (text: string, startUs: number, endUs: number, trust: Word['trust'] = 'aligned'): Word => ({ text, startUs, endUs, trust });

describe('word times', () => {
  it('move the engine’s rough borders to the words', () => {
    const timed = fitGroup(group, [word('Ja', 500_000, 600_000), word('sam', 700_000, 900_000), word('tada', 1_000_000, 4_300_000), word('otišao', 4_400_000, 5_000_000), word('kući', 5_000_000, 5_500_000)], room);
    expect(timed.map((s) => [s.startUs, s.endUs, s.words.length])).toEqual([[500_000, 4_300_000, 3], [4_400_000, 5_500_000, 2]]);
  });

  it('keep the wider border where a word is not sure', () => {
    const timed = fitGroup(group, [word('Ja', 500_000, 600_000), word('sam', 700_000, 900_000), word('tada', 900_000, 900_000, 'untimed'), word('otišao', 4_400_000, 5_000_000), word('kući', 5_000_000, 5_500_000)], room);
    expect([timed[0]?.startUs, timed[0]?.endUs]).toEqual([300_000, 4_000_000]);
  });

  it('are estimated, and no word is lost, when alignment fails or counts differ', () => {
    for (const aligned of [null, [word('Ja', 0, 1)]]) {
      const timed = fitGroup(group, aligned, room);
      expect(timed.map((s) => s.words.map((w) => w.text).join(' '))).toEqual(group.map((s) => s.text));
      expect(timed.flatMap((s) => s.words).every((w) => w.trust === 'estimated')).toBe(true);
      expect(timed.map((s) => [s.startUs, s.endUs])).toEqual(group.map((s) => [s.startUs, s.endUs]));
    }
  });

  it('stay in order and inside their segments whatever an aligner answers', async () => {
    const random = seeded(9);
    for (let round = 0; round < 100; round++) {
      const placed: Placed[] = [];
      for (let at = random.int(500_000); at < 24_000_000; ) {
        const endUs = at + 20_000 + random.int(6_000_000);
        placed.push({ startUs: at, endUs, text: Array.from({ length: 1 + random.int(9) }, () => 'riječ').join(' ') });
        at = endUs + random.pick([0, 0, 100_000, 2_000_000]);
      }
      const chunk = { startUs: 0, nextUs: 33_000_000, pcm: new Float32Array(33 * 16_000), speech: [{ startUs: 0, endUs: 14_000_000 }, { startUs: 15_000_000, endUs: 33_000_000 }] };
      const timed = await timeWords(placed, chunk, 'bs', {
        align: async ({ text }) => random.int(5) === 0 ? null : splitWords(text).map((t) => word(t, random.int(40_000_000) - 5_000_000, random.int(40_000_000), random.pick(['aligned', 'estimated', 'untimed']))),
      });
      expect(timed.map((s) => s.text)).toEqual(placed.map((s) => s.text));
      timed.forEach((s, i) => {
        expect(s.startUs).toBeGreaterThanOrEqual(timed[i - 1]?.endUs ?? 0);
        expect(s.endUs).toBeGreaterThan(s.startUs);
        s.words.forEach((w, j) => {
          expect(w.startUs).toBeGreaterThanOrEqual(s.words[j - 1]?.endUs ?? s.startUs);
          expect(w.endUs).toBeGreaterThanOrEqual(w.startUs);
          expect(w.endUs).toBeLessThanOrEqual(s.endUs);
        });
      });
    }
  });
});
