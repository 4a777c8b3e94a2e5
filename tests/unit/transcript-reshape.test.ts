import { joinNext, retime, split } from '../../electron/core/transcript/reshaping';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { undo } from '../../electron/core/transcript/history';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { planRedactions } from '../../electron/core/redaction/plan';
import { PADDING_ONLY } from '../../electron/core/redaction/policy';
import { replaceInFootage } from '../../electron/core/transcript/replace';
import { passageDraft, type Passage, type Segment } from '../../shared/domain';
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

function say(id: string, startUs: number, text: string, changes: Partial<Segment> = {}): Segment {
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: startUs + i * S, endUs: startUs + i * S + 800_000, trust: 'aligned' as const }));
  const segment: Segment = { id, footageId: 'f', startUs, endUs: startUs + words.length * S, text, language: 'bs', origin: 'machine', words, ...changes };
  insertSegment(db(), segment);
  return segment;
}
const transcript = (): Segment[] => listSegments(db(), 'f');
const mark = (target: object): Passage => markPassage(db(), passageDraft.parse({ footageId: 'f', target, reason: 'other' }));
const words = (from: [string, number], to: [string, number]): object => ({ words: { fromSegmentId: from[0], fromWord: from[1], toSegmentId: to[0], toWord: to[1] } });

describe('split', () => {
  it('parts words and time without a gap, in the pause or where the player stands in it, and comes back by undo', () => {
    const before = say('a', 0, 'Ja sam tada vidio Marka', { doubts: ['rate'], speakerId: 'x' });
    const [first, second] = split(db(), { segmentId: 'a', word: 2, atUs: null });
    expect(transcript()).toEqual([first, second]);
    expect(first).toMatchObject({ id: 'a', text: 'Ja sam', startUs: 0, endUs: 1_900_000, speakerId: 'x', doubts: ['rate'], origin: 'edited' });
    expect(second).toMatchObject({ text: 'tada vidio Marka', startUs: 1_900_000, endUs: 5 * S, speakerId: 'x', doubts: ['rate'] });
    expect(undo(db(), 'f')).toEqual({ undone: true, what: 'history.split' });
    expect(transcript()).toEqual([before]);
    expect(split(db(), { segmentId: 'a', word: 2, atUs: 1_850_000 })[0].endUs).toBe(1_850_000);
    undo(db(), 'f');
    expect(split(db(), { segmentId: 'a', word: 2, atUs: 4_000_000 })[0].endUs).toBe(1_900_000);
  });

  it('refuses to make an empty part', () => {
    say('a', 0, 'Ja sam');
    for (const word of [0, 2, 9]) expect(() => split(db(), { segmentId: 'a', word, atUs: null })).toThrow('segment-cannot-split');
    expect(() => split(db(), { segmentId: 'none', word: 1, atUs: null })).toThrow('segment-missing');
  });

  it('takes the passage over a word without a time along with all the time that it hid before', () => {
    const segment = say('a', 0, 'Ja sam tada vidio Marka');
    db().prepare('UPDATE segment SET words = ? WHERE id = ?').run(JSON.stringify(segment.words.map((w, i) => (i === 1 ? { ...w, endUs: w.startUs, trust: 'untimed' } : w))), 'a');
    const { id } = mark(words(['a', 1], ['a', 1]));
    split(db(), { segmentId: 'a', word: 3, atUs: null });
    expect(listPassages(db(), 'f').find((p) => p.id === id)).toMatchObject({ startUs: 0, endUs: 5 * S, text: 'sam' });
  });
});

describe('join', () => {
  it('keeps words, times and both doubts, and undo brings the second back', () => {
    const before = [say('a', 0, 'Ja sam', { doubts: ['rate'] }), say('b', 5 * S, 'na mostu', { doubts: ['loop', 'rate'], overlap: true })];
    const { id } = mark(words(['b', 1], ['b', 1]));
    const passages = listPassages(db(), 'f');
    expect(joinNext(db(), { segmentId: 'a' })).toMatchObject({ id: 'a', text: 'Ja sam na mostu', startUs: 0, endUs: 7 * S, doubts: ['rate', 'loop'], overlap: true });
    expect(listPassages(db(), 'f').find((p) => p.id === id)?.anchor).toEqual({ fromSegmentId: 'a', fromWord: 3, toSegmentId: 'a', toWord: 3 });
    expect(() => joinNext(db(), { segmentId: 'a' })).toThrow('segment-cannot-join');
    undo(db(), 'f');
    expect(transcript()).toEqual(before);
    expect(listPassages(db(), 'f')).toEqual(passages);
  });
});

describe('retime', () => {
  it('stays off the neighbours and inside the footage, never ends before it starts, and cuts words to the borders', () => {
    say('a', 0, 'Ja sam');
    say('b', 5 * S, 'na mostu kod');
    say('c', 10 * S, 'dalje');
    expect(retime(db(), { segmentId: 'b', startUs: 0, endUs: 50 * S })).toMatchObject({ startUs: 2 * S, endUs: 10 * S });
    expect(retime(db(), { segmentId: 'b', startUs: 9 * S, endUs: 3 * S })).toMatchObject({ startUs: 9 * S, endUs: 9_020_000 });
    expect(transcript()[1]?.words.every((w) => w.trust === 'untimed' && w.endUs === w.startUs)).toBe(true);
    undo(db(), 'f');
    const { words: cut } = retime(db(), { segmentId: 'b', startUs: 5_400_000, endUs: 7_400_000 });
    expect(cut.map(({ startUs, endUs, trust }) => [startUs, endUs, trust])).toEqual([[5_400_000, 5_800_000, 'aligned'], [6 * S, 6_800_000, 'aligned'], [7 * S, 7_400_000, 'aligned']]);
    expect(retime(db(), { segmentId: 'c', startUs: 10 * S, endUs: 99 * S }).endUs).toBe(60 * S);
  });

  it('does not uncover in text a word whose segment was moved away from under a passage marked by time', () => {
    say('a', 0, 'Ja sam tada vidio Marka');
    mark({ startUs: 4_100_000, endUs: 4_700_000 });
    retime(db(), { segmentId: 'a', startUs: 0, endUs: 3 * S });
    const hidden = planRedactions({ passages: listPassages(db(), 'f'), segments: transcript(), clip: null, durationUs: 60 * S, policy: PADDING_ONLY }).hidden.get('a');
    expect(hidden === 'all' || hidden?.has(4)).toBe(true);
  });
});

