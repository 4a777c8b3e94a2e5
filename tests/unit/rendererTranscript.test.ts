import { checkPoints, suggestSpan } from '../../renderer/features/clips/points';
import { findHits } from '../../renderer/features/transcript/find';
import { keepUnchanged } from '../../renderer/features/transcript/keepUnchanged';
import { coveredWords, neighbour, orderOf, selectedText, toAnchor, wordAt, wordMarks } from '../../renderer/features/transcript/words';
import type { Passage, Segment, WordTrust } from '../../shared/domain';

const S = 1_000_000;

/** A segment of one word a second, each 0.8 s long. */
function segment(id: string, startS: number, text: string, trust: WordTrust = 'aligned'): Segment {
  const words = text.split(' ').filter(Boolean).map((word, i) => ({ text: word, startUs: (startS + i) * S, endUs: (startS + i) * S + 800_000, trust }));
  return { id, footageId: 'f', startUs: startS * S, endUs: (startS + Math.max(1, words.length)) * S, text, language: 'bs', origin: 'machine', words };
}

function passage(part: Partial<Passage>): Passage {
  return { id: 'p', footageId: 'f', startUs: 0, endUs: S, text: '', anchor: null, reason: 'other', note: '', audio: 'mute', video: 'none', state: 'marked', who: null, severity: 2, suggestion: null, createdAt: '', updatedAt: '', ...part };
}

const SEGMENTS = [segment('a', 0, 'Ime mu je bilo'), segment('b', 10, 'Đorđe Petrović.'), segment('empty', 14, ''), segment('c', 20, 'После тога')];
const ORDER = orderOf(SEGMENTS);

describe('selecting words', () => {
  test('a selection drawn backwards over segments becomes an anchor in reading order', () => {
    const anchor = toAnchor({ anchor: { segmentId: 'c', word: 0 }, focus: { segmentId: 'a', word: 2 } }, ORDER);
    expect(anchor).toEqual({ fromSegmentId: 'a', fromWord: 2, toSegmentId: 'c', toWord: 0 });
    expect(anchor && selectedText(anchor, SEGMENTS, ORDER)).toBe('je bilo Đorđe Petrović. После');
  });

  test('a selection in a segment that is gone is none', () => {
    expect(toAnchor({ anchor: { segmentId: 'gone', word: 0 }, focus: { segmentId: 'a', word: 0 } }, ORDER)).toBeNull();
  });

  test('an anchor covers the rest of its first, all of the middle and the start of its last segment', () => {
    const anchor = { fromSegmentId: 'a', fromWord: 3, toSegmentId: 'c', toWord: 0 };
    expect(SEGMENTS.map((s, i) => coveredWords(anchor, i, s.words.length, ORDER))).toEqual([{ from: 3, to: 3 }, { from: 0, to: 1 }, null, { from: 0, to: 0 }]);
  });

  test('the keyboard steps over segment borders and over segments without words, and stops at the ends', () => {
    expect(neighbour({ segmentId: 'b', word: 1 }, 1, SEGMENTS, ORDER)).toEqual({ segmentId: 'c', word: 0 });
    expect(neighbour({ segmentId: 'c', word: 0 }, -1, SEGMENTS, ORDER)).toEqual({ segmentId: 'b', word: 1 });
    expect(neighbour({ segmentId: 'a', word: 0 }, -1, SEGMENTS, ORDER)).toBeNull();
    expect(neighbour({ segmentId: 'c', word: 1 }, 1, SEGMENTS, ORDER)).toBeNull();
  });
});

describe('following playback', () => {
  test('finds the word that has begun last, and none between segments', () => {
    expect(wordAt(SEGMENTS, 0)).toEqual({ segmentId: 'a', word: 0 });
    expect(wordAt(SEGMENTS, 2.5 * S)).toEqual({ segmentId: 'a', word: 2 });
    expect(wordAt(SEGMENTS, 11 * S)).toEqual({ segmentId: 'b', word: 1 });
    expect(wordAt(SEGMENTS, 8 * S)).toBeNull();
    expect(wordAt(SEGMENTS, 99 * S)).toBeNull();
    expect(wordAt([], 0)).toBeNull();
  });

  test('untimed words are never shown as being said', () => {
    expect(wordAt([segment('u', 0, 'jedan dva', 'untimed')], 1.5 * S)).toEqual({ segmentId: 'u', word: -1 });
  });
});

