import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { getFootage, playbackSource, timelineOf } from '../../electron/core/footage/footage';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import type { MediaEnv } from '../../electron/core/media/env';
import { startLoopback } from '../../electron/core/media/loopback';
import { pcm16k } from '../../electron/core/media/pcm';
import { makePreview } from '../../electron/core/media/preview';
import { ensureThumbnail } from '../../electron/core/media/thumbnail';
import { ensureWaveform } from '../../electron/core/media/waveform';
import { beepAndFlash, makeMedia, scratchDir } from '../support/media';
import { gather, onsetMs } from '../support/sound';
import { tempVault, type TempVault } from '../support/vault';

const scratch = scratchDir('sound');
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

const bring = async (name: string, ...args: string[]): Promise<string> => (await importFootage(env, makeMedia(scratch.dir, name, args))).footage.id;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const BEEP = 2.5;

/** Name, what makes it, and how far (ms) the onset of the beep may be from where it was put. */
const CLIPS: readonly [string, readonly string[], number][] = [
  ['beep.wav', ['-map', '1:a'], 1],
  ['beep.flac', ['-map', '1:a'], 1],
  ['beep.mp3', ['-map', '1:a', '-q:a', '2'], 3],
  ['beep.m4a', ['-map', '1:a', '-c:a', 'aac', '-b:a', '128k'], 5],
  ['beep.opus', ['-map', '1:a', '-c:a', 'libopus'], 5],
  ['beep.mp4', [...X264, '-c:a', 'aac', '-b:a', '128k'], 5],
  ['bframes.mov', ['-c:v', 'libx264', '-bf', '3', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le'], 1],
  ['offset.ts', [...X264, '-c:a', 'aac', '-b:a', '128k', '-output_ts_offset', '5000'], 5],
  ['offset.mkv', [...X264, '-c:a', 'flac', '-output_ts_offset', '3.2'], 2],
  ['beep.webm', ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'], 5],
  ['beep.avi', ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le'], 2],
  ['beep.flv', [...X264, '-c:a', 'aac', '-b:a', '128k'], 5],
];

test.each(CLIPS)('%s: the beep is where it was put, from the start and after a seek', async (name, args, tolerance) => {
  const id = await bring(name, ...beepAndFlash(6, BEEP), ...args);
  const whole = await gather(pcm16k(env, id));
  expect(whole.length).toBe(Math.round((getFootage(temp.vault.db, id).durationUs * 16) / 1000));
  expect(Math.abs(onsetMs(whole) - BEEP * 1000)).toBeLessThanOrEqual(tolerance);
  const part = await gather(pcm16k(env, id, { startUs: 2_400_000, endUs: 3_000_000 }));
  expect(part.length).toBe(9_600);
  expect(Math.abs(onsetMs(part) - 100)).toBeLessThanOrEqual(tolerance);
});

test('sound that begins late is silence first, sound that ends early silence after', async () => {
  const id = await bring('late.mkv', '-f', 'lavfi', '-i', 'testsrc2=d=5:r=25', '-itsoffset', '2', '-f', 'lavfi', '-i', 'sine=d=1', '-map', '0:v', '-map', '1:a', ...X264, '-c:a', 'pcm_s16le');
  const pcm = await gather(pcm16k(env, id));
  expect(Math.abs(onsetMs(pcm) - 2_000)).toBeLessThanOrEqual(2);
  expect(pcm.length).toBe(Math.round((getFootage(temp.vault.db, id).durationUs * 16) / 1000));
  expect(onsetMs(pcm.subarray(16 * 3_010))).toBeNaN();
});

test('a gap in the sound keeps its length', async () => {
  const id = await bring('gap.mkv', '-f', 'lavfi', '-i', "sine=d=1:r=48000,asetpts='PTS+if(gte(T,0.5),1.5,0)/TB'", '-c:a', 'pcm_s16le');
  const pcm = await gather(pcm16k(env, id));
  expect(onsetMs(pcm.subarray(16 * 560, 16 * 1_900))).toBeNaN();
  expect(Math.abs(onsetMs(pcm.subarray(16 * 560)) + 560 - 2_000)).toBeLessThanOrEqual(25);
});

test('pieces are pulled: leaving early ends ffmpeg, cancelling rejects', async () => {
  const id = await bring('long.wav', '-f', 'lavfi', '-i', 'sine=d=600:r=8000');
  for await (const piece of pcm16k(env, id)) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  const children = spawnSync('ps', ['--ppid', String(process.pid), '-o', 'comm='], { encoding: 'utf8' }).stdout;
  expect(children).not.toMatch(/ffmpeg/);
  const controller = new AbortController();
  await expect((async () => { for await (const piece of pcm16k(env, id, { signal: controller.signal })) if (piece.length > 0) controller.abort(); })()).rejects.toMatchObject({ name: 'AbortError' });
});

test('the waveform shows the beep and is kept; footage without sound has none', async () => {
  const id = await bring('wave.wav', ...beepAndFlash(6, 1.5), '-map', '1:a');
  const waveform = await ensureWaveform(env, id, {});
  const loud = [...(waveform?.peaks ?? [])].flatMap((peak, at) => (peak > 50 ? [at] : []));
  expect([loud[0], loud.length, waveform?.peaks.length]).toEqual([75, 10, 300]);
  expect(temp.vault.stores.open(id).derived('waveform')?.bytes).toBe(300);
  expect(await ensureWaveform(env, id, {})).toEqual(waveform);
  const mute = await bring('mute.mp4', '-f', 'lavfi', '-i', 'testsrc2=d=1', ...X264);
  expect(await ensureWaveform(env, mute, {})).toBeNull();
  await expect(gather(pcm16k(env, mute))).rejects.toMatchObject({ code: 'footage-no-audio' });
});

test('a thumbnail is a JPEG; sound has none', async () => {
  const id = await bring('thumb.mp4', '-f', 'lavfi', '-i', 'testsrc2=d=2:s=640x360', ...X264);
  expect(Buffer.from((await ensureThumbnail(env, id, {})) ?? []).subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(await ensureThumbnail(env, await bring('t.wav', '-f', 'lavfi', '-i', 'sine=d=1'), {})).toBeNull();
});

test.each<[string, readonly string[]]>([
  ['preview.ts', [...X264, '-c:a', 'aac', '-output_ts_offset', '777']],
  ['preview.avi', ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le']],
  ['interlaced.mts', ['-vf', 'tinterlace=interleave_top,setfield=tff', '-c:v', 'libx264', '-flags', '+ildct+ilme', '-pix_fmt', 'yuv420p', '-c:a', 'ac3', '-f', 'mpegts']],
  ['hevc.mp4', ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-c:a', 'aac']],
])('the preview of %s keeps the canonical clock: beep and flash are where they were put', async (name, args) => {
  const id = await bring(name, ...beepAndFlash(4, 2, 50), ...args);
  const footage = getFootage(temp.vault.db, id);
  expect([footage.playback, playbackSource(env, id)]).toEqual(['proxy-pending', null]);
  const fractions: number[] = [];
  await makePreview(env, id, { onProgress: (fraction) => fractions.push(fraction) });
  const playable = playbackSource(env, id);
  expect([getFootage(temp.vault.db, id).playback, playable?.mimeType]).toEqual(['proxy', 'video/mp4']);
  expect(fractions.at(-1)).toBe(1);
  const file = path.join(scratch.dir, `${name}.preview.mp4`);
  writeFileSync(file, playable ? playable.source.read(0, playable.source.bytes) : '');
  const frames = spawnSync(env.binaries.ffprobe, ['-v', 'error', '-f', 'lavfi', '-i', `movie=${file},signalstats`, '-show_entries', 'frame=pts_time:frame_tags=lavfi.signalstats.YAVG', '-of', 'csv=p=0'], { encoding: 'utf8' }).stdout
    .trim().split('\n').map((line) => line.split(',').map(Number));
  const flash = frames.find(([, light]) => (light ?? 0) > 150)?.[0];
  const frameS = timelineOf(temp.vault.db, id).frameDurationUs / 1e6;
  expect(frames[0]?.[0]).toBe(0);
  expect(Math.abs((flash ?? NaN) - 2)).toBeLessThanOrEqual(frameS);
  const sound = spawnSync(env.binaries.ffmpeg, ['-v', 'error', '-i', file, '-map', '0:a', '-ac', '1', '-ar', '16000', '-f', 'f32le', '-'], { maxBuffer: 1e9 }).stdout;
  expect(Math.abs(onsetMs(new Float32Array(Uint8Array.from(sound).buffer)) - 2_000)).toBeLessThanOrEqual(6);
});

test('a preview that was cancelled is not there', async () => {
  const id = await bring('cancel.avi', '-f', 'lavfi', '-i', 'testsrc2=d=20:s=640x480', '-c:v', 'mpeg4');
  const controller = new AbortController();
  await expect(makePreview(env, id, { signal: controller.signal, onProgress: (f) => { if (f > 0) controller.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
  expect([getFootage(temp.vault.db, id).playback, temp.vault.stores.open(id).derived('proxy')]).toEqual(['proxy-pending', null]);
});
