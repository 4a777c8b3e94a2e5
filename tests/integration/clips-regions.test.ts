import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { addRegion, listRegions, removeRegion, updateRegion } from '../../electron/core/redaction/regions';
import { redo, undo } from '../../electron/core/transcript/history';
import { regionDraft, type Keyframe, type RegionTreatment } from '../../shared/domain';
import { brokenEnv } from '../support/brokenFfmpeg';
import { countedFootage, HEIGHT, seeFrames, WIDTH, type SeenFrame } from '../support/clipFootage';
import { markTime, testExport, type TestExport } from '../support/exportEnv';

let t: TestExport;
beforeAll(async () => { t = await testExport('regions'); });
afterAll(() => t.dispose());

const S = 1_000_000;
/** From the lower left to the lower right in two seconds, below the bars of the frame's number. */
const MOVING: Keyframe[] = [{ atUs: 2 * S, x: 0.05, y: 0.5, w: 0.2, h: 0.25 }, { atUs: 4 * S, x: 0.7, y: 0.7, w: 0.2, h: 0.25 }];
const STILL: Keyframe[] = [{ atUs: 3 * S, x: 0.7, y: 0.02, w: 0.25, h: 0.4 }];

function draw(footageId: string, treatment: RegionTreatment, startUs: number, endUs: number, keyframes: Keyframe[]) {
  return addRegion(t.env.vault.db, regionDraft.parse({ footageId, treatment, startUs, endUs, keyframes }));
}

interface Rect { left: number; top: number; right: number; bottom: number }
/** Where something is at an instant, worked out anew, in pixels. */
function where([a, b]: readonly Keyframe[], us: number): Rect {
  if (!a) throw new Error('no keyframe');
  const share = b ? Math.min(1, Math.max(0, (us - a.atUs) / (b.atUs - a.atUs))) : 0;
  const mix = (key: 'x' | 'y' | 'w' | 'h'): number => a[key] + ((b ?? a)[key] - a[key]) * share;
  return { left: Math.ceil(mix('x') * WIDTH), top: Math.ceil(mix('y') * HEIGHT), right: Math.floor((mix('x') + mix('w')) * WIDTH), bottom: Math.floor((mix('y') + mix('h')) * HEIGHT) };
}

function pixels({ luma }: SeenFrame, r: Rect): number[] {
  const out: number[] = [];
  for (let y = r.top; y < r.bottom; y += 1) for (let x = r.left; x < r.right; x += 1) out.push(luma[y * WIDTH + x] ?? 0);
  return out;
}
const isBlack = (frame: SeenFrame, r: Rect): boolean => Math.max(...pixels(frame, r)) < 32;
/** Mean step from pixel to pixel along the rows: what a mosaic lacks but at its edges. */
function steps(frame: SeenFrame, r: Rect): number {
  let sum = 0;
  for (let y = r.top; y < r.bottom; y += 1) for (let x = r.left + 1; x < r.right; x += 1) sum += Math.abs((frame.luma[y * WIDTH + x] ?? 0) - (frame.luma[y * WIDTH + x - 1] ?? 0));
  return sum / ((r.bottom - r.top) * (r.right - r.left - 1));
}

