import { doubtfulPlaces, placeAt, stepPlace, type DoubtfulPlace } from '../../renderer/features/review/queue';
import { keepUnchanged } from '../../renderer/features/transcript/keepUnchanged';
import { countByVoice, namesToSuggest, segmentsMeant, untilVoiceChanges } from '../../renderer/features/speakers/voices';
import { orderOf } from '../../renderer/features/transcript/words';
import type { Interview, Segment } from '../../shared/domain';

const S = 1_000_000;

/** A segment of one word a second; `sure` gives each word's confidence. */
function segment(id: string, startS: number, sure: (number | undefined)[], rest: Partial<Segment> = {}): Segment {
  const words = sure.map((confidence, i) => ({ text: `${id}${i}`, startUs: (startS + i) * S, endUs: (startS + i) * S + 800_000, trust: 'aligned' as const, ...(confidence === undefined ? {} : { confidence }) }));
  return { id, footageId: 'f', startUs: startS * S, endUs: (startS + sure.length) * S, text: words.map((w) => w.text).join(' '), language: 'bs', origin: 'machine', words, ...rest };
}
const name = (place: DoubtfulPlace | null): string => (place ? `${place.segmentId}${place.from}-${place.to}` : 'none');

describe('the review queue', () => {
  const SEGMENTS = [segment('a', 0, [0.9, 0.2, 0.3, 0.7, 0.59]), segment('b', 10, [undefined, 0.6]), segment('c', 20, [0.1, 0.9], { doubts: ['loop'] }), segment('d', 30, [0.9], { doubts: [] })];
  const order = orderOf(SEGMENTS);
  const places = doubtfulPlaces(SEGMENTS);

  test('takes doubtful words that follow each other together, and a doubted segment as a whole', () => {
    expect(places.map(name)).toEqual(['a1-2', 'a4-4', 'c0-1']);
    expect(places.map((p) => p.whole)).toEqual([false, false, true]);
    expect(places[0]).toMatchObject({ startUs: S, endUs: 2 * S + 800_000 });
  });

  test('knows which place the cursor is in', () => {
    expect(placeAt(places, { segmentId: 'a', word: 2 })).toBe(0);
    expect(placeAt(places, { segmentId: 'a', word: 3 })).toBe(-1);
    expect(placeAt(places, null)).toBe(-1);
  });

  test('goes on from wherever the cursor is, both ways, round and round', () => {
    const at = (segmentId: string, word: number) => ({ segmentId, word });
    expect([null, at('a', 1), at('a', 3), at('b', 0), at('c', 1)].map((point) => name(stepPlace(places, point, 1, order)))).toEqual(['a1-2', 'a4-4', 'a4-4', 'c0-1', 'a1-2']);
    expect([null, at('a', 1), at('a', 2), at('a', 3), at('b', 0), at('d', 0)].map((point) => name(stepPlace(places, point, -1, order)))).toEqual(['c0-1', 'c0-1', 'c0-1', 'a1-2', 'a4-4', 'c0-1']);
    expect(stepPlace([], at('a', 0), 1, order)).toBeNull();
  });

  test('untimed words are heard with their whole segment', () => {
    const [place] = doubtfulPlaces([{ ...segment('u', 5, [0.1, 0.9]), words: [{ text: 'u0', startUs: 0, endUs: 0, trust: 'untimed', confidence: 0.1 }] }]);
    expect(place).toMatchObject({ startUs: 5 * S, endUs: 7 * S });
  });
});

describe('giving segments a voice', () => {
  const SEGMENTS = [segment('a', 0, [1, 1], { speakerId: 'x' }), segment('b', 10, [1]), segment('c', 20, [1]), segment('d', 30, [1], { speakerId: 'x' }), segment('e', 40, [1])];
  const order = orderOf(SEGMENTS);
  const place = { segments: SEGMENTS, order, anchor: null, cursor: null, nowUs: 30.2 * S };

  test('means the selection, else the cursor, else what is being heard', () => {
    expect(segmentsMeant({ ...place, cursor: { segmentId: 'e', word: 0 }, anchor: { fromSegmentId: 'a', fromWord: 1, toSegmentId: 'c', toWord: 0 } }, 'change')).toEqual(['a', 'b', 'c']);
    expect(segmentsMeant({ ...place, cursor: { segmentId: 'b', word: 0 } }, 'segment')).toEqual(['b']);
    expect(segmentsMeant(place, 'segment')).toEqual(['d']);
    expect(segmentsMeant({ ...place, nowUs: 5 * S }, 'segment')).toEqual([]);
  });

  test('reaches to where the voice changes', () => {
    expect(segmentsMeant({ ...place, cursor: { segmentId: 'b', word: 0 } }, 'change')).toEqual(['b', 'c']);
    expect(untilVoiceChanges(SEGMENTS, 4)).toEqual(['e']);
  });

  test('counts, and draws a row again when its voice, overlap or confidence changes', () => {
    expect([...countByVoice(SEGMENTS)]).toEqual([['x', 2]]);
    const same = SEGMENTS.map((s) => ({ ...s }));
    expect(keepUnchanged(SEGMENTS, same)).toBe(SEGMENTS);
    for (const change of [{ speakerId: 'y' }, { overlap: true }, { words: [{ ...SEGMENTS[1]?.words[0], confidence: 0.1 }] as Segment['words'] }]) {
      expect(keepUnchanged(SEGMENTS, same.map((s) => (s.id === 'b' ? { ...s, ...change } : s)))[1]).toMatchObject(change);
    }
  });

  test('offers the names of the record and of other footage, each once, without those taken', () => {
    const interview = { speakerCode: 'N.H.', interviewer: 'Speckhard' } as Interview;
    const speaker = { id: 'x', footageId: 'f', number: 1, name: 'Edin' };
    expect(namesToSuggest(interview, 'Interpreter', ['Edin', 'Speckhard', 'Amra'], [speaker])).toEqual(['N.H.', 'Speckhard', 'Interpreter', 'Amra']);
    expect(namesToSuggest(null, 'Interpreter', [], [])).toEqual(['Interpreter']);
  });
});
