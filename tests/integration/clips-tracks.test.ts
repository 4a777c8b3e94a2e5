import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { exportedBefore, leakCheck } from '../../electron/core/clips/leak/leakCheck';
import { importFootage } from '../../electron/core/footage/import';
import type { ClipRequest } from '../../shared/domain';
import { hear, peakDb, toneDb } from '../support/clipFootage';
import { markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';

/** What is said on each track: 500 Hz at the interviewer, 700 Hz in the room's left, 900 Hz in its right. */
const HZ = [500, 700, 900] as const;
let t: TestExport;
let footageId = '';
beforeAll(async () => {
  t = await testExport('tracks');
  const file = makeMedia(t.dir, 'two.mkv', [
    '-f', 'lavfi', '-i', 'testsrc2=d=8:s=160x120:r=25', '-f', 'lavfi', '-i', `sine=f=${HZ[0]}:d=8:r=48000`,
    '-f', 'lavfi', '-i', `aevalsrc='0.3*sin(2*PI*${HZ[1]}*t)|0.3*sin(2*PI*${HZ[2]}*t)':s=44100:d=8`,
    '-map', '0', '-map', '1', '-map', '2', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac',
  ]);
  ({ footage: { id: footageId } } = await importFootage(t.env, file));
  markTime(t.env, footageId, 3_000, 4_000);
  markTime(t.env, footageId, 6_000, 6_500, { audio: 'replace' });
});
afterAll(() => t.dispose());

async function exported(name: string, o: Partial<ClipRequest>): Promise<{ file: string; manifest: { settings: object } }> {
  const file = path.join(t.dir, name);
  const { manifest } = await exportClip(t.env, { footageId, startUs: 1_000_000, endUs: 7_500_000, subtitles: 'none', ...o }, file);
  return { file, manifest: JSON.parse(readFileSync(manifest, 'utf8')) as { settings: object } };
}

/** In the clip, 150 ms wider than marked. */
const MUTED = [1_850, 3_150] as const;
const REPLACED = [4_850, 5_650] as const;

it('holds the first track alone unless told otherwise: the one that was transcribed', async () => {
  const { file, manifest } = await exported('first.mp4', {});
  const [sound = new Float32Array()] = hear(file, 1);
  expect(toneDb(sound, HZ[0], 500, 1_500)).toBeGreaterThan(-22);
  for (const hz of [HZ[1], HZ[2]]) expect(toneDb(sound, hz, 500, 1_500)).toBeLessThan(-60);
  expect(manifest.settings).toMatchObject({ tracks: 'first' });
});

it.each(['mp4', 'webm', 'm4a', 'flac', 'mp3'] as const)('mixes all tracks when asked to, and takes what is marked out of each of them, in every channel (%s)', async (format) => {
  const { file, manifest } = await exported(`mix.${format}`, { tracks: 'mix', format });
  const [left = new Float32Array(), right = new Float32Array()] = hear(file);
  for (const [from, to] of [[500, 1_500], [3_300, 4_600]] as const) {
    expect([toneDb(left, HZ[0], from, to), toneDb(right, HZ[0], from, to), toneDb(left, HZ[1], from, to), toneDb(right, HZ[2], from, to)].every((db) => db > -30)).toBe(true);
  }
  for (const channel of [left, right]) {
    expect(peakDb(channel, ...MUTED)).toBeLessThan(-60);
    for (const hz of HZ) expect(toneDb(channel, hz, ...REPLACED)).toBeLessThan(-60);
  }
  expect(manifest.settings).toMatchObject({ tracks: 'mix' });
  expect(await leakCheck(t.env, exportedBefore(t.env, file))).toMatchObject({ ok: true });
});
