import { editSegmentText } from '../../electron/core/transcript/editText';
import { redo, undo } from '../../electron/core/transcript/history';
import { joinNext, split } from '../../electron/core/transcript/reshaping';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { storeTimes } from '../../electron/core/transcript/wordTimes';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { planRedactions } from '../../electron/core/redaction/plan';
import { PADDING_ONLY } from '../../electron/core/redaction/policy';
import { passageDraft, type Passage, type Segment, type Word } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

const S = 1_000_000;
let temp: TempVault;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  db().prepare('UPDATE footage SET duration_us = 60000000').run();
});
afterEach(() => { temp.dispose(); });

function say(id: string, startUs: number, text: string): Segment {
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: startUs + i * S, endUs: startUs + i * S + 800_000, trust: 'aligned' as const, confidence: 0.5 }));
  const segment: Segment = { id, footageId: 'f', startUs, endUs: startUs + words.length * S, text, language: 'bs', origin: 'machine', words };
  insertSegment(db(), segment);
  return segment;
}
const transcript = (): Segment[] => listSegments(db(), 'f');
const one = (id: string): Segment => transcript().find((s) => s.id === id) as Segment;
const mark = (target: object): Passage => markPassage(db(), passageDraft.parse({ footageId: 'f', target, reason: 'other' }));
const passage = (id: string): Passage => listPassages(db(), 'f').find((p) => p.id === id) as Passage;
const wide = (segment: Segment) => ({ startUs: Math.max(0, segment.startUs - 300_000), endUs: segment.endUs + 300_000 });
const found = (segment: Segment, times: readonly (readonly [number, number, Word['trust']])[]) => ({ segment, words: times.map(([startUs, endUs, trust], i) => ({ text: segment.words[i]?.text ?? '', startUs, endUs, trust })) });

it('takes the times found, lets borders move out for them, and keeps text, hand and confidence', () => {
  const segment = say('a', S, 'Ja sam tada');
  expect(storeTimes(db(), 'f', [found(segment, [[800_000, 1_200_000, 'aligned'], [1_300_000, 2 * S, 'estimated'], [2 * S, 2 * S, 'estimated']])], wide)).toEqual(['a']);
  expect(one('a')).toEqual({ ...segment, startUs: 800_000, words: [
    { text: 'Ja', startUs: 800_000, endUs: 1_200_000, trust: 'aligned', confidence: 0.5 }, { text: 'sam', startUs: 1_300_000, endUs: 2 * S, trust: 'estimated', confidence: 0.5 },
    { text: 'tada', startUs: 2 * S, endUs: 2 * S, trust: 'untimed', confidence: 0.5 },
  ] });
});

it('leaves a segment alone that was edited meanwhile, or is gone', () => {
  const segment = say('a', S, 'Ja sam tada');
  const times = found(segment, [[S, 1_100_000, 'aligned'], [1_200_000, 1_300_000, 'aligned'], [1_400_000, 1_500_000, 'aligned']]);
  const newer = editSegmentText(db(), 'a', 'Ja sam onda');
  expect(storeTimes(db(), 'f', [times], wide)).toEqual([]);
  expect(one('a')).toEqual(newer);
  expect(storeTimes(db(), 'f', [{ ...times, segment: { ...segment, id: 'gone' } }], wide)).toEqual([]);
});

it('is taken back and brought back together with the correction that it followed', () => {
  const before = say('a', S, 'Ja sam tada');
  const { id } = mark({ words: { fromSegmentId: 'a', fromWord: 2, toSegmentId: 'a', toWord: 2 } });
  const marked = passage(id);
  const corrected = editSegmentText(db(), 'a', 'Ja sam onda');
  storeTimes(db(), 'f', [found(corrected, [[S, 1_500_000, 'aligned'], [1_600_000, 2_200_000, 'aligned'], [2_700_000, 4_250_000, 'aligned']])], wide);
  const aligned = [one('a'), passage(id)];
  expect(aligned).toMatchObject([{ endUs: 4_250_000 }, { text: 'onda', endUs: 4_250_000 }]);
  expect(undo(db(), 'f')).toEqual({ undone: true, what: 'history.editText' });
  expect([one('a'), passage(id)]).toEqual([before, { ...marked, updatedAt: expect.any(String) as string }]);
  expect(redo(db(), 'f')).toEqual({ redone: true, what: 'history.editText' });
  expect([one('a'), { ...passage(id), updatedAt: '' }]).toEqual([aligned[0], { ...aligned[1], updatedAt: '' }]);
});

it('does not let undo uncover what a passage marked later has grown over', () => {
  say('a', S, 'Ja sam tada');
  const corrected = editSegmentText(db(), 'a', 'Ja sam onda');
  const { id } = mark({ words: { fromSegmentId: 'a', fromWord: 2, toSegmentId: 'a', toWord: 2 } });
  storeTimes(db(), 'f', [found(corrected, [[S, 1_500_000, 'aligned'], [1_600_000, 2_200_000, 'aligned'], [2_700_000, 4_250_000, 'aligned']])], wide);
  editSegmentText(db(), 'a', 'Ja sam onda');
  const grown = passage(id);
  expect(grown.endUs).toBe(4_250_000);
  editSegmentText(db(), 'a', 'Ti si onda');
  undo(db(), 'f');
  expect(passage(id)).toMatchObject({ startUs: grown.startUs, endUs: grown.endUs });
  undo(db(), 'f');
  expect(passage(id)).toBeUndefined();
  redo(db(), 'f');
  expect(passage(id)).toMatchObject({ startUs: grown.startUs, endUs: grown.endUs });
});

