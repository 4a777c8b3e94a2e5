import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { hear, seeFrames, SOUND } from '../support/clipFootage';
import { testExport, type TestExport } from '../support/exportEnv';
import { clicks, cutRandomly, SOURCES } from '../support/frameCuts';
import { makeMedia } from '../support/media';

let t: TestExport;
beforeAll(async () => { t = await testExport('frames'); });
afterAll(() => t.dispose());

/** 1 000 of them: `npm run bench -- frames`. */
test.each(SOURCES)('clips of $name begin with the frame shown at their start and end with the last before their end, each frame at its time, and sound keeps step', async (source) => {
  const measured = await cutRandomly(t.env, t.dir, source, { clips: 9, seed: source.name.length * 7 + Math.round(source.fps), longestMs: 3_000 });
  expect(measured.wrong).toEqual([]);
  expect(measured.clips).toBe(9);
  expect(measured.worstSoundMs).toBeLessThan(3);
});

test('a clip is as long as asked for, in sound as well', async () => {
  const { footage } = await importFootage(t.env, path.join(t.dir, '2997.mp4'));
  const result = await exportClip(t.env, { footageId: footage.id, startUs: 1_234_567, endUs: 4_321_098, subtitles: 'none' }, path.join(t.dir, 'length.mp4'));
  expect(Math.abs(result.durationMs - 3_086.531)).toBeLessThanOrEqual(1);
  const [left = new Float32Array()] = hear(result.file);
  expect(Math.abs(left.length / 48_000 - 3.086531)).toBeLessThan(0.025);
});

test('after three hours sound and picture are in step within 10 ms', async () => {
  // One minute over and over: 600 frames of 10000/1001 a second are 60.06 s to the sample.
  const [fps, minute, times] = [10_000 / 1001, 60.06, 180] as const;
  const bits = "geq=lum='if(lt(Y,64)*lt(X,192),if(mod(floor(N/pow(2,floor(X/16))),2),235,16),90)':cb=128:cr=128";
  const piece = makeMedia(t.dir, 'minute.mkv', [
    '-f', 'lavfi', '-i', `color=gray:s=320x180:r=10000/1001:d=${minute},format=yuv420p,${bits}`, '-f', 'lavfi', '-i', `${SOUND}:d=${minute}`, '-shortest',
    '-frames:v', '600', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-g', '50', '-c:a', 'flac', '-ac', '1', '-ar', '8000',
  ]);
  const { footage } = await importFootage(t.env, makeMedia(t.dir, 'long.mkv', ['-stream_loop', String(times - 1), '-i', piece, '-c', 'copy']));
  expect(footage.durationUs / 1e6).toBeGreaterThan(3 * 3600);
  for (const from of [1, 90, 179.3]) {
    const startUs = Math.round(from * minute * 1e6) + 123_456;
    const { file } = await exportClip(t.env, { footageId: footage.id, startUs, endUs: startUs + 6_000_000, subtitles: 'none' }, path.join(t.dir, `long${from}.mp4`));
    const clicked = clicks(hear(file)[0] ?? new Float32Array());
    // The last of a minute is short of a second.
    expect(clicked.length).toBeGreaterThanOrEqual(5);
    const frames = seeFrames(file);
    expect(frames.map((f) => f.number)).toEqual(frames.map((_, i) => ((frames[0]?.number ?? 0) + i) % 600));
    for (const frame of frames.slice(1)) {
      const inMinute = (frame.number ?? 0) / fps;
      const apart = clicked.map((at) => at - frame.time + inMinute).map((at) => Math.abs(at - Math.round(at)));
      expect(Math.min(...apart) * 1000).toBeLessThan(10);
      expect(Math.abs((startUs / 1e6 + frame.time) % minute - inMinute)).toBeLessThan(0.01);
    }
  }
});
