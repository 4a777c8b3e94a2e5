import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { FrameCovers } from '../../electron/core/clips/frameCovers';
import { exportClip } from '../../electron/core/clips/export';
import { startFaces, type FaceClient } from '../../electron/core/faces/client';
import { shared } from '../../electron/core/faces/detector';
import { orderFaces, storeFaces } from '../../electron/core/faces/order';
import { searchFaces, type SearchOptions } from '../../electron/core/faces/search';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import { modelPath } from '../../electron/core/models/catalogue';
import { listRegions, removeRegion } from '../../electron/core/redaction/regions';
import { planRegions } from '../../electron/core/redaction/regionPlan';
import { undo } from '../../electron/core/transcript/history';
import { testExport, type TestExport } from '../support/exportEnv';
import { facesFootage, HEIGHT, RATE, SECONDS, WIDTH, type Truth } from '../support/facesFootage';
import { testWorkers, watchedWorkers } from '../support/worker';

const MODEL = 'ultraface-rfb-320';
const S = 1_000_000;
const WHOLE = { startUs: 0, endUs: SECONDS * S };
let t: TestExport;
let footageId = '';
let detector: FaceClient;
let truth: (frame: number) => Truth[];
const workers = watchedWorkers(testWorkers());
beforeAll(async () => {
  t = await testExport('faces');
  // In a worker, as always: Jest lets the runtime load nothing.
  detector = startFaces(testWorkers(), modelPath(MODEL));
  const made = await facesFootage(t.dir, 'faces.mp4', detector);
  truth = made.truth;
  footageId = (await importFootage(t.env, made.file)).footage.id;
});
afterAll(() => {
  detector.dispose();
  return t.dispose();
});

function search(o: Partial<SearchOptions> = {}, stretch = WHOLE) {
  return searchFaces({ ...t.env, startWorker: workers.startWorker }, footageId, stretch, {
    model: modelPath(MODEL), signal: new AbortController().signal, onCheckpoint: () => undefined, onProgress: () => undefined, ...o,
  });
}

test('until it was searched the whole picture is covered; then every face in every frame, also while it is hidden; undone, the whole again', async () => {
  const { db } = t.env.vault;
  const order = orderFaces(db, footageId, WHOLE, 'pixelate', null);
  const plan = () => planRegions(listRegions(db, footageId), WHOLE);
  expect(plan()).toEqual({ covers: [], bare: [], whole: [{ ...WHOLE, treatment: 'blur' }] });
  const began = performance.now();
  const found = await search();
  console.log(`faces: ${found.frames} frames in ${((performance.now() - began) / 1000).toFixed(1)} s, ${found.tracks.length} tracks`);
  expect(found.frames).toBe(SECONDS * RATE);
  expect(storeFaces(db, order.id, WHOLE, found.tracks, MODEL, null)).toEqual({ tracks: found.tracks.length });
  const { covers, whole } = plan();
  expect(whole).toEqual([]);
  const at = new FrameCovers(covers);
  let [faces, covered] = [0, 0];
  const missed: string[] = [];
  for (let frame = 0; frame < SECONDS * RATE; frame += 1) {
    const boxes = at.during((frame * S) / RATE, ((frame + 1) * S) / RATE);
    truth(frame).forEach((one, who) => {
      faces += 1;
      const inside = boxes.some((box) => box.left <= one.left && box.top <= one.top && box.right >= one.right && box.bottom >= one.bottom);
      if (inside) covered += 1;
      else missed.push(`${frame}/${who}`);
    });
  }
  console.log(`faces: ${covered} of ${faces} covered (${((covered / faces) * 100).toFixed(2)} %), missed ${missed.slice(0, 20).join(' ')}`);
  expect(covered / faces).toBeGreaterThanOrEqual(0.995);
  // The one who walks is hidden from 2.5 to 3 s: his track goes on.
  const walking = covers.filter((c) => c.startUs < 2.4 * S && c.endUs > 3.1 * S);
  expect(walking.length).toBeGreaterThanOrEqual(1);
  // Thinned: far fewer keyframes than frames.
  expect(covers.reduce((sum, c) => sum + c.keyframes.length, 0)).toBeLessThan(faces * 0.6);
  undo(db, footageId);
  expect(plan().whole).toHaveLength(1);
  storeFaces(db, order.id, WHOLE, found.tracks, MODEL, null);
});

test('in the exported clip no face is found where one was, and the check has measured every cover', async () => {
  const file = path.join(t.dir, 'covered.mp4');
  await exportClip(t.env, { footageId, ...WHOLE, subtitles: 'none' }, file);
  const look = async (source: string, frame: number) => {
    const rgb = spawnSync(findBinaries().ffmpeg, ['-v', 'error', '-ss', String(frame / RATE), '-i', source, '-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'], { maxBuffer: 2 ** 26 }).stdout;
    return (await detector.find({ width: WIDTH, height: HEIGHT, rgb, fine: true, near: [] })).filter(({ score }) => score > 0.6);
  };
  let [before, after] = [0, 0];
  for (let frame = 3; frame < SECONDS * RATE; frame += 20) {
    const places = truth(frame).map((one) => ({ x: one.left, y: one.top, w: one.right - one.left, h: one.bottom - one.top }));
    const hits = (found: Awaited<ReturnType<typeof look>>): number => places.filter((place) => found.some((face) => shared(face, place) > 0.2)).length;
    before += hits(await look(path.join(t.dir, 'faces.mp4'), frame));
    after += hits(await look(file, frame));
  }
  expect(before).toBeGreaterThan(15);
  expect(after).toBe(0);
});

test('goes on where it was interrupted, survives a killed worker, and stops when it is cancelled', async () => {
  const short = { startUs: 0, endUs: 2 * S };
  const whole = await search({}, short);
  const points: unknown[] = [];
  let killed = false;
  const again = await search({ onCheckpoint: (value) => { points.push(value); }, onProgress: () => { if (!killed) { killed = true; workers.killNewest('faces'); } } }, short);
  expect(again).toEqual(whole);
  const resumed = await search({ checkpoint: JSON.parse(JSON.stringify(points[0])) as unknown }, { startUs: 0, endUs: 3 * S });
  expect(resumed.frames).toBe(75);
  const stop = new AbortController();
  await expect(search({ signal: stop.signal, onProgress: () => { stop.abort(); } }, short)).rejects.toMatchObject({ name: 'AbortError' });
});

test('what was found is not stored for an order that has gone or asks for more', () => {
  const { db } = t.env.vault;
  const order = orderFaces(db, footageId, { startUs: 0, endUs: 4 * S }, 'black', null);
  expect(storeFaces(db, order.id, { startUs: 0, endUs: 2 * S }, [], MODEL, null)).toBeNull();
  removeRegion(db, order.id);
  expect(storeFaces(db, order.id, { startUs: 0, endUs: 4 * S }, [], MODEL, null)).toBeNull();
});