describe.each([['25', undefined], ['30000/1001', undefined], ['50', "not(between(mod(n,7),2,4))"]] as const)('a clip with regions, %s fps, dropping %s', (rate, select) => {
  let frames: SeenFrame[] = [];
  let bare: SeenFrame[] = [];
  /** When each frame of the clip is shown in the footage. */
  let times: number[] = [];
  beforeAll(async () => {
    const name = `moving-${rate.replace('/', '-')}${select ? '-v' : ''}`;
    const source = countedFootage(t.dir, `${name}.mp4`, rate, 6, select ? { select } : {});
    bare = seeFrames(source);
    const { footage } = await importFootage(t.env, source);
    draw(footage.id, 'black', 2 * S, 4 * S, MOVING);
    draw(footage.id, 'pixelate', 2.5 * S, 5 * S, STILL);
    const file = path.join(t.dir, `${name}-clip.mp4`);
    const result = await exportClip(t.env, { footageId: footage.id, startUs: 1 * S, endUs: 5.5 * S, subtitles: 'none' }, file);
    const manifest: unknown = JSON.parse(readFileSync(result.manifest, 'utf8'));
    expect(manifest).toMatchObject({ redactions: { regions: [{ treatment: 'pixelate', count: 1 }, { treatment: 'black', count: 1 }] } });
    expect(JSON.stringify(manifest)).not.toMatch(/keyframes|"x"/);
    frames = seeFrames(file);
    times = frames.map(({ time }) => Math.round(time * S) + 1 * S);
  });

  it('covers each moving region in every frame, to the frame, and leaves the rest', () => {
    let [black, flat, free] = [0, 0, 0];
    frames.forEach((frame, i) => {
      const [fromUs, toUs] = [times[i] ?? 0, times[i + 1] ?? 5.5 * S];
      // The bars above are never covered.
      expect(frame.number).not.toBeNull();
      const moving = where(MOVING, fromUs);
      const shown = fromUs < 4 * S - 1_000 && toUs > 2 * S + 1_000;
      expect([i, shown, isBlack(frame, moving)]).toEqual([i, shown, shown]);
      if (shown) black += 1;
      const still = where(STILL, fromUs);
      const original = bare.find((one) => one.number === frame.number);
      const covered = fromUs < 5 * S - 1_000 && toUs > 2.5 * S + 1_000;
      // Where black passes over it there is nothing else to see.
      const apart = moving.right + 40 < still.left || !shown;
      if (apart && original && steps(original, still) > 1.5) {
        if (covered) expect(steps(frame, still)).toBeLessThan(steps(original, still) / 2);
        else expect(steps(frame, still)).toBeGreaterThan(steps(original, still) * 0.75);
        if (covered) flat += 1; else free += 1;
      }
    });
    expect([black > 45, flat > 30, free > 20]).toEqual([true, true, true]);
  });
});

it('is part of the history: undone, done again, changed, taken away', async () => {
  const { footage } = await importFootage(t.env, countedFootage(t.dir, 'history.mp4', '25', 2));
  const { db } = t.env.vault;
  const one = draw(footage.id, 'black', 0, 1 * S, STILL);
  undo(db, footage.id);
  expect(listRegions(db, footage.id)).toEqual([]);
  redo(db, footage.id);
  expect(listRegions(db, footage.id)).toEqual([one]);
  updateRegion(db, one.id, { name: 'badge', keyframes: MOVING });
  removeRegion(db, one.id);
  undo(db, footage.id);
  expect(listRegions(db, footage.id)).toEqual([expect.objectContaining({ name: 'badge', keyframes: MOVING })]);
  expect(() => addRegion(db, regionDraft.parse({ footageId: footage.id, startUs: 3 * S, endUs: 4 * S, keyframes: STILL }))).toThrow(expect.objectContaining({ code: 'region-outside' }));
  expect(() => updateRegion(db, one.id, { keyframes: [...STILL, ...STILL] })).toThrow(expect.objectContaining({ code: 'region-keyframes' }));
});

/** Ways in which a build of the renderer could be broken; the check must see each on the file. */
const BROKEN: [name: string, alter: (graph: string) => string][] = [
  ['no cover', (g) => g.replace(/alphamerge/g, 'alphamerge,colorchannelmixer=aa=0')],
  ['light blur', (g) => g.replace(/pixelize=w=\d+:h=\d+:mode=avg/, 'gblur=sigma=3')],
  ['small blocks', (g) => g.replace(/pixelize=w=\d+:h=\d+/, 'pixelize=w=4:h=4')],
  ['not black', (g) => g.replace(/drawbox=x=0:y=0:w=iw:h=ih:color=black/, 'drawbox=x=0:y=0:w=iw:h=ih:color=black@0.7')],
  ['five frames late', (g) => g.replace(/:v\]settb=1\/1000000,/, ':v]settb=1/1000000,setpts=PTS+200000,')],
  ['aside', (g) => g.replace(/flags=neighbor,/g, 'flags=neighbor,pad=iw+24:ih:24:0,')],
  ['half there', (g) => g.replace(/alphamerge/g, 'alphamerge,colorchannelmixer=aa=0.5')],
];

const everyGraph = (args: string[]): string[] => args.map((arg, i) => (args[i - 1] === '-filter_complex' ? one(arg) : arg));
/** Stands beside it in the program. */
declare function one(graph: string): string;

