import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync, appendFileSync } from 'node:fs';
import path from 'node:path';
import { findBySha256, getFootage, listFootage, timelineOf } from '../../electron/core/footage/footage';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import type { MediaEnv } from '../../electron/core/media/env';
import { startLoopback } from '../../electron/core/media/loopback';
import { beepAndFlash, makeMedia, scratchDir, testCard } from '../support/media';
import { tempVault, type TempVault } from '../support/vault';

const scratch = scratchDir('import');
let temp: TempVault;
let env: MediaEnv;

beforeAll(async () => {
  temp = await tempVault();
  env = { binaries: findBinaries(), loopback: await startLoopback(), vault: temp.vault };
});
afterAll(async () => {
  await env.loopback.close();
  temp.dispose();
  scratch.remove();
});

const make = (name: string, ...args: string[]): string => makeMedia(scratch.dir, name, args);
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const AAC = ['-c:a', 'aac', '-b:a', '64k'];
const stores = (): string[] => readdirSync(path.join(temp.dir, 'stores')).filter((name) => !/-(wal|shm|journal)$/.test(name)).sort();

async function refusal(file: string): Promise<unknown> {
  const before = listFootage(temp.vault.db).length;
  const [files] = [stores()];
  const error = await importFootage(env, file).then(() => null, (e: unknown) => e);
  expect(listFootage(temp.vault.db)).toHaveLength(before);
  expect(stores()).toEqual(files);
  return error;
}

test('a film arrives whole: bytes, hash, facts, progress; a second copy is recognised', async () => {
  const file = make('film.mp4', ...testCard(3), '-shortest', ...H264, ...AAC);
  const progress: number[] = [];
  const { footage, duplicate } = await importFootage(env, file, { onProgress: (p) => progress.push(p.bytes / p.totalBytes) });
  const bytes = readFileSync(file);
  expect(duplicate).toBe(false);
  expect(footage).toMatchObject({ name: 'film.mp4', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), playback: 'direct', video: { codec: 'h264', width: 320, height: 240, fps: 25, rotation: 0, variableRate: false }, audio: [{ codec: 'aac', channels: 1, sampleRate: 48_000 }] });
  expect(Math.abs(footage.durationUs - 3_000_000)).toBeLessThanOrEqual(40_000);
  expect(progress.at(-1)).toBe(1);
  const source = temp.vault.stores.open(footage.id).original();
  expect(Buffer.from(source.read(0, source.bytes)).equals(bytes)).toBe(true);
  writeFileSync(path.join(scratch.dir, 'copy.mp4'), bytes);
  const again = await importFootage(env, path.join(scratch.dir, 'copy.mp4'));
  expect(again).toEqual({ footage: getFootage(temp.vault.db, footage.id), duplicate: true });
  expect(stores()).toHaveLength(listFootage(temp.vault.db).length);
});

test.each([[90, 240, 320], [180, 320, 240], [270, 240, 320]])('rotation by %i° is resolved', async (rotation, width, height) => {
  const plain = make(`plain${rotation}.mp4`, ...testCard(1), '-shortest', ...H264, ...AAC);
  // The flag counts counter-clockwise; phones and people count clockwise.
  const turned = make(`turned${rotation}.mov`, '-display_rotation', String(-rotation), '-i', plain, '-c', 'copy');
  const { footage } = await importFootage(env, turned);
  expect(footage.video).toMatchObject({ rotation, width, height });
});

test('variable frame rate and start offset are measured, not believed', async () => {
  const vfr = make('vfr.mkv', '-f', 'lavfi', '-i', "testsrc2=d=4:r=30,select='not(mod(n\\,7))+lt(t\\,1)'", '-fps_mode', 'vfr', ...H264);
  expect((await importFootage(env, vfr)).footage).toMatchObject({ video: { variableRate: true }, playback: 'proxy-pending' });
  const late = make('late.ts', ...beepAndFlash(3, 1), ...H264, ...AAC, '-output_ts_offset', '1000');
  const { footage } = await importFootage(env, late);
  expect(timelineOf(temp.vault.db, footage.id).originUs).toBeGreaterThan(1_000_000_000);
  expect(Math.abs(footage.durationUs - 3_000_000)).toBeLessThan(100_000);
});

