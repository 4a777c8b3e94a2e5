import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { ROOM_RMS } from '../../electron/core/clips/roomNoise';
import { withRoomTone } from '../../electron/core/clips/roomTone';
import { importFootage } from '../../electron/core/footage/import';
import { planRedactions } from '../../electron/core/redaction/plan';
import { listPassages } from '../../electron/core/redaction/passages';
import { CLIP_FORMATS } from '../../shared/domain';
import { hear, peakDb } from '../support/clipFootage';
import { markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';

/** A loud, rough voice (two tones, breathing) for half of every second, in a room of about −60 dB that is never silent. */
const VOICE = "0.25*gt(mod(t,1),0.5)*(sin(2*PI*210*t)+0.6*sin(2*PI*1330*t))*(0.6+0.4*sin(2*PI*3*t))+0.0014*(random(0)-0.5)*2";

let t: TestExport;
let source = '';
let footageId = '';
beforeAll(async () => {
  t = await testExport('replaced');
  source = makeMedia(t.dir, 'voice.wav', ['-f', 'lavfi', '-i', `aevalsrc='${VOICE}|0.8*(${VOICE})':s=48000:d=8`]);
  ({ footage: { id: footageId } } = await importFootage(t.env, source));
  markTime(t.env, footageId, 2_400, 3_100, { audio: 'replace' });
  markTime(t.env, footageId, 5_000, 6_000, { audio: 'replace' });
});
afterAll(() => t.dispose());

/** In the clip, which begins at 1 s; 150 ms wider than marked. */
const GONE = [[1_250, 2_250], [3_850, 5_150]] as const;

const rms = (x: Float32Array): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);

/** The strongest normalised correlation of two sounds at any shift of up to 20 ms. */
function likeness(a: Float32Array, b: Float32Array): number {
  let most = 0;
  for (let shift = -960; shift <= 960; shift += 4) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = 960; i < a.length - 960; i += 1) {
      const [x, y] = [a[i] ?? 0, b[i + shift] ?? 0];
      ab += x * y; aa += x * x; bb += y * y;
    }
    most = Math.max(most, Math.abs(ab) / Math.sqrt(aa * bb || 1));
  }
  return most;
}

it.each(CLIP_FORMATS.map((format) => [format]))('replaces a voice by the noise of a room, in which nothing of it is left (%s)', async (format) => {
  const file = path.join(t.dir, `clip.${format}`);
  await exportClip(t.env, { footageId, startUs: 1_000_000, endUs: 7_000_000, subtitles: 'none', format }, file);
  const said = hear(source);
  const kept = hear(file);
  for (const channel of [0, 1]) {
    for (const [from, to] of GONE) {
      const left = (kept[channel] ?? new Float32Array()).subarray(from * 48, to * 48);
      // No louder than any room may be, and not silent: the room goes on.
      expect(20 * Math.log10(rms(left))).toBeLessThan(20 * Math.log10(ROOM_RMS.most) + 0.5);
      expect(20 * Math.log10(rms(left))).toBeGreaterThan(-75);
      expect(likeness(left, (said[channel] ?? new Float32Array()).subarray((from + 1_000) * 48, (to + 1_000) * 48))).toBeLessThan(0.08);
    }
    expect(peakDb(kept[channel] ?? new Float32Array(), 700, 950)).toBeGreaterThan(-14);
  }
});

it('is as loud as the room outside, whatever is said inside', async () => {
  const plan = planRedactions({ passages: listPassages(t.env.vault.db, footageId), segments: [], clip: null, durationUs: 8_000_000 });
  const { sound } = await withRoomTone(t.env, footageId, plan);
  // −62 dB less what lies above 8 kHz; the voice is at −15 dB.
  for (const span of sound) expect(Math.abs(20 * Math.log10(span.roomRms ?? 0) + 65)).toBeLessThan(2);
  const loud = { ...plan, sound: [{ startUs: 0, endUs: 8_000_000, treatment: 'replace' as const, reasons: [] }] };
  expect((await withRoomTone(t.env, footageId, loud)).sound[0]?.roomRms).toBe(ROOM_RMS.unknown);
});
