import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { exportedBefore, leakCheck } from '../../electron/core/clips/leak/leakCheck';
import { setVoice } from '../../electron/core/footage/footage';
import { importFootage } from '../../electron/core/footage/import';
import { planClip } from '../../electron/core/clips/planned';
import { assignSpeaker } from '../../electron/core/transcript/speakers';
import { hear, peakDb, pitchHz, seeFrames, toneDb } from '../support/clipFootage';
import { addSegment, markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';

/** A buzz of 150 Hz that speaks half of every second. */
const BUZZ = "gt(mod(t,1),0.5)*0.25*(sin(2*PI*150*t)+0.8*sin(2*PI*300*t)+0.6*sin(2*PI*450*t)+0.5*sin(2*PI*1200*t)+0.3*sin(2*PI*2400*t))";
let t: TestExport;
let footageId = '';
beforeAll(async () => {
  t = await testExport('disguise');
  const file = makeMedia(t.dir, 'buzz.mp4', ['-f', 'lavfi', '-i', 'testsrc2=d=12:s=320x180:r=25', '-f', 'lavfi', '-i', `aevalsrc='${BUZZ}|${BUZZ}':s=44100:d=12`, '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac']);
  ({ footage: { id: footageId } } = await importFootage(t.env, file));
  markTime(t.env, footageId, 3_000, 4_400);
  markTime(t.env, footageId, 6_300, 6_900, { audio: 'bleep' });
  markTime(t.env, footageId, 9_300, 9_900, { audio: 'replace' });
});
afterAll(() => t.dispose());

it.each(['mp4', 'webm', 'flac'] as const)('disguises a clip in step with its picture, and what is marked is gone from it (%s)', async (format) => {
  const file = path.join(t.dir, `clip.${format}`);
  const made = await exportClip(t.env, { footageId, startUs: 1_000_000, endUs: 11_000_000, subtitles: 'none', voice: 'disguise', format }, file);
  const [sound = new Float32Array()] = hear(file, 1);
  expect(Math.abs(sound.length / 48 - 10_000)).toBeLessThan(40);
  // Where it is marked, 150 ms wider; in the clip's time.
  expect(peakDb(sound, 1_850, 3_550)).toBeLessThan(-60);
  expect(toneDb(sound, 1_000, 5_150, 6_050)).toBeGreaterThan(-20);
  expect(peakDb(sound, 8_150, 9_050)).toBeLessThan(-40);
  // What speaks, speaks when it did: the buzz begins at each half second.
  for (const ms of [500, 4_500, 7_500]) {
    const loud = (from: number): number => Math.sqrt(sound.subarray(from * 48, (from + 4) * 48).reduce((sum, v) => sum + v * v, 0) / 192);
    const whole = loud(ms + 200);
    expect(whole).toBeGreaterThan(0.02);
    const onset = Array.from({ length: 80 }, (_, i) => ms - 40 + i).find((at) => loud(at) > 0.35 * whole) ?? NaN;
    expect(Math.abs(onset + 2 - ms)).toBeLessThanOrEqual(12);
  }
  const { settings } = JSON.parse(readFileSync(made.manifest, 'utf8')) as { settings: Record<string, unknown> };
  expect(settings).toMatchObject({ voice: 'disguise' });
  expect(await leakCheck(t.env, exportedBefore(t.env, file))).toMatchObject({ ok: true });
  if (format !== 'flac') expect(seeFrames(file)).toHaveLength(250);
});

it('begins and ends like the clip when that is cut in the middle of a word, and stops when it is cancelled', async () => {
  const file = path.join(t.dir, 'short.m4a');
  await exportClip(t.env, { footageId, startUs: 1_700_000, endUs: 1_900_000, subtitles: 'none', voice: 'disguise', format: 'm4a' }, file);
  expect(peakDb(hear(file, 1)[0] ?? new Float32Array(), 20, 180)).toBeGreaterThan(-30);
  const stopping = new AbortController();
  const going = exportClip(t.env, { footageId, startUs: 0, endUs: 11_000_000, subtitles: 'none', voice: 'disguise' }, path.join(t.dir, 'stopped.mp4'), { signal: stopping.signal, onProgress: () => { stopping.abort(); } });
  await expect(going).rejects.toMatchObject({ name: 'AbortError' });
});

it('disguises every clip of a footage for which that was asked, whatever the export asks, and one that was begun before', async () => {
  const spoken = { footageId, startUs: 1_000_000, endUs: 3_000_000, subtitles: 'none', format: 'm4a' } as const;
  const voiceOf = (manifest: string): unknown => (JSON.parse(readFileSync(manifest, 'utf8')) as { settings: { voice: unknown } }).settings.voice;
  const plain = await exportClip(t.env, spoken, path.join(t.dir, 'plain.m4a'));
  expect(voiceOf(plain.manifest)).toBe('own');
  // Asked for while a clip with the speaker's own voice is being made: that clip does not get its name.
  const late = exportClip(t.env, spoken, path.join(t.dir, 'late.m4a'), { onProgress: () => { setVoice(t.env.vault.db, footageId, 'disguise'); } });
  await expect(late).rejects.toMatchObject({ code: 'export-passages-changed' });
  expect(existsSync(path.join(t.dir, 'late.m4a'))).toBe(false);
  const hidden = await exportClip(t.env, { ...spoken, voice: 'own' }, path.join(t.dir, 'hidden.m4a'));
  expect(voiceOf(hidden.manifest)).toBe('disguise');
  const [own = new Float32Array(), other = new Float32Array()] = [plain, hidden].map(({ file }) => hear(file, 1)[0] ?? new Float32Array());
  // Pitch is drawn at least four semitones away, two of which it may drift back: single harmonics may still fall together.
  const away = (samples: Float32Array): number => Math.abs(12 * Math.log2(pitchHz(samples, 600, 950) / 150));
  expect(away(own)).toBeLessThan(0.3);
  expect(away(other)).toBeGreaterThan(1.5);
  setVoice(t.env.vault.db, footageId, 'own');
});

it('tells the voices of a clip by who speaks, in the clip\'s time', () => {
  const said = ([[500, 2_000], [2_000, 5_000], [5_200, 8_000]] as const).map(([from, to]) => addSegment(t.env, footageId, [['riječ', from, to]]));
  assignSpeaker(t.env.vault.db, { footageId, segmentIds: [said[0]?.id ?? '', said[2]?.id ?? ''], number: 1 });
  assignSpeaker(t.env.vault.db, { footageId, segmentIds: [said[1]?.id ?? ''], number: 2 });
  const { turns } = planClip(t.env, { footageId, startUs: 1_000_000, endUs: 6_000_000, subtitles: 'none', format: 'm4a', then: [{ footageId, startUs: 0, endUs: 1_000_000 }] });
  expect(turns.map(({ startUs, endUs }) => [startUs / 1e6, endUs / 1e6])).toEqual([[0, 1], [1, 4], [4.2, 5], [5.5, 6]]);
  const [a, b, c, d] = turns.map(({ speaker }) => speaker);
  expect(new Set([a, b])).toHaveProperty('size', 2);
  expect([c, d]).toEqual([a, a]);
});