describe('showing passages in the text', () => {
  test('a passage by words marks exactly those words', () => {
    const marks = wordMarks(SEGMENTS, [passage({ startUs: 3 * S, endUs: 10.8 * S, anchor: { fromSegmentId: 'a', fromWord: 3, toSegmentId: 'b', toWord: 0 } })]);
    expect(marks.get('a')?.map((p) => p?.id)).toEqual([undefined, undefined, undefined, 'p']);
    expect(marks.get('b')?.map((p) => p?.id)).toEqual(['p']);
    expect(marks.has('c')).toBe(false);
  });

  test('a passage by time marks every word that it touches', () => {
    const marks = wordMarks(SEGMENTS, [passage({ startUs: 1.5 * S, endUs: 2.1 * S })]);
    expect(marks.get('a')?.map((p) => p?.id)).toEqual([undefined, 'p', 'p']);
  });

  test('a passage by time takes the untimed words of the segments that it touches', () => {
    const marks = wordMarks([segment('u', 0, 'jedan dva tri', 'untimed')], [passage({ startUs: 0, endUs: 100_000 })]);
    expect(marks.get('u')?.length).toBe(3);
  });

  test('where two overlap the graver reason shows', () => {
    const marks = wordMarks(SEGMENTS, [passage({ id: 'light', endUs: 4 * S, reason: 'other' }), passage({ id: 'grave', startUs: S, endUs: 2 * S, reason: 'self-incrimination' })]);
    expect(marks.get('a')?.map((p) => p?.id)).toEqual(['light', 'grave', 'light', 'light']);
  });
});

describe('find', () => {
  const at = (query: string): (string | number)[][] => findHits(SEGMENTS, query).map((h) => [h.segmentId, h.from, h.to]);

  test('neither script nor diacritics nor case matter, and đ may be typed in three ways', () => {
    for (const query of ['đorđe', 'Djordje', 'DORDE', 'Ђорђе']) expect(at(query)).toEqual([['b', 0, 0]]);
    expect(at('posle')).toEqual([['c', 0, 0]]);
  });

  test('finds parts of words and phrases across words', () => {
    expect(at('petrov')).toEqual([['b', 1, 1]]);
    expect(at('mu  je')).toEqual([['a', 1, 2]]);
    expect(at('orđe pet')).toEqual([['b', 0, 1]]);
  });

  test('an empty query finds nothing', () => {
    expect(at('  ')).toEqual([]);
  });
});

describe('reloading', () => {
  test('unchanged segments stay the same objects, changed ones are taken over', () => {
    const fresh = structuredClone(SEGMENTS);
    expect(keepUnchanged(SEGMENTS, fresh)).toBe(SEGMENTS);
    const [first, second, ...rest] = fresh;
    if (!first || !second) throw new Error('the sample lost its segments');
    const moved = { ...second, words: second.words.map((w) => ({ ...w, endUs: w.endUs + 1 })) };
    const merged = keepUnchanged(SEGMENTS, [first, moved, ...rest]);
    expect(merged[0]).toBe(SEGMENTS[0]);
    expect(merged[1]).toBe(moved);
    const doubted = { ...first, doubts: ['unsure' as const] };
    expect(keepUnchanged(SEGMENTS, [doubted, second, ...rest])[0]).toBe(doubted);
  });
});

describe('the points of a clip', () => {
  const none = { inUs: null, outUs: null };

  test('in and out win over selected words, which win over the whole', () => {
    const words = { fromSegmentId: 'a', fromWord: 1, toSegmentId: 'b', toWord: 0 };
    expect(suggestSpan({ inUs: 5, outUs: null }, words, SEGMENTS, ORDER, 60 * S)).toEqual({ startUs: 5, endUs: 60 * S });
    expect(suggestSpan(none, words, SEGMENTS, ORDER, 60 * S)).toEqual({ startUs: S, endUs: 10.8 * S });
    expect(suggestSpan(none, null, SEGMENTS, ORDER, 60 * S)).toEqual({ startUs: 0, endUs: 60 * S });
  });

  test('a word without a time stands for its segment', () => {
    const untimed = [segment('u', 4, 'jedan dva tri', 'untimed')];
    const words = { fromSegmentId: 'u', fromWord: 1, toSegmentId: 'u', toWord: 1 };
    expect(suggestSpan(none, words, untimed, orderOf(untimed), 60 * S)).toEqual({ startUs: 4 * S, endUs: 7 * S });
  });

  test('points outside or in the wrong order make no clip; the rounded end of the clock does', () => {
    expect(checkPoints(2 * S, S, 10 * S)).toEqual({ span: null, startError: false, endError: 'order' });
    expect(checkPoints(null, 5 * S, 10 * S).span).toBeNull();
    expect(checkPoints(0, 11 * S, 10 * S).endError).toBe('time');
    expect(checkPoints(0, 10.3 * S, 10 * S).span).toEqual({ startUs: 0, endUs: 10 * S });
  });
});
