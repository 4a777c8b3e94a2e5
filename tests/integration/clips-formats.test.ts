import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkContainer } from '../../electron/core/clips/checkContainer';
import { exportClip } from '../../electron/core/clips/export';
import { memorySource } from '../../electron/core/media/memorySource';
import { fitted } from '../../electron/core/clips/formats';
import { verifyClip } from '../../electron/core/clips/verifyClip';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import { CLIP_FORMATS, hasPicture, type ClipFormat, type Footage } from '../../shared/domain';
import { brightest, countedFootage, hear, peakDb, seeFrames, toneDb } from '../support/clipFootage';
import { addSegment, markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';

let t: TestExport;
let footage: Footage;

beforeAll(async () => {
  t = await testExport('formats');
  const plain = countedFootage(t.dir, 'plain.mp4', '25', 9);
  writeFileSync(path.join(t.dir, 'meta.txt'), ';FFMETADATA1\ntitle=KANARINAC\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=9000\ntitle=KANARINAC\n');
  const rich = makeMedia(t.dir, 'rich.mp4', ['-i', plain, '-i', path.join(t.dir, 'meta.txt'), '-map', '0', '-map', '0:a', '-map_metadata', '1', '-metadata:s:a:0', 'title=KANARINAC', '-c', 'copy']);
  ({ footage } = await importFootage(t.env, rich));
  addSegment(t.env, footage.id, [['Tada', 400, 800], ['KANARINAC', 3_000, 4_000], ['ode.', 4_500, 5_000]]);
  markTime(t.env, footage.id, 3_000, 4_000, { video: 'black' });
  markTime(t.env, footage.id, 6_000, 6_500, { audio: 'bleep', video: 'blur' });
});
afterAll(() => t.dispose());

const out = (name: string): string => path.join(t.dir, name);

it.each(CLIP_FORMATS)('%s: redacted, without a trace in any byte, frames where they were, and provable', async (format) => {
  const made = await exportClip(t.env, { footageId: footage.id, startUs: 1_000_000, endUs: 8_000_000, subtitles: 'sidecar', format }, out(`${format}.${format}`));
  for (const file of [made.file, made.manifest, ...made.subtitles]) expect(readFileSync(file).includes('KANARINAC')).toBe(false);
  const channels = hear(made.file);
  for (const [at, samples] of channels.entries()) {
    expect(samples.length / 48_000).toBeCloseTo(7, 1);
    expect(peakDb(samples, 2_000, 3_000)).toBeLessThan(-60);
    expect(peakDb(samples, 1_000, 1_500)).toBeGreaterThan(-25);
    // Left 440 Hz, right 660 Hz: neither is heard under the bleep, of which there is nothing else.
    expect(toneDb(samples, at === 0 ? 440 : 660, 5_050, 5_450)).toBeLessThan(-50);
    expect(toneDb(samples, 1_000, 5_050, 5_450)).toBeGreaterThan(-25);
  }
  expect((await verifyClip(made.file)).ok).toBe(true);
  const frames = seeFrames(made.file);
  if (!hasPicture(format)) return void expect(frames).toEqual([]);
  expect(frames).toHaveLength(175);
  for (const [i, frame] of frames.entries()) {
    expect(Math.abs(frame.time - i / 25)).toBeLessThan(0.0015);
    const black = i / 25 > 1.86 && i / 25 < 3.1;
    if (black) expect(brightest(frame)).toBeLessThan(40);
    else if (i / 25 < 1.7 || (i / 25 > 3.3 && i / 25 < 4.7)) expect(frame.number).toBe(i + 25);
  }
});

it.each([['whose sound is not centred', '0.25+0.2*sin(2*PI*300*t)'], ['of a loud low voice', '0.9*sin(2*PI*57*t)']])('WebM of a recorder %s: nothing stands in the silence while Opus centres it', async (what, wave) => {
  const { footage: leaning } = await importFootage(t.env, makeMedia(t.dir, `${what}.wav`, ['-f', 'lavfi', '-i', `aevalsrc='${wave}':s=48000:d=4`]));
  markTime(t.env, leaning.id, 2_000, 3_000);
  const made = await exportClip(t.env, { footageId: leaning.id, startUs: 0, endUs: 4_000_000, subtitles: 'none', format: 'webm' }, out(`${what}.webm`));
  const [heard = new Float32Array()] = hear(made.file);
  expect([peakDb(heard, 1_900, 3_100) < -60, peakDb(heard, 1_000, 1_500) > -20]).toEqual([true, true]);
});

it('makes the picture as small as asked for, never larger, and covers it just the same', async () => {
  const large = makeMedia(t.dir, 'large.mp4', ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25:d=3', '-c:v', 'libx264', '-preset', 'ultrafast']);
  const { footage: big } = await importFootage(t.env, large);
  markTime(t.env, big.id, 1_000, 1_500, { video: 'blur' });
  const made = await exportClip(t.env, { footageId: big.id, startUs: 0, endUs: 3_000_000, subtitles: 'none', size: 480 }, out('small.mp4'));
  expect(seeFrames(made.file, 854, 480)).toHaveLength(75);
  expect([fitted({ width: 1080, height: 1920 }, 720), fitted({ width: 640, height: 360 }, 480), fitted({ width: 4096, height: 2160 }, undefined)])
    .toEqual([{ width: 720, height: 1280 }, { width: 640, height: 360 }, { width: 4096, height: 2160 }]);
});

it('has nothing to make of footage without sound when only sound is asked for', async () => {
  const { footage: mute } = await importFootage(t.env, makeMedia(t.dir, 'mute.mp4', ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=2', '-c:v', 'libx264', '-preset', 'ultrafast']));
  await expect(exportClip(t.env, { footageId: mute.id, startUs: 0, endUs: 1_000_000, subtitles: 'none', format: 'flac' }, out('mute.flac'))).rejects.toMatchObject({ code: 'clip-nothing-to-show' });
});

/** Builds that carry something along, made with ffmpeg's own options. */
const BROKEN: readonly (readonly [string, ClipFormat, string, string[]])[] = [
  ['an ID3 tag', 'mp3', 'a.mp3', ['-metadata', 'title=x', '-id3v2_version', '3']],
  ['a cover picture', 'flac', 'c.flac', ['-map', '0:a:0', '-map', '0:v', '-frames:v', '1', '-c:v', 'png', '-disposition:v', 'attached_pic']],
  ['chapters', 'webm', 'd.webm', ['-map', '0:v:0', '-map', '0:a:0', '-map_chapters', '0', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']],
  ['an attached file', 'webm', 'e.mkv', ['-map', '0:a:0', '-attach', __filename, '-metadata:s:t', 'mimetype=text/plain', '-c:a', 'libopus']],
  ['a tag in MP4', 'm4a', 'f.m4a', ['-metadata', 'title=x', '-map', '0:a:0', '-c:a', 'aac', '-f', 'mp4']],
];
it.each(BROKEN)('finds %s in a %s by its structure alone', (_what, format, name, args) => {
  const made = spawnSync(findBinaries().ffmpeg, ['-v', 'error', '-y', '-t', '1', '-i', out('rich.mp4'), ...args, out(name)], { encoding: 'utf8' });
  expect(made.stderr).toBe('');
  expect(() => { checkContainer(memorySource(readFileSync(out(name))), format); }).toThrow(expect.objectContaining({ code: 'export-check-failed' }));
});

it('finds a tag behind the sound of an MP3', () => {
  const sound = readFileSync(out('mp3.mp3'));
  const id3 = Buffer.alloc(128);
  id3.write('TAGKANARINAC', 'latin1');
  for (const tail of [id3, Buffer.concat([Buffer.from('APETAGEX'), Buffer.alloc(24)])]) {
    expect(() => { checkContainer(memorySource(Buffer.concat([sound, tail])), 'mp3'); }).toThrow(expect.objectContaining({ code: 'export-check-failed' }));
  }
});

it('finds a file that was cut or had something put behind it', () => {
  for (const format of ['mp4', 'webm'] as const) {
    const whole = readFileSync(out(`${format}.${format}`));
    for (const bytes of [whole.subarray(0, whole.length - 100), Buffer.concat([whole, Buffer.from('KANARINAC')])]) {
      expect(() => { checkContainer(memorySource(bytes), format); }).toThrow(expect.objectContaining({ code: 'export-check-failed' }));
    }
  }
});
