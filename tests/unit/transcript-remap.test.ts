import { remapWords } from '../../electron/core/transcript/remapWords';
import type { Word } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';

const span = { startUs: 1_000_000, endUs: 9_000_000 };
const timed = (text: string, startUs: number, endUs: number): Word => ({ text, startUs, endUs, trust: 'aligned' });
const old = [timed('Tada', 1_000_000, 1_400_000), timed('je', 1_400_000, 1_500_000), timed('Marko', 2_000_000, 2_600_000), timed('otišao', 3_000_000, 3_800_000)];

describe('remapWords', () => {
  it('keeps time and trust where only case and punctuation changed', () => {
    const { words, kept } = remapWords(old, 'tada je Marko, otišao.', span);
    expect(words.map((w) => [w.text, w.startUs, w.endUs, w.trust])).toEqual([
      ['tada', 1_000_000, 1_400_000, 'aligned'], ['je', 1_400_000, 1_500_000, 'aligned'],
      ['Marko,', 2_000_000, 2_600_000, 'aligned'], ['otišao.', 3_000_000, 3_800_000, 'aligned'],
    ]);
    expect(kept).toEqual([0, 1, 2, 3]);
  });

  it('spreads changed words over all the room between kept neighbours', () => {
    const { words, kept } = remapWords(old, 'Tada je Darko Petrović otišao', span);
    expect(words[2]).toMatchObject({ text: 'Darko', startUs: 1_500_000, trust: 'estimated' });
    expect(words[3]).toMatchObject({ text: 'Petrović', endUs: 3_000_000, trust: 'estimated' });
    expect(kept).toEqual([0, 1, null, 4]);
  });

  it('calls a word untimed that was added where there is no room', () => {
    const { words } = remapWords(old, 'Tada ti je Marko otišao', span);
    expect(words[1]).toEqual({ text: 'ti', startUs: 1_400_000, endUs: 1_400_000, trust: 'untimed' });
  });

  it('spreads wholly new text over the segment and takes empty text', () => {
    const { words } = remapWords(old, 'nešto sasvim drugo', span);
    expect([words[0]?.startUs, words[2]?.endUs]).toEqual([1_000_000, 9_000_000]);
    expect(words.every((w) => w.trust === 'estimated')).toBe(true);
    expect(remapWords(old, '', span)).toEqual({ words: [], kept: [null, null, null, null] });
  });

  it('whatever is typed: every word is there, in order, inside the segment, none overlapping', () => {
    const random = seeded(4);
    const vocabulary = ['ja', 'sam', 'čuo', 'Čuo,', 'most', '—', 'tada', 'u', 'Prijedoru'];
    const text = (): string => Array.from({ length: random.int(12) }, () => random.pick(vocabulary)).join(' ');
    for (let round = 0; round < 500; round++) {
      let words: Word[] = remapWords([], text(), span).words.map((w) => ({ ...w, trust: 'aligned' }));
      for (let edit = 0; edit < 4; edit++) {
        const before = words;
        const next = text();
        const remapped = remapWords(before, next, span);
        words = remapped.words;
        expect(words.map((w) => w.text)).toEqual(splitWords(next));
        words.forEach((w, i) => {
          expect(w.startUs).toBeGreaterThanOrEqual(words[i - 1]?.endUs ?? span.startUs);
          expect(w.endUs).toBeGreaterThanOrEqual(w.startUs);
          expect(w.endUs).toBeLessThanOrEqual(span.endUs);
        });
        remapped.kept.forEach((to, from) => {
          if (to !== null) expect([words[to]?.startUs, words[to]?.endUs]).toEqual([before[from]?.startUs, before[from]?.endUs]);
        });
      }
    }
  });
});
