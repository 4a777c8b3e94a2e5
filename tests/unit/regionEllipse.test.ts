import assert from 'node:assert/strict';
import { FrameCovers } from '../../electron/core/clips/frameCovers';
import { maskGrid, regionMask } from '../../electron/core/clips/regionMask';
import { isCovered, type Planes } from '../../electron/core/clips/regionMeasure';
import { isCoveredBy } from '../../electron/core/redaction/coveredBy';
import type { RegionCover } from '../../electron/core/redaction/regionPlan';
import { planHash } from '../../electron/core/releasing/planHash';
import { regionBoxes } from '../../renderer/features/cliplist/previewRegions';
import { region, type Keyframe } from '../../shared/domain';
import { boxAt, sweptEllipses, type Box } from '../../shared/regionPath';

const S = 1_000_000;
const MOVING: Keyframe[] = [{ atUs: 1 * S, x: 0, y: 0.2, w: 0.2, h: 0.2 }, { atUs: 2 * S, x: 0.8, y: 0.2, w: 0.2, h: 0.2 }, { atUs: 2.2 * S, x: 0.6, y: 0.7, w: 0.4, h: 0.3 }];
const ellipse: RegionCover = { startUs: 0, endUs: 4 * S, treatment: 'black', shape: 'ellipse', keyframes: MOVING };
const rectangle: RegionCover = { startUs: 0, endUs: 4 * S, treatment: 'black', keyframes: MOVING };

const inside = ({ left, top, right, bottom }: Box, x: number, y: number, by = 1): boolean => ((2 * x - left - right) / ((right - left) * by)) ** 2 + ((2 * y - top - bottom) / ((bottom - top) * by)) ** 2 <= 1;

test('the ellipses between two instants hold the region at every instant between, with half of its margin at most', () => {
  for (let seed = 1; seed < 200; seed += 1) {
    const from = (seed * 7_919) % 3_000, to = from + ((seed * 104_729) % 700);
    const all = sweptEllipses(MOVING, from * 1_000, to * 1_000);
    assert.ok(all.length > 0);
    for (let at = from; at <= to; at += 13) {
      const box = boxAt(MOVING, at * 1_000);
      if (!box) throw new Error('no box');
      for (let turn = 0; turn < 16; turn += 1) {
        const [x, y] = [(box.left + box.right) / 2 + ((box.right - box.left) / 2) * Math.cos(turn), (box.top + box.bottom) / 2 + ((box.bottom - box.top) / 2) * Math.sin(turn)];
        assert.ok(all.some((one) => inside(one, x, y, 1.08)), `${seed} ${at}`);
      }
    }
  }
  // Standing still it is one.
  expect(sweptEllipses(MOVING.slice(0, 1), 0, 9 * S)).toHaveLength(1);
});

/** Level of each cell of the mask that is shown at an instant. */
async function maskAt(cover: RegionCover, atUs: number): Promise<{ cells: Uint8Array; columns: number; rows: number; across: number; down: number }> {
  const frames = { timesUs: [atUs], lowerUs: atUs - 1, upperUs: atUs + 1 };
  const mask = regionMask([cover], frames, { startUs: atUs, endUs: atUs + 40_000 }, { width: 640, height: 360 });
  if (!mask) throw new Error('no mask');
  const parts: Uint8Array[] = [];
  for await (const part of mask.source.stream(0, mask.source.bytes)) parts.push(part);
  const { columns, rows, across, down } = maskGrid(640, 360);
  return { cells: new Uint8Array(Buffer.concat(parts).subarray(-columns * rows)), columns, rows, across, down };
}

