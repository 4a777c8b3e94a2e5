import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { signingKey } from '../../electron/core/audit';
import { exportClip } from '../../electron/core/clips/export';
import { verifyClip } from '../../electron/core/clips/verifyClip';
import { importFootage } from '../../electron/core/footage/import';
import { createInterview } from '../../electron/core/footage/interviews';
import { addRegion } from '../../electron/core/redaction/regions';
import { regionDraft, type ClipRequest, type Stretch } from '../../shared/domain';
import { brightest, clickTimes, countedFootage, hear, HEIGHT, peakDb, seeFrames, toneDb, WIDTH } from '../support/clipFootage';
import { addSegment, markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';
import { seeded } from '../support/random';

let t: TestExport;
let steady = '';
let film = '';
let voice = '';
let folder = '';
beforeAll(async () => {
  t = await testExport('joined');
  steady = (await importFootage(t.env, countedFootage(t.dir, 'a.mp4', '25', 12))).footage.id;
  film = (await importFootage(t.env, countedFootage(t.dir, 'b.mkv', '24000/1001', 12))).footage.id;
  voice = (await importFootage(t.env, makeMedia(t.dir, 'voice.wav', ['-f', 'lavfi', '-i', 'sine=f=300:d=6:r=22050']))).footage.id;
});
beforeEach(() => {
  folder = path.join(t.dir, `out${Math.random()}`);
  mkdirSync(folder);
  t.env.vault.db.exec('DELETE FROM passage; DELETE FROM segment');
});
afterAll(() => t.dispose());

const out = (name = 'clip.mp4'): string => path.join(folder, name);
const joined = (stretches: readonly Stretch[], extra: Partial<ClipRequest> = {}): ClipRequest => {
  const [first, ...then] = stretches as [Stretch, ...Stretch[]];
  return { ...first, then, subtitles: 'none', ...extra };
};
const at = (footageId: string, startMs: number, endMs: number): Stretch => ({ footageId, startUs: startMs * 1000, endUs: endMs * 1000 });
const FPS = (id: string): number => (id === steady ? 25 : 24_000 / 1001);

/** The frames that a stretch shows, by number, with the times at which they appear in the clip that it begins in at `fromUs`. */
function framesOf({ footageId, startUs, endUs }: Stretch, fromUs: number): { number: number; timeUs: number }[] {
  const timeOf = (n: number): number => (n / FPS(footageId)) * 1e6;
  const all = Array.from({ length: Math.ceil(12 * FPS(footageId)) }, (_, n) => n);
  const first = all.findLast((n) => timeOf(n) <= startUs + 1_000) ?? 0;
  return all.filter((n) => n >= first && timeOf(n) < endUs - 1_000).map((n) => ({ number: n, timeUs: fromUs + Math.max(0, timeOf(n) - startUs) }));
}

it('shows every frame of every part at its time, and keeps sound in step to 10 ms behind every join', async () => {
  const r = seeded(11);
  // Ends in the middle of frames, where a join that counts by frames would run away.
  const stretches = Array.from({ length: 12 }, (_, i): Stretch => {
    const startUs = r.int(8_000_000);
    return { footageId: i % 3 === 1 ? film : steady, startUs, endUs: startUs + 400_000 + r.int(1_700_000) };
  });
  const result = await exportClip(t.env, joined(stretches), out());
  const seen = seeFrames(out());
  let fromUs = 0;
  const expected: { number: number; timeUs: number }[] = [];
  const wantedClicks: number[] = [];
  for (const stretch of stretches) {
    expected.push(...framesOf(stretch, fromUs));
    for (let s = Math.ceil(stretch.startUs / 1e6); s * 1e6 < stretch.endUs; s += 1) wantedClicks.push((fromUs + s * 1e6 - stretch.startUs) / 1e6);
    fromUs += stretch.endUs - stretch.startUs;
  }
  expect(seen.map((f) => f.number)).toEqual(expected.map((f) => f.number));
  seen.forEach((f, i) => { expect(Math.abs(f.time * 1e6 - (expected[i]?.timeUs ?? 0))).toBeLessThan(1_100); });
  expect(Math.abs(result.durationMs - fromUs / 1000)).toBeLessThanOrEqual(1);
  const [left = new Float32Array()] = hear(out());
  expect(Math.abs(left.length / 48_000 - fromUs / 1e6)).toBeLessThan(0.025);
  const heard = clickTimes(left, 0.005);
  // One that falls into the 8 ms in which a part comes or goes is fainter.
  const joins = stretches.reduce<number[]>((ends, s) => [...ends, (ends.at(-1) ?? 0) + (s.endUs - s.startUs) / 1e6], []);
  const clear = wantedClicks.filter((click) => joins.every((join) => Math.abs(click - join) > 0.02));
  expect(clear.length).toBeGreaterThan(8);
  for (const click of clear) expect(Math.min(...heard.map((h) => Math.abs(h - click)))).toBeLessThan(0.003);
});

it('takes out of each part what its footage wants, also where it reaches over a join', async () => {
  markTime(t.env, steady, 2_700, 3_900, { video: 'black' });
  markTime(t.env, film, 1_500, 1_900, { audio: 'bleep', video: 'blur' });
  // The first ends within what is redacted, the second begins within it.
  const result = await exportClip(t.env, joined([at(steady, 1_000, 3_000), at(film, 1_700, 4_000), at(steady, 3_500, 6_000)]), out());
  expect(result.redactions).toEqual([{ startMs: 1_550, endMs: 2_000 }, { startMs: 2_000, endMs: 2_350 }, { startMs: 4_300, endMs: 4_850 }]);
  const [left = new Float32Array()] = hear(out());
  expect(peakDb(left, 1_550, 2_000)).toBeLessThan(-60);
  expect(toneDb(left, 440, 2_000, 2_350)).toBeLessThan(-60);
  expect(peakDb(left, 4_300, 4_850)).toBeLessThan(-60);
  for (const [from, to] of [[1_300, 1_480], [2_450, 4_200], [4_950, 6_700]] as const) expect(toneDb(left, 440, from, to)).toBeGreaterThan(-17);
  for (const frame of seeFrames(out())) {
    const ms = frame.time * 1000;
    const black = (ms > 1_549 && ms < 1_999) || (ms > 4_299 && ms < 4_849);
    if (black) expect(brightest(frame)).toBeLessThan(32);
    else if (ms > 1_999 && ms < 2_349) expect(frame.number).toBeNull();
    else if (ms < 1_480 || (ms > 2_400 && ms < 4_250) || ms > 4_900) expect(frame.number).not.toBeNull();
  }
  const manifest = JSON.parse(readFileSync(result.manifest, 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ version: 3, parts: [{ inClip: { startMs: 0, endMs: 2_000 }, inOriginal: { startMs: 1_000 } }, { inClip: { startMs: 2_000, endMs: 4_300 } }, { inClip: { startMs: 4_300, endMs: 6_800 } }] });
  expect(manifest['original']).toBeUndefined();
  expect(manifest['passages']).toMatchObject([{ startMs: 1_700, endMs: 2_000 }, { startMs: 2_000, endMs: 2_200 }, { startMs: 4_300, endMs: 4_700 }]);
  await expect(verifyClip(result.file, { publicKey: signingKey(t.env.vault.db).publicKey })).resolves.toMatchObject({ ok: true, passages: 3 });
});

it('puts parts without picture, and of another shape, into the frame of the first', async () => {
  const upright = (await importFootage(t.env, makeMedia(t.dir, 'upright.mp4', ['-f', 'lavfi', '-i', 'color=white:s=180x320:r=30:d=3', '-c:v', 'libx264', '-pix_fmt', 'yuv420p']))).footage.id;
  await exportClip(t.env, joined([at(steady, 0, 1_000), at(voice, 500, 2_700), at(upright, 0, 1_000)]), out());
  const frames = seeFrames(out());
  const middle = (ms: number): number => frames.findLast((f) => f.time * 1000 <= ms)?.luma[(HEIGHT / 2) * WIDTH + WIDTH / 2] ?? -1;
  const edge = (ms: number): number => frames.findLast((f) => f.time * 1000 <= ms)?.luma[(HEIGHT / 2) * WIDTH + 8] ?? -1;
  expect([middle(1_500) < 32, edge(1_500) < 32]).toEqual([true, true]);
  expect([middle(3_600) > 200, edge(3_600) < 32]).toEqual([true, true]);
  const [left = new Float32Array()] = hear(out());
  expect(toneDb(left, 440, 100, 900)).toBeGreaterThan(-17);
  expect(toneDb(left, 300, 1_100, 3_100)).toBeGreaterThan(-25);
  expect(peakDb(left, 3_300, 4_100)).toBeLessThan(-70);
});

it('comes out of black and goes back, and writes title and lower third for six seconds', async () => {
  const result = await exportClip(t.env, joined([at(steady, 0, 4_000), at(steady, 6_000, 10_000)], { fadeInUs: 1_000_000, fadeOutUs: 1_500_000, title: 'Putovanje u Rim', lowerThird: 'N.H., svjedok' }), out());
  const plain = await exportClip(t.env, joined([at(steady, 0, 4_000), at(steady, 6_000, 10_000)]), out('plain.mp4'));
  const [dressed, bare] = [seeFrames(result.file), seeFrames(plain.file)];
  const mean = (frame: { luma: Buffer } | undefined): number => (frame ? frame.luma.subarray(0, WIDTH * 90).reduce((sum, v) => sum + v, 0) / (WIDTH * 90) : 0);
  expect(mean(dressed[0])).toBeLessThan(8);
  expect(mean(dressed[12])).toBeLessThan(mean(bare[12]) * 0.75);
  expect(Math.abs(mean(dressed[100]) - mean(bare[100]))).toBeLessThan(3);
  expect(mean(dressed.at(-3))).toBeLessThan(mean(bare.at(-3)) * 0.5);
  const [left = new Float32Array()] = hear(result.file);
  expect(toneDb(left, 440, 0, 200)).toBeLessThan(toneDb(left, 440, 2_000, 3_000) - 12);
  expect(toneDb(left, 440, 7_850, 8_000)).toBeLessThan(toneDb(left, 440, 2_000, 3_000) - 12);
  const written = (i: number): number => {
    const [a, b] = [dressed[i]?.luma.subarray(WIDTH * 120), bare[i]?.luma.subarray(WIDTH * 120)];
    return a?.reduce((n, v, k) => n + (Math.abs(v - (b?.[k] ?? 0)) > 60 ? 1 : 0), 0) ?? 0;
  };
  expect([written(75) > 300, written(140) > 300, written(160) > 300]).toEqual([true, true, false]);
  expect(JSON.parse(readFileSync(result.manifest, 'utf8'))).toMatchObject({ written: { title: 'Putovanje u Rim', lowerThird: 'N.H., svjedok' } });
});

it('refuses a title, a lower third, a file name or a citation that tells what is redacted in any part', async () => {
  addSegment(t.env, film, [['Zvao', 1_000, 1_300], ['se', 1_300, 1_500], ['Kanarinac.', 1_500, 2_000]]);
  markTime(t.env, film, 1_500, 2_000);
  const parts = [at(steady, 0, 500), at(film, 3_000, 3_500)];
  await expect(exportClip(t.env, joined(parts, { title: 'O kanarincu: KANARINAC' }), out())).rejects.toMatchObject({ code: 'export-title-leaks' });
  await expect(exportClip(t.env, joined(parts, { lowerThird: 'Канаринац' }), out())).rejects.toMatchObject({ code: 'export-title-leaks' });
  await expect(exportClip(t.env, joined(parts), out('kanarinac.mp4'))).rejects.toMatchObject({ code: 'export-name-leaks' });
  const interview = createInterview(t.env.vault.db, { speakerCode: 'N.H.', date: '2016', region: 'kod Kanarinca, Kanarinac', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' });
  t.env.vault.db.prepare('UPDATE footage SET interview_id = ? WHERE id = ?').run(interview.id, steady);
  await expect(exportClip(t.env, joined(parts, { documents: ['pdf'] }), out())).rejects.toMatchObject({ code: 'export-citation-leaks' });
  expect(readdirSync(folder)).toEqual([]);
  t.env.vault.db.prepare('UPDATE footage SET interview_id = NULL WHERE id = ?').run(steady);
});

it('leaves subtitles in three formats and documents, redacted, in the time of the clip, and says of each whether it was altered', async () => {
  const said = addSegment(t.env, steady, [['Otišli', 1_000, 1_400], ['smo.', 1_400, 1_800]]);
  addSegment(t.env, film, [['Zvao', 2_000, 2_300], ['se', 2_300, 2_500], ['Kanarinac', 2_600, 3_200], ['Perić.', 4_000, 4_500]]);
  markTime(t.env, film, 2_600, 3_200);
  t.env.vault.db.prepare("INSERT INTO speaker (id, footage_id, name, number) VALUES ('s', ?, 'Kanarinac', 2)").run(steady);
  t.env.vault.db.prepare("UPDATE segment SET speaker_id = 's' WHERE id = ?").run(said.id);
  const result = await exportClip(t.env, joined([at(steady, 500, 2_500), at(film, 1_500, 5_000)], { subtitles: 'sidecar', sidecars: ['srt', 'vtt', 'ass'], speakers: true, documents: ['docx', 'pdf'] }), out());
  expect(readdirSync(folder).sort()).toEqual(['clip.ass', 'clip.docx', 'clip.manifest.json', 'clip.mp4', 'clip.pdf', 'clip.srt', 'clip.vtt']);
  const srt = readFileSync(out('clip.srt'), 'utf8');
  expect(srt).toContain('00:00:00,500 --> 00:00:01,795\nSpeaker 2: Otišli smo.');
  expect(srt).toContain('00:00:02,500 --> ');
  expect(srt).toContain('[redacted]');
  expect(readFileSync(out('clip.ass'), 'utf8')).toContain('Dialogue: 0,0:00:00.50,0:00:01.80,Default,,0,0,0,,Speaker 2: Otišli smo.');
  for (const file of readdirSync(folder)) expect(readFileSync(out(file)).includes('Kanarinac')).toBe(false);
  expect(result.documents).toEqual([out('clip.docx'), out('clip.pdf')]);
  await expect(verifyClip(result.file)).resolves.toMatchObject({ ok: true });
  expect(existsSync(out('clip.mp4.part'))).toBe(false);
});

it('holds the picture below a rate', async () => {
  const kbit = async (extra: Partial<ClipRequest>, name: string): Promise<number> => {
    const { file } = await exportClip(t.env, joined([at(steady, 0, 5_000), at(film, 0, 5_000)], extra), out(name));
    return (readFileSync(file).length * 8) / 10_000;
  };
  const free = await kbit({}, 'free.mp4');
  expect(free).toBeGreaterThan(350);
  expect(await kbit({ maxKbit: 100 }, 'held.mp4')).toBeLessThan(100 * 1.4 + 165);
  expect(await kbit({ maxKbit: 100, format: 'webm' }, 'held.webm')).toBeLessThan(100 * 1.4 + 135);
});

it('shows the last frame of all, and covers a drawn region in a part behind a join', async () => {
  addRegion(t.env.vault.db, regionDraft.parse({ footageId: film, treatment: 'black', startUs: 5_200_000, endUs: 8_000_000, keyframes: [{ atUs: 5_000_000, x: 0, y: 0.5, w: 0.2, h: 0.3 }, { atUs: 8_000_000, x: 0.8, y: 0.5, w: 0.2, h: 0.3 }] }));
  try {
    for (const stretches of [[at(steady, 0, 3_000), at(film, 5_000, 8_000)], [at(film, 5_000, 6_500), at(steady, 1_000, 2_010)]]) {
      await exportClip(t.env, joined(stretches), out(), { overwrite: true });
      // As players show it, edit lists and all: written and shown frames are equally many, and the clip is as long as its parts, give or take a frame.
      const { stdout } = spawnSync(t.env.binaries.ffprobe, ['-v', 'error', '-select_streams', 'v', '-count_frames', '-show_entries', 'stream=nb_frames,nb_read_frames,duration', '-of', 'json', out()], { encoding: 'utf8' });
      const [stream] = (JSON.parse(stdout) as { streams: { nb_frames: string; nb_read_frames: string; duration: string }[] }).streams;
      expect(stream?.nb_read_frames).toBe(stream?.nb_frames);
      const lengthS = stretches.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0) / 1e6;
      expect(Math.abs(Number(stream?.duration) - lengthS)).toBeLessThan(0.045);
    }
  } finally {
    t.env.vault.db.exec('DELETE FROM region');
  }
});
