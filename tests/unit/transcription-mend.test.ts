import type { Word } from '../../shared/domain';
import type { Dictionary } from '../../electron/core/transcription/dictionary';
import { mended } from '../../electron/core/transcription/mend';
import type { Weighed } from '../../electron/core/transcription/weigh';

const word = (text: string, startUs: number, endUs: number, more: Partial<Word> = {}): Word => ({ text, startUs, endUs, trust: 'aligned', confidence: 0.1, ...more });
const segment = (...words: Word[]): Weighed => ({ startUs: 0, endUs: 1_000, text: words.map(({ text }) => text).join(' '), words, doubts: [] });

/** Puts right a few words, and remembers which it was told to leave. */
function dictionary(): Dictionary & { left: [number, number][] } {
  const left: [number, number][] = [];
  return {
    left,
    knows: (words) => Promise.resolve(words.map(() => undefined)),
    sure: (lines, _, isMarked) => Promise.resolve(lines.map((words, line) => words.flatMap(({ text }, at) => {
      if (isMarked(line, at)) { left.push([line, at]); return []; }
      if (text === 'repubike') return [{ at, length: 1, texts: ['republike'] }];
      if (text === 'naprimjenu') return [{ at, length: 1, texts: ['na', 'primjenu'] }];
      return text === 'bi' && words[at + 1]?.text === 'smo' ? [{ at, length: 2, texts: ['bismo'] }] : [];
    }))),
    dispose: () => undefined,
  };
}

describe('words put right', () => {
  it('keep what was heard and their time, and stay doubtful', async () => {
    const [first] = await mended([segment(word('u', 0, 100, { confidence: 0.9 }), word('repubike', 100, 300), word('bi', 300, 400, { confidence: 0.9 }), word('smo', 400, 500, { confidence: 0.95 }))], 'hr', dictionary(), []);
    expect(first?.text).toBe('u republike bismo');
    expect(first?.words).toEqual([word('u', 0, 100, { confidence: 0.9 }), word('republike', 100, 300, { heard: 'repubike' }), word('bismo', 300, 500, { confidence: 0.5, heard: 'bi smo' })]);
  });

  it('share the time of the one word that was heard, or the room of an untimed one', async () => {
    const room = { startUs: 0, endUs: 900_000 };
    const [first, second] = await mended([segment(word('naprimjenu', 0, 900_000)), segment(word('naprimjenu', 5, 5, { trust: 'untimed', room }))], 'hr', dictionary(), []);
    expect(first?.words.map(({ text, startUs, trust, heard }) => [text, startUs, trust, heard])).toEqual([['na', 0, 'estimated', 'naprimjenu'], ['primjenu', 225_000, 'estimated', 'naprimjenu']]);
    expect(first?.words.at(-1)?.endUs).toBe(900_000);
    expect(second?.words).toEqual(['na', 'primjenu'].map((text) => word(text, 5, 5, { trust: 'untimed', room, heard: 'naprimjenu' })));
  });

  it('are never those that may lie in a passage; others stay the very same', async () => {
    const told = dictionary();
    const segments = [segment(word('repubike', 0, 100), word('onda', 100, 200)), segment(word('repubike', 500, 600), word('repubike', 0, 0, { trust: 'untimed' }))];
    const after = await mended(segments, 'hr', told, [{ startUs: 90, endUs: 120 }]);
    expect(told.left).toEqual([[0, 0], [0, 1], [1, 1]]);
    expect(after[0]).toBe(segments[0]);
    expect(after[1]?.text).toBe('republike repubike');
  });
});