function expectOrder(segments: readonly Segment[]): void {
  let free = 0;
  for (const s of segments) {
    expect(s.startUs).toBeGreaterThanOrEqual(free);
    let at = s.startUs;
    for (const w of s.words) {
      expect(w.startUs).toBeGreaterThanOrEqual(at);
      expect(w.endUs).toBeGreaterThanOrEqual(w.startUs);
      at = w.endUs;
    }
    expect(at).toBeLessThanOrEqual(s.endUs);
    free = s.endUs;
  }
}

/** What the aligner might say at its worst: any times, any trust, no order. */
function anything(random: ReturnType<typeof seeded>, segment: Segment): { segment: Segment; words: Word[] } {
  const any = (): number => Math.max(0, segment.startUs + (random.int(60) - 10) * 100_000);
  return { segment, words: segment.words.map(({ text }) => ({ text, startUs: any(), endUs: any(), trust: random.pick(['aligned', 'aligned', 'estimated', 'untimed'] as const) })) };
}

it.each(Array.from({ length: 8 }, (_, seed) => seed))('whatever is found, words stay in order and no passage loses an instant or a word, by undo neither (walk %i)', (seed) => {
  const random = seeded(700 + seed);
  let startUs = 0;
  let named = 0;
  for (let i = 0; i < 6; i += 1) startUs = say(`s${i}`, startUs, Array.from({ length: 1 + random.int(5) }, () => `w${named++}`).join(' ')).endUs + random.int(3) * 200_000;
  for (let i = 0; i < 3; i += 1) {
    const segment = random.pick(transcript());
    const word = random.int(segment.words.length);
    if (random.int(2) === 0) mark({ words: { fromSegmentId: segment.id, fromWord: word, toSegmentId: segment.id, toWord: word } });
    else mark({ startUs: segment.startUs, endUs: segment.startUs + 400_000 });
  }
  const begun = transcript().map((s) => s.text);
  const instants = (): Map<string, Set<number>> => new Map(listPassages(db(), 'f').map((p) => {
    const { sound } = planRedactions({ passages: [{ ...p, state: 'marked' }], segments: transcript(), clip: null, durationUs: 60 * S, policy: PADDING_ONLY });
    return [p.id, new Set(Array.from({ length: 600 }, (_, i) => i).filter((i) => sound.some((s) => s.startUs <= i * 100_000 && i * 100_000 < s.endUs)))];
  }));
  const hidden = (): Set<string> => {
    const segments = transcript();
    const plan = planRedactions({ passages: listPassages(db(), 'f'), segments, clip: null, durationUs: 60 * S, policy: PADDING_ONLY });
    return new Set(segments.flatMap((s) => s.words.filter((_, i) => { const h = plan.hidden.get(s.id); return h === 'all' || h?.has(i); }).map((w) => w.text)));
  };
  const states: { sound: Map<string, Set<number>>; text: Set<string>; words: string[] }[] = [];
  const state = (): (typeof states)[number] => ({ sound: instants(), text: hidden(), words: transcript().map((s) => s.text) });
  const expectCovers = (was: (typeof states)[number]): void => {
    const [sound, text] = [instants(), hidden()];
    for (const [id, set] of was.sound) expect([...set].filter((i) => !sound.get(id)?.has(i))).toEqual([]);
    expect([...was.text].filter((w) => !text.has(w))).toEqual([]);
  };
  for (let step = 0; step < 12; step += 1) {
    const before = state();
    const segment = random.pick(transcript());
    try {
      switch (random.int(3)) {
        case 0: editSegmentText(db(), segment.id, `${segment.text} e${step}`); break;
        case 1: split(db(), { segmentId: segment.id, word: 1 + random.int(Math.max(1, segment.words.length - 1)), atUs: null }); break;
        default: joinNext(db(), { segmentId: segment.id });
      }
      states.push(before);
    } catch (error) {
      expect((error as { code: string }).code).toMatch(/^segment-cannot/);
    }
    const now = state();
    storeTimes(db(), 'f', transcript().filter(() => random.int(2) === 0).map((s) => anything(random, s)), wide);
    expectOrder(transcript());
    expectCovers(now);
  }
  const done = state();
  const back = [...states].reverse();
  for (const was of back) {
    undo(db(), 'f');
    expectOrder(transcript());
    expect(transcript().map((s) => s.text)).toEqual(was.words);
    expectCovers(was);
  }
  expect(transcript().map((s) => s.text)).toEqual(begun);
  for (let i = 0; i < back.length; i += 1) {
    redo(db(), 'f');
    expectOrder(transcript());
  }
  expect(transcript().map((s) => s.text)).toEqual(done.words);
  expectCovers(done);
});
