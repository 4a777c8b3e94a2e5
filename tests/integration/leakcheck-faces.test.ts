import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip, type ExportOptions } from '../../electron/core/clips/export';
import { exportedBefore, leakCheck } from '../../electron/core/clips/leak/leakCheck';
import type { LeakFinding } from '../../electron/core/clips/leak/finding';
import { facesSeen, type LookedSoFar } from '../../electron/core/clips/leak/lookAgain';
import { toSee } from '../../electron/core/clips/leak/lookBeforeNaming';
import { planClip } from '../../electron/core/clips/planned';
import { renderClip } from '../../electron/core/clips/render';
import { startFaces } from '../../electron/core/faces/client';
import { orderFaces, storeFaces } from '../../electron/core/faces/order';
import type { Sighting } from '../../electron/core/faces/tracks';
import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { listRegions, removeRegion, updateRegion } from '../../electron/core/redaction/regions';
import { undo } from '../../electron/core/transcript/history';
import type { ClipRequest } from '../../shared/domain';
import { brokenEnv } from '../support/brokenFfmpeg';
import { testExport, type TestExport } from '../support/exportEnv';
import { facesFootage, RATE, SECONDS } from '../support/facesFootage';
import { testWorkers } from '../support/worker';

const S = 1_000_000;
const MODEL = 'ultraface-rfb-320';
const looking = { modelId: MODEL, modelPath: modelPath(MODEL), startWorker: testWorkers() };
let t: TestExport;
let request: ClipRequest;

beforeAll(async () => {
  t = await testExport('leakcheck-faces');
  const detector = startFaces(testWorkers(), modelPath(MODEL));
  const { file, truth } = await facesFootage(t.dir, 'faces.mp4', detector);
  detector.dispose();
  const { footage } = await importFootage(t.env, file);
  request = { footageId: footage.id, startUs: 3.4 * S, endUs: 5 * S, subtitles: 'none' };
  // The one who walks, found where he is; the one in the dark comes at 4 s and goes at 6 s; nobody searched for the small one.
  const walks: Sighting[] = [], dark: Sighting[] = [];
  for (let frame = 0; frame < SECONDS * RATE; frame += 1) {
    const faces = truth(frame);
    const sighting = ({ left, top, right, bottom }: (typeof faces)[number]): Sighting => [(frame * S) / RATE, left, top, right - left, bottom - top];
    const [at, others] = [frame / RATE, faces.length];
    if (!(at > 2.5 && at < 3) && faces[0]) walks.push(sighting(faces[0]));
    if (at >= 4 && at <= 6 && faces[others - 1]) dark.push(sighting(faces[others - 1] as (typeof faces)[number]));
  }
  const order = orderFaces(t.env.vault.db, footage.id, { startUs: 0, endUs: SECONDS * S }, 'pixelate', null);
  const small = truth(0).length === 2 ? Array.from({ length: SECONDS * RATE }, (_, frame): Sighting => { const one = truth(frame).find(({ bottom }) => bottom < 0.25); return [(frame * S) / RATE, one?.left ?? 0, one?.top ?? 0, (one?.right ?? 1) - (one?.left ?? 0), (one?.bottom ?? 1) - (one?.top ?? 0)]; }) : [];
  storeFaces(t.env.vault.db, order.id, order, [walks, dark, small], MODEL, null);
}, 120_000);
afterAll(() => t.dispose());

const out = (name: string): string => path.join(t.dir, name);
const made = (name: string, o: ExportOptions = {}, of: Partial<ClipRequest> = {}) => exportClip(t.env, { ...request, ...of }, out(name), { looking, ...o });
const IS: Record<'walks' | 'small' | 'dark', (at: { x: number; y: number }) => boolean> = { walks: ({ x, y }) => x < 0.3 && y > 0.25, small: ({ y }) => y < 0.25, dark: ({ x, y }) => x > 0.7 && y > 0.25 };
const track = (who: keyof typeof IS) => {
  const one = listRegions(t.env.vault.db, request.footageId).find(({ kind, keyframes: [first] }) => kind === 'face' && first && IS[who](first));
  if (!one) throw new Error('no track');
  return one;
};

test('a clip whose faces are covered is looked at, in every frame, and leaves; its manifest says so', async () => {
  const began = performance.now();
  let looked = 0;
  const progress: number[] = [];
  const clip = await made('right.mp4', { onLooked: () => { looked = performance.now(); }, onProgress: (fraction) => progress.push(fraction) });
  console.log(`exported and looked at in ${((looked - began) / 1000).toFixed(1)} s for 1.6 s of clip`);
  expect(clip).toMatchObject({ lookedBy: MODEL, unlooked: null });
  expect(JSON.parse(readFileSync(clip.manifest, 'utf8'))).toMatchObject({ lookedBy: MODEL, unlooked: null });
  expect(progress.every((fraction, i) => fraction >= (progress[i - 1] ?? 0))).toBe(true);
  expect(progress.filter((fraction) => fraction > 0.3 && fraction < 0.9).length).toBeGreaterThan(20);
  const report = await leakCheck(t.env, exportedBefore(t.env, clip.file), { looking });
  expect(report).toMatchObject({ ok: true, findings: [], lookedBy: MODEL, unlooked: null });
  expect(await leakCheck(t.env, exportedBefore(t.env, clip.file))).toMatchObject({ ok: true, lookedBy: null, unlooked: 'no-detector' });
}, 120_000);

