import assert from 'node:assert/strict';
import { regionChange, type Keyframe, type Region } from '../../shared/domain';
import { FrameCovers } from '../../electron/core/clips/frameCovers';
import { maskGrid, regionMask } from '../../electron/core/clips/regionMask';
import { isCoveredBy } from '../../electron/core/redaction/coveredBy';
import { planRedactions } from '../../electron/core/redaction/plan';
import { boxAt, sweptBox } from '../../shared/regionPath';
import { addRegion, listRegions, updateRegion } from '../../electron/core/operations/regions';
import { Changes } from '../../electron/core/workspace/changes';
import type { Workspace } from '../../electron/core/workspace/workspace';
import type { ZapisError } from '../../shared/errors';
import type { Role } from '../../shared/roles';
import { storeFootage, tempVault } from '../support/vault';
import { planHash } from '../../electron/core/releasing/planHash';

const S = 1_000_000;
const MOVING: Keyframe[] = [{ atUs: 1 * S, x: 0, y: 0.2, w: 0.2, h: 0.2 }, { atUs: 2 * S, x: 0.8, y: 0.2, w: 0.2, h: 0.2 }, { atUs: 3 * S, x: 0.8, y: 0.7, w: 0.1, h: 0.3 }];
const region = (more: Partial<Region> = {}): Region => ({
  id: 'r', footageId: 'f', kind: 'drawn', name: '', treatment: 'pixelate', shape: 'rectangle', bare: false, startUs: 0, endUs: 4 * S, keyframes: MOVING, searched: null, orderId: null, createdAt: '', updatedAt: '', ...more,
});
const plan = (regions: Region[], clip: { startUs: number; endUs: number } | null = null) => planRedactions({ passages: [], segments: [], regions, clip, durationUs: 10 * S });

test('a region moves straight between keyframes and is held before and after them', () => {
  expect(boxAt(MOVING, 0)).toEqual({ left: 0, top: 0.2, right: 0.2, bottom: 0.4 });
  expect(boxAt(MOVING, 1.5 * S)).toEqual({ left: 0.4, top: 0.2, right: expect.closeTo(0.6, 9) as number, bottom: 0.4 });
  expect(boxAt(MOVING, 9 * S)?.bottom).toBe(1);
  expect(boxAt([], 0)).toBeNull();
});

test('what a region sweeps over between two instants holds it at every instant between', () => {
  for (let seed = 1; seed < 400; seed += 1) {
    const from = (seed * 7_919) % 4_000, to = from + ((seed * 104_729) % 1_500);
    const swept = sweptBox(MOVING, from * 1_000, to * 1_000);
    for (let at = from; at <= to; at += 37) {
      const box = boxAt(MOVING, at * 1_000);
      if (!swept || !box) throw new Error('no box');
      assert.ok(swept.left <= box.left + 1e-9 && swept.top <= box.top + 1e-9 && swept.right >= box.right - 1e-9 && swept.bottom >= box.bottom - 1e-9);
    }
  }
});

test('covers are found by time, as if every one were looked at', () => {
  const covers = Array.from({ length: 300 }, (_, i) => ({ startUs: i * 137_000, endUs: i * 137_000 + ((i * 61) % 40) * 500_000 + 1, treatment: 'black' as const, keyframes: MOVING }));
  const found = new FrameCovers(covers);
  for (let at = 0; at < 60 * S; at += 333_333) {
    expect(found.during(at, at + 40_000)).toHaveLength(covers.filter((c) => c.startUs < at + 40_000 && c.endUs > at).length);
  }
  expect(found.during(0, Number.MAX_SAFE_INTEGER)).toHaveLength(300);
});

test('the plan keeps what lies in the clip, and covers all where nobody searched for the faces', () => {
  expect(plan([region()], { startUs: 3.5 * S, endUs: 9 * S }).regions).toEqual([{ startUs: 3.5 * S, endUs: 4 * S, treatment: 'pixelate', keyframes: MOVING }]);
  expect(plan([region()], { startUs: 5 * S, endUs: 9 * S }).regions).toEqual([]);
  const order = region({ kind: 'faces', keyframes: [], startUs: 1 * S, endUs: 2 * S });
  expect(plan([order])).toMatchObject({ regions: [], picture: [{ startUs: 1 * S, endUs: 2 * S, treatment: 'blur' }] });
  expect(plan([{ ...order, treatment: 'black' }]).picture).toEqual([{ startUs: 1 * S, endUs: 2 * S, treatment: 'black' }]);
  expect(plan([{ ...order, searched: 'detector' }]).picture).toEqual([]);
});