describe('whatever is done to a transcript', () => {
  /** What is hidden: instants of sound by tenths of a second, and words, which carry their own names. */
  function covered(passage: Passage): { sound: Set<number>; text: Set<string> } {
    const segments = transcript();
    const plan = planRedactions({ passages: [{ ...passage, state: 'marked' }], segments, clip: null, durationUs: 60 * S, policy: PADDING_ONLY });
    const sound = new Set(Array.from({ length: 600 }, (_, i) => i).filter((i) => plan.sound.some((s) => s.startUs <= i * 100_000 && i * 100_000 < s.endUs)));
    const text = new Set(segments.flatMap((s) => s.words.filter((_, i) => { const h = plan.hidden.get(s.id); return h === 'all' || h?.has(i); }).map((w) => w.text)));
    return { sound, text };
  }

  it.each(Array.from({ length: 12 }, (_, seed) => seed))('no passage loses an instant or a word, and undo takes all of it back (walk %i)', (seed) => {
    const random = seeded(100 + seed);
    let named = 0;
    let startUs = 0;
    for (let i = 0; i < 6; i += 1) {
      const segment = say(`s${i}`, startUs, Array.from({ length: 1 + random.int(6) }, () => `w${named++}`).join(' '));
      const trusts = segment.words.map((w) => (random.int(3) === 0 ? { ...w, endUs: w.startUs, trust: 'untimed' } : random.int(3) === 0 ? { ...w, trust: 'estimated' } : w));
      db().prepare('UPDATE segment SET words = ? WHERE id = ?').run(JSON.stringify(trusts), segment.id);
      startUs = segment.endUs + random.int(3) * 100_000;
    }
    for (let i = 0; i < 4; i += 1) {
      const [a, b] = [random.int(6), random.int(6)].sort((x, y) => x - y) as [number, number];
      const lengthOf = (n: number): number => transcript()[n]?.words.length ?? 1;
      if (random.int(2) === 0 && a < b) mark(words([`s${a}`, random.int(lengthOf(a))], [`s${b}`, random.int(lengthOf(b))]));
      else { const at = random.int(Math.floor(startUs / 100_000)) * 100_000; mark({ startUs: at, endUs: at + 300_000 }); }
    }
    const begun = { segments: transcript(), passages: listPassages(db(), 'f') };
    let steps = 0;
    for (let step = 0; step < 30; step += 1) {
      const before = new Map(listPassages(db(), 'f').map((p) => [p.id, covered(p)]));
      const all = transcript();
      const segment = random.pick(all);
      const removed = new Set<string>();
      try {
        switch (random.int(5)) {
          case 0: split(db(), { segmentId: segment.id, word: 1 + random.int(Math.max(1, segment.words.length - 1)), atUs: null }); break;
          case 1: joinNext(db(), { segmentId: segment.id }); break;
          case 2: retime(db(), { segmentId: segment.id, startUs: Math.max(0, segment.startUs + (random.int(21) - 10) * 100_000), endUs: Math.max(1, segment.endUs + (random.int(21) - 10) * 100_000) }); break;
          case 3: {
            const target = random.pick(segment.words)?.text ?? '';
            removed.add(target);
            replaceInFootage(db(), { footageId: 'f', query: target, replacement: random.pick([`x${step}`, `x${step} y${step}`]), at: null });
            break;
          }
          default: {
            const at = random.int(segment.words.length);
            removed.add(segment.words[at]?.text ?? '');
            editSegmentText(db(), segment.id, segment.words.flatMap((w, i) => (i === at ? [`e${step}`, `z${step}`] : [w.text])).join(' '));
          }
        }
        steps += 1;
      } catch (error) {
        expect((error as { code: string }).code).toMatch(/^segment-(cannot-split|cannot-join|no-room)$/);
      }
      for (const passage of listPassages(db(), 'f')) {
        const was = before.get(passage.id);
        const now = covered(passage);
        expect([...(was?.sound ?? [])].filter((i) => !now.sound.has(i))).toEqual([]);
        expect([...(was?.text ?? [])].filter((w) => !now.text.has(w) && !removed.has(w))).toEqual([]);
        for (const w of removed) if (was?.text.has(w)) expect([...now.text].some((t) => /^[xeyz]/.test(t))).toBe(true);
      }
    }
    expect(steps).toBeGreaterThan(10);
    while (undo(db(), 'f').undone && steps > -50) steps -= 1;
    // The passages' own marking is undone too by now: only the text remains to be compared.
    expect(transcript()).toEqual(begun.segments);
    expect(listPassages(db(), 'f')).toEqual([]);
  });
});
