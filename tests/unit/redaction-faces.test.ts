import type { Passage, Region, VideoTreatment } from '../../shared/domain';
import { protective, weakens } from '../../electron/core/handover/mergePassage';
import { planRedactions } from '../../electron/core/redaction/plan';
import { without } from '../../electron/core/redaction/spans';

const S = 1_000_000;
const PAD = 150_000;
const passage = (startUs: number, endUs: number, more: Partial<Passage> = {}): Passage => ({
  id: `${startUs}`, footageId: 'f', startUs, endUs, text: '', anchor: null, reason: 'speaker-identity', note: '', audio: 'mute', video: 'faces', state: 'marked', who: null, severity: 2, suggestion: null, createdAt: '', updatedAt: '', ...more,
});
const order = (startUs: number, endUs: number, searched: string | null): Region => ({ id: `o${startUs}`, footageId: 'f', kind: 'faces', name: '', treatment: 'pixelate', shape: 'rectangle', bare: false, startUs, endUs, keyframes: [], searched, orderId: null, createdAt: '', updatedAt: '' });
const track = (startUs: number, endUs: number, more: Partial<Region> = {}): Region => ({ ...order(startUs, endUs, null), kind: 'face', keyframes: [{ atUs: startUs, x: 0.1, y: 0.1, w: 0.2, h: 0.2 }], ...more });
const plan = (passages: Passage[], regions: Region[], clip: { startUs: number; endUs: number } | null = null) => planRedactions({ passages, segments: [], regions, clip, durationUs: 20 * S });

test('a passage of faces is covered whole until somebody has searched for them, and where nobody did', () => {
  const one = passage(2 * S, 4 * S);
  expect(plan([one], [])).toMatchObject({ picture: [{ startUs: 2 * S - PAD, endUs: 4 * S + PAD, treatment: 'blur' }], unsearched: [{ startUs: 2 * S - PAD, endUs: 4 * S + PAD }], regions: [] });
  expect(plan([one], [order(S, 5 * S, null)]).picture).toEqual([{ startUs: S, endUs: 5 * S, treatment: 'blur' }]);
  const found = plan([one], [order(S, 5 * S, 'detector'), track(2 * S, 3 * S)]);
  expect(found).toMatchObject({ picture: [], unsearched: [], regions: [{ startUs: 2 * S, endUs: 3 * S, face: true }] });
  // The words have moved beyond what was searched.
  expect(plan([passage(2 * S, 6 * S)], [order(S, 5 * S, 'detector')]).picture).toEqual([{ startUs: 5 * S, endUs: 6 * S + PAD, treatment: 'blur' }]);
  expect(plan([passage(2 * S, 8 * S)], [order(3 * S, 5 * S, 'detector'), order(4 * S, 6 * S, 'detector')]).picture.map(({ startUs, endUs }) => [startUs, endUs])).toEqual([[2 * S - PAD, 3 * S], [6 * S, 8 * S + PAD]]);
  // A clip of a part is told of that part alone.
  expect(plan([one], [], { startUs: 3 * S, endUs: 10 * S }).picture).toEqual([{ startUs: 3 * S, endUs: 4 * S + PAD, treatment: 'blur' }]);
});

test.each<[string, Partial<Passage>]>([['rejected', { state: 'rejected' }], ['withdrawn', { state: 'withdrawn' }], ['none', { video: 'none' as VideoTreatment }]])('a passage that is %s covers nothing', (_, more) => {
  expect(plan([passage(2 * S, 4 * S, more)], [])).toMatchObject({ picture: [], unsearched: [] });
});

test('whatever is stronger wins where passages meet', () => {
  expect(plan([passage(2 * S, 4 * S), passage(3 * S, 5 * S, { video: 'black' })], []).picture).toEqual([
    { startUs: 2 * S - PAD, endUs: 3 * S - PAD, treatment: 'blur' }, { startUs: 3 * S - PAD, endUs: 5 * S + PAD, treatment: 'black' },
  ]);
  expect(plan([passage(2 * S, 4 * S), passage(3 * S, 5 * S, { video: 'black' })], [order(0, 9 * S, 'detector')]).picture).toEqual([{ startUs: 3 * S - PAD, endUs: 5 * S + PAD, treatment: 'black' }]);
});

test('between two vaults the stronger treatment of the picture holds, and a weaker one is told', () => {
  const [faces, blur, none] = (['faces', 'blur', 'none'] as const).map((video) => passage(2 * S, 4 * S, { video })) as [Passage, Passage, Passage];
  expect([protective(faces, blur).video, protective(faces, none).video]).toEqual(['blur', 'faces']);
  expect([weakens(blur, faces), weakens(faces, none), weakens(faces, blur), weakens(none, faces)]).toEqual([true, true, false, false]);
});

test('tracks that were taken off or cut say where a face is meant to be seen', () => {
  const keyframes = [{ atUs: 2 * S, x: 0, y: 0, w: 0.1, h: 0.1 }, { atUs: 6 * S, x: 0.5, y: 0, w: 0.1, h: 0.1 }];
  const bare = (more: Partial<Region>) => (plan([], [track(1.5 * S, 6.5 * S, { keyframes, ...more })]).bare ?? []).map(({ startUs, endUs }) => [startUs, endUs]);
  expect(bare({})).toEqual([]);
  expect(bare({ bare: true })).toEqual([[1.5 * S, 6.5 * S]]);
  expect(bare({ endUs: 4 * S })).toEqual([[4 * S, 6 * S + 1]]);
  expect(bare({ startUs: 3 * S })).toEqual([[2 * S, 3 * S]]);
  expect(plan([], [track(1.5 * S, 6.5 * S, { bare: true })]).regions).toEqual([]);
  // Drawn, its keyframes say nothing of that.
  expect(bare({ kind: 'drawn', endUs: 4 * S })).toEqual([]);
});

test('what is left of spans', () => {
  expect(without([{ startUs: 0, endUs: 10 }, { startUs: 20, endUs: 30 }], [{ startUs: 2, endUs: 3 }, { startUs: 8, endUs: 22 }, { startUs: 40, endUs: 50 }])).toEqual([{ startUs: 0, endUs: 2 }, { startUs: 3, endUs: 8 }, { startUs: 22, endUs: 30 }]);
  expect(without([{ startUs: 0, endUs: 10 }], [{ startUs: 0, endUs: 10 }])).toEqual([]);
});