it.each(BROKEN)('catches a broken build: %s', async (name, alter) => {
  const { footage } = await importFootage(t.env, countedFootage(t.dir, `${name}.mp4`, '25', 5, { extra: ['-metadata', `title=${name}`] }));
  addRegion(t.env.vault.db, regionDraft.parse({ footageId: footage.id, treatment: 'black', shape: 'ellipse', startUs: 2 * S, endUs: 4 * S, keyframes: MOVING }));
  draw(footage.id, 'pixelate', 2 * S, 5 * S, [{ atUs: 0, x: 0, y: 0, w: 0.3, h: 0.4 }]);
  const out = path.join(t.dir, `${name}-clip.mp4`);
  const made = exportClip(brokenEnv(t.env, t.dir, name, everyGraph, { one: alter }), { footageId: footage.id, startUs: 1 * S, endUs: 5 * S, subtitles: 'none' }, out);
  await expect(made).rejects.toMatchObject({ code: 'export-check-failed', params: { what: 'regions' } });
});

it('covers an ellipse in every frame, and leaves the corners of its box', async () => {
  const source = countedFootage(t.dir, 'ellipse.mp4', '25', 4, { extra: ['-metadata', 'title=ellipse'] });
  const { footage } = await importFootage(t.env, source);
  const keyframes = MOVING.map((k) => ({ ...k, atUs: k.atUs - S }));
  addRegion(t.env.vault.db, regionDraft.parse({ footageId: footage.id, treatment: 'black', shape: 'ellipse', startUs: 1 * S, endUs: 3 * S, keyframes }));
  const file = path.join(t.dir, 'ellipse-clip.mp4');
  await exportClip(t.env, { footageId: footage.id, startUs: 0.5 * S, endUs: 3.5 * S, subtitles: 'none' }, file);
  const bare = seeFrames(source);
  let [covered, corners] = [0, 0];
  for (const frame of seeFrames(file)) {
    const fromUs = Math.round(frame.time * S) + 0.5 * S;
    const r = where(keyframes, fromUs);
    const within = (x: number, y: number): boolean => ((2 * x + 1 - r.left - r.right) / (r.right - r.left)) ** 2 + ((2 * y + 1 - r.top - r.bottom) / (r.bottom - r.top)) ** 2 <= 1;
    const shown = fromUs < 3 * S - 1_000 && fromUs > 1 * S - 1_000;
    let most = 0;
    for (let y = r.top; y < r.bottom; y += 1) for (let x = r.left; x < r.right; x += 1) if (within(x, y)) most = Math.max(most, frame.luma[y * WIDTH + x] ?? 0);
    expect([fromUs, most < 32]).toEqual([fromUs, shown]);
    const original = bare.find((one) => one.number === frame.number);
    const corner = { left: r.left, top: r.top, right: r.left + 4, bottom: r.top + 3 };
    if (shown && original && Math.min(...pixels(original, corner)) > 50) {
      corners += 1;
      if (Math.max(...pixels(frame, corner)) > 40) covered += 1;
    }
  }
  expect(corners).toBeGreaterThan(10);
  expect(covered).toBeGreaterThan(corners * 0.7);
});

it('covers what stands under a whole-frame mosaic, and refuses a region that cannot be drawn', async () => {
  const { footage } = await importFootage(t.env, countedFootage(t.dir, 'both.mp4', '25', 4, { extra: ['-metadata', 'title=both'] }));
  markTime(t.env, footage.id, 1_000, 3_000, { video: 'blur' });
  draw(footage.id, 'black', 0, 4 * S, STILL);
  const request = { footageId: footage.id, startUs: 0, endUs: 4 * S, subtitles: 'none' as const };
  await expect(exportClip(t.env, request, path.join(t.dir, 'both-clip.mp4'))).resolves.toBeDefined();
  t.env.vault.db.prepare("UPDATE region SET keyframes = '[]'").run();
  await expect(exportClip(t.env, request, path.join(t.dir, 'broken-clip.mp4'))).rejects.toMatchObject({ code: 'region-plan-failed' });
  t.env.vault.db.prepare("DELETE FROM region").run();
});
