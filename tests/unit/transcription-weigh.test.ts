import type { Segment, Word } from '../../shared/domain';
import { possibleSpan } from '../../electron/core/redaction/wordTimes';
import { inTheRoomOf, remapWords } from '../../electron/core/transcript/remapWords';
import { withTimes } from '../../electron/core/transcript/wordTimes';
import { weigh } from '../../electron/core/transcription/weigh';
import { seeded } from '../support/random';

const S = 1_000_000;
const word = (text: string, from: number, to: number, trust: Word['trust']): Word => ({ text, startUs: from * S, endUs: to * S, trust });
const segmentOf = (words: Word[], from: number, to: number): { startUs: number; endUs: number; text: string; doubts: []; words: Word[] } => ({ startUs: from * S, endUs: to * S, text: words.map((w) => w.text).join(' '), doubts: [], words });
const stored = (part: ReturnType<typeof weigh>[number]): Segment => ({ ...part, id: 'x', footageId: 'f', language: 'en', origin: 'machine', words: [...part.words], doubts: [] });
const holds = (outer: { startUs: number; endUs: number }, inner: { startUs: number; endUs: number }): boolean => outer.startUs <= inner.startUs && outer.endUs >= inner.endUs;

describe('a segment over a long pause', () => {
  // As heard: the turn ended at 90.4 s, eight seconds of rumble, and "My" was said at 98.8 s.
  const wrong = segmentOf([word('him.', 89, 90.4, 'aligned'), word('My', 90.4, 90.5, 'estimated'), word('brother', 98.5, 99.3, 'estimated'), word('went', 99.3, 99.6, 'aligned')], 89, 99.6);

  it('is parted there, whatever its words are worth', () => {
    expect(weigh([wrong]).map(({ text, startUs, endUs }) => [text, startUs / S, endUs / S])).toEqual([['him. My', 89, 90.5], ['brother went', 98.5, 99.6]]);
  });

  it('leaves a word that is not sure all the room between its sure neighbours, over the pause', () => {
    const [first, second] = weigh([wrong]).map(stored);
    expect(possibleSpan(first as Segment, 1)).toEqual({ startUs: 90.4 * S, endUs: 99.3 * S });
    expect(possibleSpan(second as Segment, 0)).toEqual({ startUs: 90.4 * S, endUs: 99.3 * S });
    expect(first?.words[0]?.room).toBeUndefined();
  });

  it('never narrows what redaction takes for a word', () => {
    const random = seeded(7);
    for (let n = 0; n < 400; n++) {
      let at = random.int(3);
      const words = Array.from({ length: 1 + random.int(8) }, (_, i) => {
        const from = at + random.pick([0, 0.1, 0.5, 2.5, 6]);
        const trust = random.pick(['aligned', 'estimated', 'untimed'] as const);
        at = from + (trust === 'untimed' ? random.pick([0, 0.2]) : 0.3);
        return word(`w${i}`, from, at, trust);
      });
      const whole = segmentOf(words, (words[0]?.startUs ?? 0) / S, at);
      const before = words.map((_, i) => possibleSpan(stored({ ...whole, doubts: [] }), i));
      const after = weigh([whole]).map(stored).flatMap((part) => part.words.map((_, i) => possibleSpan(part, i)));
      expect(after.map((span, i) => holds(span, before[i] ?? span))).toEqual(words.map(() => true));
    }
  });

  it('keeps that room for what a person writes instead, and when the word is looked for again beside the pause', () => {
    const [first] = weigh([wrong]).map(stored);
    const room = { startUs: 90.4 * S, endUs: 99.3 * S };
    expect(remapWords(first?.words ?? [], 'him. Moj', first as Segment).words[1]).toMatchObject({ text: 'Moj', room });
    expect(remapWords(first?.words ?? [], 'him. My own', first as Segment).words[1]).toMatchObject({ text: 'My', room });
    expect(inTheRoomOf(first?.words ?? [], [word('a', 1, 2, 'estimated')])[0]).toMatchObject({ room });
    const found = withTimes(first as Segment, (first?.words ?? []).map((w) => ({ ...w, trust: 'aligned' as const })), { startUs: 88 * S, endUs: 91 * S });
    expect(found.words.map((w) => w.trust)).toEqual(['aligned', 'estimated']);
    expect(possibleSpan(found, 1)).toEqual(room);
  });
});