test('sound that leads the picture stays on the timeline', async () => {
  const file = make('lead.mkv', '-f', 'lavfi', '-i', 'sine=d=4', '-itsoffset', '1.5', '-f', 'lavfi', '-i', 'testsrc2=d=2.5:r=25', '-map', '1:v', '-map', '0:a', ...H264, ...AAC);
  const { footage } = await importFootage(env, file);
  const { videoStream, originUs } = timelineOf(temp.vault.db, footage.id);
  expect(Math.abs(originUs)).toBeLessThan(30_000);
  expect(videoStream?.startUs).toBeGreaterThan(1_450_000);
  expect(footage).toMatchObject({ playback: 'proxy-pending' });
});

const FORMATS: readonly [string, readonly string[], 'direct' | 'proxy-pending', boolean, number][] = [
  ['a.mov', [...testCard(2), '-shortest', ...H264, ...AAC], 'direct', true, 1],
  ['a.m4v', [...testCard(2), '-shortest', ...H264, ...AAC, '-f', 'mp4'], 'direct', true, 1],
  ['a.webm', [...testCard(2), '-shortest', '-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'], 'direct', true, 1],
  ['hevc.mp4', [...testCard(2), '-shortest', '-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', ...AAC], 'proxy-pending', true, 1],
  ['ten.mp4', [...testCard(2), '-shortest', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', ...AAC], 'proxy-pending', true, 1],
  ['prores.mov', [...testCard(2), '-shortest', '-c:v', 'prores_ks', '-c:a', 'pcm_s16le'], 'proxy-pending', true, 1],
  ['a.avi', [...testCard(2), '-shortest', '-c:v', 'mpeg4', '-c:a', 'libmp3lame'], 'proxy-pending', true, 1],
  ['a.mts', [...testCard(2), '-shortest', ...H264, '-c:a', 'ac3', '-f', 'mpegts', '-mpegts_m2ts_mode', '1'], 'proxy-pending', true, 1],
  ['a.3gp', [...testCard(2, '176x144'), '-shortest', '-c:v', 'h263', '-c:a', 'libopencore_amrnb', '-ar', '8000', '-ac', '1'], 'proxy-pending', true, 1],
  ['a.flv', [...testCard(2), '-shortest', ...H264, ...AAC], 'proxy-pending', true, 1],
  ['tracks.mp4', [...testCard(2), '-f', 'lavfi', '-i', 'sine=f=880:d=2', '-map', '0', '-map', '1', '-map', '2', ...H264, ...AAC], 'proxy-pending', true, 2],
  ['silent.mp4', ['-f', 'lavfi', '-i', 'testsrc2=d=2', ...H264], 'direct', true, 0],
  ['a.wav', ['-f', 'lavfi', '-i', 'sine=d=2'], 'direct', false, 1],
  ['a.mp3', ['-f', 'lavfi', '-i', 'sine=d=2'], 'proxy-pending', false, 1],
  ['a.m4a', ['-f', 'lavfi', '-i', 'sine=d=2', ...AAC], 'direct', false, 1],
  ['a.flac', ['-f', 'lavfi', '-i', 'sine=d=2'], 'direct', false, 1],
  ['a.ogg', ['-f', 'lavfi', '-i', 'sine=d=2', '-c:a', 'libvorbis'], 'direct', false, 1],
  ['a.opus', ['-f', 'lavfi', '-i', 'sine=d=2', '-c:a', 'libopus'], 'direct', false, 1],
];
test.each(FORMATS)('%s', async (name, args, playback, hasVideo, tracks) => {
  const { footage } = await importFootage(env, make(name, ...args));
  expect({ playback: footage.playback, hasVideo: footage.video !== null, tracks: footage.audio.length }).toEqual({ playback, hasVideo, tracks });
  expect(Math.abs(footage.durationUs - 2_000_000)).toBeLessThan(80_000);
});

test('a cover picture is no film', async () => {
  const cover = make('cover.png', '-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1');
  const { footage } = await importFootage(env, make('cover.mp3', '-f', 'lavfi', '-i', 'sine=d=1', '-i', cover, '-map', '0', '-map', '1', '-c:v', 'copy', '-disposition:v', 'attached_pic'));
  expect(footage.video).toBeNull();
});

test('a film cut off behind its index is kept, with the duration that is really there', async () => {
  const whole = make('whole.mp4', ...testCard(10), '-shortest', ...H264, ...AAC, '-movflags', '+faststart');
  const cut = path.join(scratch.dir, 'cut.mp4');
  const bytes = readFileSync(whole);
  writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
  const { footage } = await importFootage(env, cut);
  expect(footage.durationUs).toBeGreaterThan(3_000_000);
  expect(footage.durationUs).toBeLessThan(7_000_000);
  expect(footage.playback).toBe('proxy-pending');
});

describe('refused in one sentence, nothing left behind', () => {
  const put = (name: string, bytes: Uint8Array | string): string => {
    const file = path.join(scratch.dir, name);
    writeFileSync(file, bytes);
    return file;
  };
  const messages = (JSON.parse(readFileSync(path.join(__dirname, '../../resources/messages/en.json'), 'utf8')) as { errors: Record<string, string> }).errors;

  test.each<[string, () => string, string]>([
    ['empty', () => put('empty.mp4', ''), 'footage-empty'],
    ['text', () => put('notes.mp4', 'These are only notes about the interview.\n'.repeat(200)), 'import-unknown'],
    ['noise', () => put('noise.mp4', Buffer.concat(Array.from({ length: 9_000 }, (_, n) => createHash('sha256').update(String(n)).digest()))), 'import-unknown'],
    ['truncated', () => { const file = make('trunc.mp4', ...testCard(2), ...H264, ...AAC); truncateSync(file, 20_000); return file; }, 'import-truncated'],
    ['encrypted', () => make('cenc.mp4', ...testCard(1), ...H264, '-an', '-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', '00'.repeat(16), '-encryption_kid', '11'.repeat(16)), 'import-encrypted'],
    ['subtitles only', () => { put('s.srt', '1\n00:00:00,000 --> 00:00:02,000\nx\n'); return make('subs.mkv', '-i', path.join(scratch.dir, 's.srt')); }, 'import-no-streams'],
    ['folder', () => { mkdirSync(path.join(scratch.dir, 'folder.mp4')); return path.join(scratch.dir, 'folder.mp4'); }, 'import-folder'],
    ['missing', () => path.join(scratch.dir, 'gone.mp4'), 'import-file-missing'],
    ['named pipe', () => { execFileSync('mkfifo', [path.join(scratch.dir, 'pipe.mp4')]); return path.join(scratch.dir, 'pipe.mp4'); }, 'import-not-a-file'],
    ['playlist', () => put('list.mp4', `#EXTM3U\n#EXTINF:1,\n${scratch.dir}/film.mp4\n`), 'import-unknown'],
  ])('%s', async (_, file, code) => {
    const error = await refusal(file());
    expect(error).toMatchObject({ name: 'ZapisError', code });
    expect(messages[code]).toMatch(/^[A-Z{].*\.$/);
  });

  test('unreadable', async () => {
    if (process.getuid?.() === 0) {
      console.warn('SKIPPED: root may read every file');
      return;
    }
    const file = put('locked.mp4', 'x');
    chmodSync(file, 0);
    expect(await refusal(file)).toMatchObject({ code: 'import-file-unreadable' });
  });
});

test('a file that grows while it is read is refused', async () => {
  const file = make('growing.wav', '-f', 'lavfi', '-i', 'sine=d=60');
  let grown = false;
  const error = await importFootage(env, file, { onProgress: () => { if (!grown) appendFileSync(file, 'more'); grown = true; } }).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'import-changed' });
  expect(stores()).toHaveLength(listFootage(temp.vault.db).length);
});

test('cancelled while copying or at once: nothing stays', async () => {
  const file = make('long.wav', '-f', 'lavfi', '-i', 'sine=d=120');
  const controller = new AbortController();
  const running = importFootage(env, file, { signal: controller.signal, onProgress: (p) => { if (p.bytes > 3_000_000) controller.abort(); } });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  await expect(importFootage(env, file, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  expect(findBySha256(temp.vault.db, createHash('sha256').update(readFileSync(file)).digest('hex'))).toBeNull();
  expect(stores()).toHaveLength(listFootage(temp.vault.db).length);
});