/** Broken builds whose clips show a face: where each must be found, milliseconds of the clip. */
const BROKEN: [name: string, from: number, to: number, alter: (graph: string) => string, endUs?: number][] = [
  ['fifteen frames late', 600, 720, (g) => g.replace(/:v\]settb=1\/1000000,/, ':v]settb=1/1000000,setpts=PTS+600000,')],
  ['light blur', 0, 400, (g) => g.replace(/pixelize=w=\d+:h=\d+:mode=avg/, 'gblur=sigma=2'), 3.8 * S],
  ['away for five frames', 1_000, 1_200, (g) => g.replace(/overlay=format=yuv420/, "overlay=format=yuv420:enable='not(between(t,0.99,1.19))'")],
];
const everyGraph = (args: string[]): string[] => args.map((arg, i) => (args[i - 1] === '-filter_complex' ? one(arg) : arg));
/** Stands beside it in the program. */
declare function one(graph: string): string;

test.each(BROKEN)('sees the faces that a broken build shows: %s', async (name, from, to, alter, endUs = request.endUs) => {
  const { parts } = planClip(t.env, { ...request, endUs });
  const file = out(`${name}.mp4`);
  const { expected, facts } = await renderClip(brokenEnv(t.env, t.dir, name, everyGraph, { one: alter }), { format: 'mp4', parts, outFile: file, burn: null }, {});
  const clip = toSee(file, expected, facts.frameTimesUs);
  if (!clip) throw new Error('no picture');
  const started: string[] = [];
  const counting: typeof looking.startWorker = (worker, ...rest) => { started.push(worker); return looking.startWorker(worker, ...rest); };
  const signal = new AbortController().signal;
  const found: LeakFinding[] = await facesSeen(t.env, clip, { ...looking, startWorker: counting }, { signal });
  expect(started).toEqual(['faces', 'faces']);
  // Two see what one sees, in the same order.
  if (endUs < request.endUs) expect(await facesSeen(t.env, clip, { ...looking, threads: 1 }, { signal })).toEqual(found);
  console.log(name, found.map(({ startMs, endMs }) => `${startMs}-${endMs}`).join(' '));
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ kind, startMs, endMs }) => kind === 'face' && (startMs ?? -1) >= from - 50 && (endMs ?? 1e9) <= to + 50)).toBe(true);
}, 120_000);

test('a cover that a person moved off its face refuses the clip and tells where; taken off, the face is meant to be seen', async () => {
  const { db } = t.env.vault;
  const walks = track('walks');
  const short = { startUs: 4.8 * S, endUs: 5.3 * S };
  updateRegion(db, walks.id, { keyframes: walks.keyframes.map((k) => (k.atUs > 5 * S ? { ...k, x: 0, w: 0.1 } : k)) });
  const refused = made('moved.mp4', {}, short);
  await expect(refused).rejects.toMatchObject({ code: 'export-face-seen', params: { footage: request.footageId, at: expect.stringMatching(/^0:05\.[0-9]/) as string } });
  expect([existsSync(out('moved.mp4')), existsSync(out('moved.mp4.part'))]).toEqual([false, false]);
  expect(removeRegion(db, walks.id)).toMatchObject({ bare: true });
  undo(db, request.footageId);
  undo(db, request.footageId);
  expect(track('walks')).toMatchObject({ bare: false, keyframes: walks.keyframes });
  removeRegion(db, walks.id);
  const clip = await made('meant.mp4', {}, short);
  expect(clip.lookedBy).toBe(MODEL);
  undo(db, request.footageId);
  const { ok, findings } = await leakCheck(t.env, exportedBefore(t.env, clip.file), { looking });
  expect([ok, findings.some(({ kind }) => kind === 'face'), findings.some(({ kind }) => kind === 'regions')]).toEqual([false, true, true]);
  // Cut off where the face goes on: meant to be seen from there.
  updateRegion(db, walks.id, { endUs: 5 * S });
  await made('cut.mp4', {}, short);
  undo(db, request.footageId);
}, 180_000);

test('goes on where it was interrupted, if the bytes are the same; stops when cancelled; says when nobody could look', async () => {
  const { db } = t.env.vault;
  // Of all that is covered there remain two stretches that lie apart.
  removeRegion(db, track('small').id);
  updateRegion(db, track('walks').id, { endUs: 3.1 * S });
  updateRegion(db, track('dark').id, { startUs: 4.3 * S });
  const parts = { startUs: 2.9 * S, endUs: 4.6 * S };
  const stop = new AbortController();
  const kept: LookedSoFar[] = [];
  await expect(made('again.mp4', { signal: stop.signal, onLooked: (soFar) => { kept.push(soFar); stop.abort(); } }, parts)).rejects.toMatchObject({ name: 'AbortError' });
  expect([kept.length, existsSync(out('again.mp4'))]).toEqual([1, false]);
  const rest: LookedSoFar[] = [];
  await made('again.mp4', { lookedSoFar: kept[0], onLooked: (soFar) => { rest.push(soFar); } }, parts);
  expect(rest).toHaveLength(1);
  expect(rest[0]?.looked.sha256).toBe(kept[0]?.looked.sha256);
  expect(rest[0]?.looked.nextFrame).toBeGreaterThan(kept[0]?.looked.nextFrame ?? 0);
  expect(await made('nobody.mp4', { looking: 'no-detector' }, { startUs: 4.2 * S, endUs: 4.5 * S })).toMatchObject({ lookedBy: null, unlooked: 'no-detector' });
  expect(await made('none.mp4', {}, { startUs: 7.6 * S, endUs: 8 * S })).toMatchObject({ lookedBy: null, unlooked: 'no-faces' });
}, 180_000);