test.each([500_000, 1_300_000, 1_990_000, 2_150_000, 3_000_000])('every point of the ellipse lies in a covered cell, and the corners of its box in none: %i µs', async (atUs) => {
  const { cells, columns, rows, across, down } = await maskAt(ellipse, atUs);
  const covered = (x: number, y: number): boolean => cells[Math.min(rows - 1, Math.floor(y * down)) * columns + Math.min(columns - 1, Math.floor(x * across))] === 255;
  for (let t = atUs; t < atUs + 40_000; t += 5_000) {
    const box = boxAt(MOVING, t);
    if (!box) throw new Error('no box');
    for (let x = box.left; x < box.right; x += 0.002) for (let y = box.top; y < box.bottom; y += 0.002) if (inside(box, x, y)) assert.ok(covered(x, y), `${t} ${x} ${y}`);
  }
  const [still] = [boxAt(MOVING, atUs), boxAt(MOVING, atUs + 40_000)];
  if (still && atUs !== 2_150_000) expect(covered(still.left + 0.005, still.top + 0.005)).toBe(false);
  const whole = (await maskAt(rectangle, atUs)).cells.filter((v) => v === 255).length;
  expect(cells.filter((v) => v === 255).length / whole).toBeLessThan(0.97);
});

test('a cover is measured in the ellipse, and what is seen beside it is no leak', () => {
  const [width, height] = [640, 360];
  const [box] = new FrameCovers([{ ...ellipse, keyframes: [{ atUs: 0, x: 0.25, y: 0.25, w: 0.5, h: 0.5 }] }]).during(0, 1);
  if (!box) throw new Error('no box');
  const planes = (bareAt: (x: number, y: number) => boolean): Planes => {
    const plane = (w: number, h: number, dark: number): Planes['luma'] => {
      const pixels = new Uint8Array(w * h).fill(dark);
      if (dark === 16) for (let y = 0; y < h; y += 1) for (let x = 0; x < w; x += 1) if (bareAt(x / w, y / h)) pixels[y * w + x] = 90 + ((x * 7 + y * 13) % 90);
      return { pixels, width: w, height: h };
    };
    return { luma: plane(width, height, 16), chroma: [plane(width / 2, height / 2, 128), plane(width / 2, height / 2, 128)] };
  };
  const beside = planes((x, y) => !inside(box, x, y, 1.02));
  const within = planes((x, y) => !inside(box, x, y, 0.96));
  for (const treatment of ['black', 'pixelate'] as const) {
    expect(isCovered(beside, { ...box, treatment }, [], 108)).toBe(true);
    expect(isCovered(planes((x, y) => inside(box, x, y) && x > 0.5 && x < 0.55), { ...box, treatment }, [], 108)).toBe(false);
  }
  expect(isCovered(within, box, [], 108)).toBe(false);
  // As a rectangle, the corners would be a leak.
  expect(isCovered(beside, { left: box.left, top: box.top, right: box.right, bottom: box.bottom, treatment: 'black' }, [], 108)).toBe(false);
  // Below the line that subtitles keep, nothing is measured.
  expect(isCovered(planes((_x, y) => y > 0.6), { ...box, upTo: 0.6 }, [], 108)).toBe(true);
});

test('a rectangle covers what an ellipse asks for and not the other way round; only the ellipse changes the name of a preview', () => {
  const plan = (cover: RegionCover) => ({ clip: { startUs: 0, endUs: 4 * S }, sound: [], picture: [], regions: [cover] });
  expect([isCoveredBy(plan(ellipse), plan(rectangle)), isCoveredBy(plan(rectangle), plan(ellipse)), isCoveredBy(plan(ellipse), plan(ellipse))]).toEqual([true, false, true]);
  expect(planHash('a', plan(ellipse))).not.toBe(planHash('a', plan(rectangle)));
});

test('a preview covers the same ellipses, and what comes from an older Zapis is a rectangle', () => {
  const boxes = regionBoxes([{ startUs: 0, endUs: 4 * S, treatment: 'black', shape: 'ellipse', keyframes: MOVING }], 1_000_000, 1_180_000);
  expect(boxes.every(({ round }) => round)).toBe(true);
  expect(boxes.map(({ box }) => box)).toEqual(sweptEllipses(MOVING, 1_000_000, 1_180_000));
  const old = { id: 'r', footageId: 'f', kind: 'drawn', name: '', treatment: 'black', startUs: 0, endUs: 1, keyframes: MOVING, searched: null, orderId: null, createdAt: '', updatedAt: '' };
  expect(region.parse(old)).toMatchObject({ shape: 'rectangle', bare: false });
});
