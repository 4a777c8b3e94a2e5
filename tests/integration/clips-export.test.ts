import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { markPassage } from '../../electron/core/redaction/passages';
import { passageDraft, type Footage } from '../../shared/domain';
import { countedFootage, hear, peakDb, seeFrames } from '../support/clipFootage';
import { addSegment, markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';

let t: TestExport;
let footage: Footage;
let folder = '';

beforeAll(async () => {
  t = await testExport('export');
  ({ footage } = await importFootage(t.env, countedFootage(t.dir, 'Hasanović u Zenici.mp4', '25', 10)));
  const segment = addSegment(t.env, footage.id, [['Đorđe', 900, 1_300], ['je', 1_300, 1_500], ['pucao', 1_500, 2_000], ['iz', 3_000, 3_200], ['Zenice.', 3_200, 3_900]]);
  addSegment(t.env, footage.id, [['Онда', 5_000, 5_500], ['смо', 5_500, 5_800], ['отишли.', 5_800, 6_500]]);
  markPassage(t.env.vault.db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: segment.id, fromWord: 2, toSegmentId: segment.id, toWord: 2 } }, reason: 'self-incrimination', note: 'pucao' }));
});
beforeEach(() => {
  folder = path.join(t.dir, `out${Math.random()}`);
  mkdirSync(folder);
});
afterAll(() => t.dispose());

const request = (extra: object = {}) => ({ footageId: footage.id, startUs: 500_000, endUs: 7_000_000, subtitles: 'sidecar' as const, ...extra });
const out = (name = 'clip.mp4'): string => path.join(folder, name);

it('leaves a clip, redacted subtitles and a manifest without the words or the name', async () => {
  const progress: number[] = [];
  const result = await exportClip(t.env, request(), out(), { onProgress: (f) => progress.push(f) });
  expect(readdirSync(folder).sort()).toEqual(['clip.manifest.json', 'clip.mp4', 'clip.srt', 'clip.vtt']);
  expect(result).toMatchObject({ file: out(), durationMs: 6_500, manifest: out('clip.manifest.json'), subtitles: [out('clip.srt'), out('clip.vtt')], redactions: [{ startMs: 400, endMs: 1_650 }] });
  const srt = readFileSync(out('clip.srt'), 'utf8');
  expect(srt).toContain('[redacted] iz Zenice.');
  expect(srt).toContain('Онда смо отишли.');
  expect(srt).toMatch(/^1\n00:00:00,400 --> /);
  for (const file of readdirSync(folder)) expect(readFileSync(out(file), 'utf8')).not.toMatch(/pucao|Hasanovi/i);
  const manifest = JSON.parse(readFileSync(out('clip.manifest.json'), 'utf8')) as { redactions: { sound: unknown[] } };
  expect(manifest.redactions.sound).toEqual([{ startMs: 400, endMs: 1_650, treatment: 'mute', reasons: ['self-incrimination'] }]);
  expect(progress.at(-1)).toBe(1);
  expect(progress.every((f, i) => f >= (progress[i - 1] ?? 0))).toBe(true);
});

it('draws subtitles into the picture, in the bundled font, and nowhere else', async () => {
  const small = await exportClip(t.env, request({ subtitles: 'burned' }), out());
  const plain = await exportClip(t.env, request({ subtitles: 'none' }), out('plain.mp4'));
  expect(small.subtitles).toEqual([]);
  const foot = (file: string) => seeFrames(file).map((f) => f.luma.subarray(320 * 150));
  const [burned, bare] = [foot(small.file), foot(plain.file)];
  const changed = burned.map((luma, i) => luma.reduce((n, v, k) => n + (Math.abs(v - (bare[i]?.[k] ?? 0)) > 60 ? 1 : 0), 0) > 200);
  const at = (ms: number): boolean | undefined => changed[Math.floor(ms / 40)];
  expect([at(200), at(1_000), at(3_000), at(4_100), at(5_200), at(6_300)]).toEqual([false, true, true, false, true, false]);
});

it('refuses what cannot be written, in plain words, and leaves nothing', async () => {
  await expect(exportClip(t.env, request(), path.join(folder, 'none', 'clip.mp4'))).rejects.toMatchObject({ code: 'export-folder-missing' });
  writeFileSync(out('clip.srt'), 'mine');
  await expect(exportClip(t.env, request(), out())).rejects.toMatchObject({ code: 'export-file-exists', params: { name: 'clip.srt' } });
  expect(readFileSync(out('clip.srt'), 'utf8')).toBe('mine');
  await exportClip(t.env, request(), out(), { overwrite: true });
  expect(readFileSync(out('clip.srt'), 'utf8')).toContain('[redacted]');
  await expect(exportClip(t.env, request({ startUs: 10_000_000, endUs: 11_000_000 }), out('b.mp4'))).rejects.toMatchObject({ code: 'clip-outside' });
  await expect(exportClip(t.env, request(), out('kako je pucao.mp4'))).rejects.toMatchObject({ code: 'export-name-leaks' });
  await expect(exportClip(t.env, request({ footageId: 'no' }), out('b.mp4'))).rejects.toMatchObject({ code: 'footage-missing' });
  expect(readdirSync(folder).sort()).toEqual(['clip.manifest.json', 'clip.mp4', 'clip.srt', 'clip.vtt']);
});