test.each<[string, Partial<Region>]>([
  ['without a place', { keyframes: [] }], ['without time', { endUs: 0 }], ['out of order', { keyframes: [...MOVING].reverse() }],
  ['of no number', { keyframes: [{ atUs: 0, x: Number.NaN, y: 0, w: 0.1, h: 0.1 }] }], ['beyond the picture', { keyframes: [{ atUs: 0, x: 0.5, y: 0, w: 0.6, h: 0.1 }] }],
])('nothing leaves while there is a region %s', (_, wrong) => {
  expect(() => plan([region(wrong)])).toThrow(expect.objectContaining({ code: 'region-plan-failed' }));
});

test('a clip made before a region was drawn, moved or lengthened does not cover it', () => {
  const made = plan([region()]);
  expect(isCoveredBy(plan([region()]), made)).toBe(true);
  expect(isCoveredBy(plan([]), made)).toBe(true);
  expect(isCoveredBy(plan([region({ startUs: S })]), made)).toBe(true);
  for (const more of [{ endUs: 5 * S }, { treatment: 'black' as const }, { keyframes: MOVING.slice(1) }]) expect(isCoveredBy(plan([region(more)]), made)).toBe(false);
  expect(isCoveredBy(made, plan([]))).toBe(false);
  expect(isCoveredBy(made, plan([region({ kind: 'faces', keyframes: [] })]))).toBe(true);
});

test('each place, time and treatment is part of the name of a preview; without regions the name is the old one', () => {
  const hash = (...regions: Region[]) => planHash('a', plan(regions));
  const names = [hash(), hash(region()), hash(region({ endUs: 3 * S })), hash(region({ treatment: 'black' })), hash(region({ keyframes: MOVING.slice(1) }))];
  expect(new Set(names).size).toBe(names.length);
  expect(hash(region())).toBe(hash(region({ id: 'other', name: 'other' })));
});

test('the mask is drawn anew wherever it is read from, and only where something changes', async () => {
  const frames = { timesUs: Array.from({ length: 100 }, (_, i) => i * 40_000), lowerUs: -1, upperUs: 4 * S };
  const mask = regionMask([{ startUs: S, endUs: 2 * S, treatment: 'black', keyframes: MOVING.slice(0, 1) }], frames, { startUs: 0, endUs: 4 * S }, { width: 640, height: 360 });
  if (!mask) throw new Error('no mask');
  const { columns, rows } = maskGrid(640, 360);
  const read = async (start: number, end: number): Promise<Buffer> => {
    const parts: Uint8Array[] = [];
    for await (const part of mask.source.stream(start, end)) parts.push(part);
    return Buffer.concat(parts);
  };
  const all = await read(0, mask.source.bytes);
  expect(all.length).toBe(mask.source.bytes);
  // Nothing, the region, nothing again.
  expect(Math.floor(all.length / (columns * rows))).toBe(3);
  for (const [start, end] of [[0, 10], [5, 400], [300, all.length - 7], [all.length - 1, all.length]] as const) expect((await read(start, end)).equals(all.subarray(start, end))).toBe(true);
});

test('a change holds what is given and nothing else: moved, a black region with a name stays black and keeps it', () => {
  expect(regionChange.parse({ keyframes: MOVING })).toEqual({ keyframes: MOVING });
  expect(regionChange.parse({})).toEqual({});
});

test('who may not remove regions may change what he drew himself and nothing else', async () => {
  const { vault, dispose } = await tempVault();
  try {
    const footageId = storeFootage(vault, new Uint8Array(5_000));
    vault.db.prepare("UPDATE footage SET video = '{}' WHERE id = ?").run(footageId);
    const as = (id: string, role: Role) => ({ vault, actor: { id, name: id, role }, changes: new Changes() }) as unknown as Workspace;
    const draft = { footageId, name: '', treatment: 'black' as const, startUs: 0, endUs: 50_000, keyframes: MOVING };
    const [theirs, own] = [addRegion(as('keeper', 'interviewer'), draft), addRegion(as('translator', 'translator'), draft)];
    const change = (region: Region, id: string, role: Role): string => {
      try {
        return String(updateRegion(as(id, role), { regionId: region.id, endUs: 20_000 }).endUs);
      } catch (error) {
        return (error as ZapisError).code;
      }
    };
    expect([change(theirs, 'translator', 'translator'), change(own, 'translator', 'translator'), change(own, 'keeper', 'interviewer')]).toEqual(['not-allowed', '20000', '20000']);
    expect(listRegions(as('keeper', 'interviewer'), { footageId }).map(({ endUs }) => endUs).sort()).toEqual([20_000, 50_000]);
  } finally {
    dispose();
  }
});
