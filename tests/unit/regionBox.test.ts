import { keyframe, type Region } from '../../shared/domain';
import { moved, placeAt, sized, withPlace } from '../../renderer/features/picture/box';

const FRAME_US = 40_000;
const BOX = { x: 0.5, y: 0.25, w: 0.25, h: 0.5 };

test('a box moves to the edges of the picture and keeps its size, and is sized down to something that can be caught', () => {
  expect(moved(BOX, 0.1, -0.05)).toEqual({ x: 0.6, y: 0.2, w: 0.25, h: 0.5 });
  expect(moved(BOX, 9, -9)).toEqual({ x: 0.75, y: 0, w: 0.25, h: 0.5 });
  expect(sized(BOX, 0.05, -0.1)).toEqual({ x: 0.5, y: 0.25, w: 0.3, h: 0.4 });
  expect(sized(BOX, 9, -9)).toEqual({ x: 0.5, y: 0.25, w: 0.5, h: 0.01 });
});

test('whatever is done to a box, the vault takes it', () => {
  for (let i = 0; i < 2_000; i += 1) {
    const random = (): number => Math.random() * 2.4 - 1.2;
    const w = 0.01 + Math.random() * 0.99;
    const box = (i % 2 ? moved : sized)({ x: (1 - w) * Math.random(), y: 0, w, h: 1 }, random(), random());
    expect(keyframe.safeParse({ ...box, atUs: 0 }).success).toBe(true);
  }
});

test('a keyframe takes the place of one in the same frame and leaves the others', () => {
  const keyframes = [{ ...BOX, atUs: 0 }, { ...BOX, atUs: 1_000_000 }, { ...BOX, atUs: 2_000_000 }];
  const there = { ...BOX, x: 0.1 };
  expect(withPlace(keyframes, 1_010_000, there, FRAME_US)).toEqual([keyframes[0], { ...there, atUs: 1_010_000 }, keyframes[2]]);
  expect(withPlace(keyframes, 1_500_000, there, FRAME_US).map(({ atUs }) => atUs)).toEqual([0, 1_000_000, 1_500_000, 2_000_000]);
});

test('a box stands between its keyframes, within the stretch of its region, and an order has none', () => {
  const region: Region = {
    id: 'r', footageId: 'f', kind: 'drawn', name: '', treatment: 'black', shape: 'rectangle', bare: false, startUs: 1_000_000, endUs: 3_000_000, searched: null, orderId: null, createdAt: '', updatedAt: '',
    keyframes: [{ ...BOX, x: 0, atUs: 1_000_000 }, { ...BOX, x: 0.5, atUs: 2_000_000 }],
  };
  expect(placeAt(region, 1_500_000)).toEqual({ ...BOX, x: 0.25 });
  expect(placeAt(region, 2_999_999)).toEqual(BOX);
  expect([placeAt(region, 999_999), placeAt(region, 3_000_000), placeAt({ ...region, kind: 'faces' }, 1_500_000)]).toEqual([null, null, null]);
});
