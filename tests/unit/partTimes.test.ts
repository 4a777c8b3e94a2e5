import { partsOf, typedParts } from '../../renderer/features/cliplist/partTimes';
import type { ListedClip } from '../../shared/domain';

const clip: ListedClip = {
  id: 'c', title: '', lowerThird: '', fadeInUs: 0, fadeOutUs: 0, updatedAt: '',
  parts: [{ footageId: 'a', startUs: 1_234_567, endUs: 5_000_000, byWords: true }, { footageId: 'b', startUs: 0, endUs: 2_000_000, byWords: false }],
};
const long = (): number => 60_000_000;

test('a clip whose times nobody touched keeps its words', () => {
  expect(partsOf(clip, typedParts(clip), long)).toBeUndefined();
});

test('only the stretch that was typed into gets new times; the other keeps its exact ones', () => {
  const [first, second] = typedParts(clip);
  expect(partsOf(clip, [first ?? { start: '', end: '' }, { start: second?.start ?? '', end: '3.5' }], long)).toEqual([
    { footageId: 'a', startUs: 1_234_567, endUs: 5_000_000 }, { footageId: 'b', startUs: 0, endUs: 3_500_000 },
  ]);
});

test('a time that is none, behind the end, or before the start makes no clip', () => {
  const [first] = typedParts(clip);
  for (const [start, end] of [['x', '1'], ['2', '1'], ['2', '2'], ['0', '2:00'], ['', '']] as const) expect(partsOf(clip, [first ?? { start: '', end: '' }, { start, end }], long)).toBeNull();
});