it('says so when the disk is full, and when the folder is read-only', async () => {
  // Only a mount of its own can be filled or be read-only for root; elsewhere the rest of the test says enough.
  const mount = (options: string): boolean => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
  if (!mount('size=96k')) { console.warn('skipped: this machine may not mount'); return; }
  try {
    await expect(exportClip(t.env, request(), out())).rejects.toMatchObject({ code: 'export-disk-full' });
    expect(readdirSync(folder)).toEqual([]);
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    await expect(exportClip(t.env, request(), out())).rejects.toMatchObject({ code: 'export-folder-not-writable' });
  } finally {
    spawnSync('umount', [folder]);
    chmodSync(folder, 0o700);
  }
});

it.each<[string, (segmentId: string) => void]>([
  ['sound', () => { markTime(t.env, footage.id, 4_000, 4_200); }],
  ['picture alone', () => { t.env.vault.db.prepare("UPDATE passage SET video = 'black' WHERE footage_id = ?").run(footage.id); }],
  ['a word that is a secret now', (id) => { markPassage(t.env.vault.db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: id, fromWord: 4, toSegmentId: id, toWord: 4 } }, reason: 'place-or-date' })); }],
])('gives no name to a clip that lacks what was marked while it was made: %s', async (_what, mark) => {
  const before = t.env.vault.db.prepare('SELECT id, video FROM passage').all() as { id: string; video: string }[];
  const [{ id } = { id: '' }] = t.env.vault.db.prepare<[], { id: string }>("SELECT id FROM segment WHERE text LIKE '%Zenice%'").all();
  let marked = false;
  const onProgress = (): void => {
    if (marked) return;
    marked = true;
    mark(id);
  };
  try {
    await expect(exportClip(t.env, request(), out(), { onProgress })).rejects.toMatchObject({ code: 'export-passages-changed' });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    for (const { id: old, video } of before) t.env.vault.db.prepare('UPDATE passage SET video = ? WHERE id = ?').run(video, old);
    t.env.vault.db.prepare(`DELETE FROM passage WHERE id NOT IN (${before.map(() => '?').join()})`).run(...before.map((one) => one.id));
  }
  await exportClip(t.env, request(), out());
});

it('leaves nothing when it is cancelled', async () => {
  const abort = new AbortController();
  const running = exportClip(t.env, request(), out(), { signal: abort.signal, onProgress: () => { abort.abort(); } });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(folder)).toEqual([]);
});

it('exports sound without picture, picture without sound, odd sizes, turned and stretched pixels', async () => {
  const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  const sound = await importFootage(t.env, makeMedia(t.dir, 'sound.mp3', ['-f', 'lavfi', '-i', 'sine=f=440:d=5:r=22050']));
  markTime(t.env, sound.footage.id, 2_000, 2_500);
  await exportClip(t.env, request({ footageId: sound.footage.id, startUs: 1_000_000, endUs: 4_000_000, subtitles: 'burned' }), out('sound.mp4'));
  const [samples = new Float32Array()] = hear(out('sound.mp4'), 1);
  expect(peakDb(samples, 850, 1_650)).toBeLessThan(-60);
  expect(peakDb(samples, 600, 700)).toBeGreaterThan(-25);

  const silent = await importFootage(t.env, makeMedia(t.dir, 'silent.mkv', ['-f', 'lavfi', '-i', 'testsrc2=s=321x181:r=25:d=4', '-c:v', 'ffv1', '-pix_fmt', 'yuv444p']));
  await exportClip(t.env, request({ footageId: silent.footage.id, startUs: 0, endUs: 4_000_000, subtitles: 'none' }), out('silent.mp4'));
  expect(seeFrames(out('silent.mp4'), 320, 180)).toHaveLength(100);

  const upright = makeMedia(t.dir, 'flat.mp4', ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=3', '-vf', 'setsar=4/3', ...H264]);
  const turned = await importFootage(t.env, makeMedia(t.dir, 'turned.mp4', ['-display_rotation', '90', '-i', upright, '-c', 'copy']));
  const { width = 0, height = 0 } = turned.footage.video ?? {};
  expect(height).toBeGreaterThan(width);
  await exportClip(t.env, request({ footageId: turned.footage.id, startUs: 0, endUs: 3_000_000, subtitles: 'none' }), out('turned.mp4'));
  expect(seeFrames(out('turned.mp4'), width - (width % 2), height - (height % 2))).toHaveLength(75);
  expect(existsSync(out('turned.manifest.json'))).toBe(true);
});
