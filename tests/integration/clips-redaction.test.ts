import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkClip } from '../../electron/core/clips/check';
import { exportClip } from '../../electron/core/clips/export';
import { renderClip } from '../../electron/core/clips/render';
import { clipSource } from '../../electron/core/clips/source';
import { importFootage } from '../../electron/core/footage/import';
import { planRedactions } from '../../electron/core/redaction/plan';
import { listPassages } from '../../electron/core/redaction/passages';
import { brightest, countedFootage, hear, peakDb, seeFrames, toneDb, WIDTH } from '../support/clipFootage';
import { brokenEnv } from '../support/brokenFfmpeg';
import { markTime, testExport, type TestExport } from '../support/exportEnv';
import { makeMedia } from '../support/media';

let t: TestExport;
let footageId = '';
const CLIP = { startUs: 1_000_000, endUs: 12_000_000 };

beforeAll(async () => {
  t = await testExport('redaction');
  const { footage } = await importFootage(t.env, countedFootage(t.dir, 'source.mp4', '25', 13));
  footageId = footage.id;
  markTime(t.env, footageId, 3_010, 3_990, { video: 'black' });
  markTime(t.env, footageId, 6_000, 6_200, { audio: 'bleep', video: 'blur' });
  markTime(t.env, footageId, 11_500, 12_900, { audio: 'mute' });
});
afterAll(() => t.dispose());

/** Milliseconds in the clip: the passages less the clip's start, padded by 150. */
const MUTE = [1_860, 3_140] as const;
const BLEEP = [4_850, 5_350] as const;
const LAST = [10_350, 11_000] as const;

describe('a redacted clip', () => {
  let file = '';
  beforeAll(async () => {
    file = path.join(t.dir, 'clip.mp4');
    const result = await exportClip(t.env, { footageId, ...CLIP, subtitles: 'none' }, file);
    expect(result.redactions).toEqual([MUTE, BLEEP, LAST].map(([startMs, endMs]) => ({ startMs, endMs })));
  });

  it('is silent in every channel over each muted span, to the millisecond, and heard right outside', () => {
    for (const [channel, hz] of [[0, 440], [1, 660]] as const) {
      const samples = hear(file)[channel] ?? new Float32Array();
      for (const [from, to] of [MUTE, LAST]) {
        expect(peakDb(samples, from, to)).toBeLessThan(-60);
        expect(toneDb(samples, hz, from - 160, from - 60)).toBeGreaterThan(-17);
      }
      expect(toneDb(samples, hz, MUTE[1] + 60, MUTE[1] + 160)).toBeGreaterThan(-17);
    }
  });

  it('holds nothing but the tone where it is bleeped', () => {
    for (const [channel, hz] of [[0, 440], [1, 660]] as const) {
      const samples = hear(file)[channel] ?? new Float32Array();
      expect(toneDb(samples, 1_000, BLEEP[0], BLEEP[1])).toBeGreaterThan(-20);
      expect(toneDb(samples, hz, BLEEP[0], BLEEP[1])).toBeLessThan(-60);
      expect(toneDb(samples, hz, BLEEP[1] + 60, BLEEP[1] + 160)).toBeGreaterThan(-17);
    }
  });

  it('makes no click where sound is cut', () => {
    const samples = hear(file)[0] ?? new Float32Array();
    const jump = (fromMs: number, toMs: number): number => samples.subarray(fromMs * 48, toMs * 48).reduce((most, v, i, part) => (i === 0 ? 0 : Math.max(most, Math.abs(v - (part[i - 1] ?? v)))), 0);
    const speech = jump(1_300, 1_700);
    expect(jump(MUTE[0] - 60, MUTE[0])).toBeLessThan(speech * 1.2);
    expect(jump(MUTE[1], MUTE[1] + 60)).toBeLessThan(speech * 1.2);
  });

  it('covers whole frames, from the first that touches the span to the last, and no other', () => {
    const frames = seeFrames(file);
    // 25 fps: 1 860 ms falls into frame 46 of the clip, 3 140 ms into frame 78; 4 850 into 121, 5 350 into 133.
    frames.forEach((frame, n) => {
      if (n >= 46 && n <= 78) expect(brightest(frame)).toBeLessThan(32);
      else if (n >= 121 && n <= 133) expect(frame.number).toBeNull();
      else expect(frame.number).toBe(n + 25);
    });
    const fine = detail(frames[120]?.luma ?? Buffer.alloc(0));
    for (let n = 121; n <= 133; n += 1) expect(detail(frames[n]?.luma ?? Buffer.alloc(0))).toBeLessThan(fine / 8);
  });
});

/** Mean difference between neighbouring pixels within blocks of 28: what a mosaic lacks. */
function detail(luma: Buffer): number {
  let sum = 0;
  for (let i = 1; i < luma.length; i += 1) if ((i % WIDTH) % 28 !== 0) sum += Math.abs((luma[i] ?? 0) - (luma[i - 1] ?? 0));
  return sum / luma.length;
}

/** Each is a way in which a build of the renderer could be broken; the check must see it on the file. */
const BROKEN: [name: string, alter: (args: string[]) => string[]][] = [
  ['sound not redacted', (a) => graph(a, (g) => g.replace(/,aeval=.*(?=\[a\])/, ''))],
  ['left channel only', (a) => graph(a, (g) => g.replace(/aeval=exprs='([^']*)':c=same/, "aeval=exprs='$1|val(1)':c=same"))],
  ['no padding', (a) => graph(a, (g) => g.replace(/aeval=.*(?=\[a\])/, "volume=0:enable='between(t,2.01,2.99)+between(t,10.5,11)+between(t,5,5.2)'"))],
  ['late by a frame of sound', (a) => graph(a, (g) => g.replace(/lt\(t,/g, 'lt(t-0.07,'))],
  ['bleep over the speech', (a) => graph(a, (g) => g.replaceAll('0.126*sin', '0.1*val(ch)+0.126*sin'))],
  ['not black', (a) => graph(a, (g) => g.replace(/drawbox=.*?',/, ''))],
  ['black a frame late', (a) => graph(a, (g) => g.replace(/(drawbox=.*?between\(t,)1\.\d+/, '$11.88'))],
  ['black a frame short', (a) => graph(a, (g) => g.replace(/(drawbox=.*?between\(t,[\d.]+,)3\.\d+/, '$13.10'))],
  ['light blur', (a) => graph(a, (g) => g.replace(/pixelize=w=\d+:h=\d+:mode=avg/, 'gblur=sigma=3'))],
  ['metadata copied', (a) => a.map((arg, i) => (a[i - 1] === '-map_metadata' ? '0' : arg))],
  ['chapters copied', (a) => a.map((arg, i) => (a[i - 1] === '-map_chapters' ? '0' : arg))],
  ['captions kept in the picture stream', (a) => a.filter((arg, i) => arg !== '-bsf:v' && a[i - 1] !== '-bsf:v')],
  ['a data track kept', (a) => a.flatMap((arg) => (arg === '-dn' ? ['-timecode', '01:00:00:00'] : [arg]))],
  ['speech under a bleep that is too quiet', (a) => graph(a, (g) => g.replaceAll('0.126*sin', '0.02*val(ch)+0.01*sin'))],
  ['an extra track', (a) => a.flatMap((arg) => (arg === '-sn' ? ['-map', '0:a', '-sn'] : [arg]))],
  ['sound stream copied', (a) => graph(a.flatMap((arg, i) => (arg === '[a]' ? ['0:a:0'] : a[i - 1] === '-c:a' ? ['copy'] : [arg])), (g) => g.replace(/\[a\]$/, ',anullsink'))],
];

function graph(args: string[], alter: (graph: string) => string): string[] {
  return args.map((arg, i) => (args[i - 1] === '-filter_complex' ? alter(arg) : arg));
}

describe('the check after an export', () => {
  let marked = '';
  beforeAll(async () => {
    const plain = countedFootage(t.dir, 'plain.mp4', '25', 13);
    writeFileSync(path.join(t.dir, 'meta.txt'), ';FFMETADATA1\ntitle=KANARINAC\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=9000\ntitle=KANARINAC\n');
    const rich = makeMedia(t.dir, 'rich.mp4', ['-i', plain, '-i', path.join(t.dir, 'meta.txt'), '-map', '0', '-map', '0:a', '-map_metadata', '1', '-c', 'copy', '-timecode', '01:00:00:00', '-bsf:v', 'h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+KANARINAC']);
    const { footage } = await importFootage(t.env, rich);
    marked = footage.id;
    markTime(t.env, marked, 3_010, 3_990, { video: 'black' });
    markTime(t.env, marked, 6_000, 6_200, { audio: 'bleep', video: 'blur' });
    markTime(t.env, marked, 11_500, 12_900);
  });

  it('passes what is right', async () => {
    const source = clipSource(t.env, marked);
    const plan = planRedactions({ passages: listPassages(t.env.vault.db, marked), segments: [], clip: CLIP, durationUs: source.durationUs });
    const out = path.join(t.dir, 'right.part');
    const { expected, facts } = await renderClip(t.env, { format: 'mp4', parts: [{ footageId: marked, source, clip: CLIP, plan }], outFile: out, burn: null }, {});
    expect([facts.framesExact, facts.frameTimesUs.length]).toEqual([true, 275]);
    await expect(checkClip(t.env, out, expected, facts)).resolves.toBeUndefined();
  });

  it.each(BROKEN)('catches a broken build: %s', async (name, alter) => {
    const out = path.join(t.dir, `${name}.mp4`);
    await expect(exportClip(brokenEnv(t.env, t.dir, name, alter, { graph }), { footageId: marked, ...CLIP, subtitles: 'sidecar' }, out)).rejects.toMatchObject({ code: 'export-check-failed' });
    expect(spawnSync('ls', [t.dir], { encoding: 'utf8' }).stdout.split('\n').filter((f) => f.startsWith(`${name}.`) && !f.endsWith('.cjs'))).toEqual([]);
  });
});

describe('nothing of the footage but picture and sound', () => {
  it('is in the bytes of a clip', async () => {
    const secret = 'KANARINAC';
    writeFileSync(path.join(t.dir, 'all.txt'), `;FFMETADATA1\ntitle=${secret}\ncomment=${secret}\nlocation=+43.8563+018.4131/\nartist=${secret}\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=${secret}\n`);
    writeFileSync(path.join(t.dir, 'subs.srt'), `1\n00:00:00,000 --> 00:00:04,000\n${secret}\n`);
    const cover = makeMedia(t.dir, 'cover.png', ['-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1']);
    const plain = countedFootage(t.dir, 'bare.mp4', '25', 5);
    const rich = makeMedia(t.dir, 'canary.mp4', [
      '-i', plain, '-i', path.join(t.dir, 'all.txt'), '-i', path.join(t.dir, 'subs.srt'), '-i', cover,
      '-map', '0:v', '-map', '0:a', '-map', '0:a', '-map', '2', '-map', '3', '-map_metadata', '1', '-c', 'copy', '-c:s', 'mov_text', '-disposition:v:1', 'attached_pic',
      '-bsf:v:0', `h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+${secret}`,
      '-metadata:s:v:0', `title=${secret}`, '-metadata:s:a:0', `handler_name=${secret}`, '-metadata:s:a:1', 'language=bos', '-movflags', 'use_metadata_tags',
    ]);
    expect(readFileSync(rich).includes(secret)).toBe(true);
    const { footage } = await importFootage(t.env, rich);
    const out = path.join(t.dir, 'free.mp4');
    const result = await exportClip(t.env, { footageId: footage.id, startUs: 0, endUs: 5_000_000, subtitles: 'none' }, out);
    const bytes = readFileSync(out);
    for (const trace of [secret, '+43.8563', 'canary', 'x264 - core', 'Lavf', 'bos', t.dir]) expect(bytes.includes(trace)).toBe(false);
    const manifest = readFileSync(result.manifest, 'utf8');
    for (const trace of [secret, 'canary']) expect(manifest.includes(trace)).toBe(false);
    expect(JSON.parse(manifest)).toMatchObject({ original: { sha256: footage.sha256 }, clip: { sha256: result.sha256, frames: 125 }, redactions: { sound: [], picture: [] } });
  });
});

it.each(['this', 'an old'])('tells the list of processes nothing of what is redacted: %s ffmpeg', async (which) => {
  const isOld = which === 'an old';
  const log = path.join(t.dir, `listed-${isOld}.txt`);
  // An ffmpeg before 7 fetches nothing but graphs.
  const asOld = "if (args[0] === '-version') { console.log('ffmpeg version 4.4 Copyright'); process.exit(0); } if (args.some((arg) => arg.startsWith('-/'))) process.exit(1);";
  const listed = (program: 'ffmpeg' | 'ffprobe'): string => {
    const script = path.join(t.dir, `listed-${isOld}-${program}.cjs`);
    writeFileSync(script, `#!/usr/bin/env -S ELECTRON_RUN_AS_NODE=1 ${process.execPath}
const args = process.argv.slice(2);
${isOld && program === 'ffmpeg' ? asOld : ''}
require('node:fs').appendFileSync(${JSON.stringify(log)}, JSON.stringify(args) + '\\n');
process.exit(require('node:child_process').spawnSync(${JSON.stringify(t.env.binaries[program])}, args, { stdio: [0, 1, 2, 3] }).status ?? 1);
`, { mode: 0o755 });
    return script;
  };
  const env = { ...t.env, binaries: { ...t.env.binaries, ffmpeg: listed('ffmpeg'), ffprobe: listed('ffprobe') } };
  // Far enough into the clip that its check begins to read in the middle.
  markTime(t.env, footageId, 11_700, 12_900, { video: 'black' });
  await exportClip(env, { footageId, ...CLIP, subtitles: 'none', title: 'Tko zna' }, path.join(t.dir, `listed-${isOld}.mp4`));
  const runs = readFileSync(log, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as string[]);
  const having = (arg: string): string[][] => runs.filter((args) => args.includes(arg));
  // One to render it, one for the sound, one for each covered stretch of the picture.
  expect(having(isOld ? '-filter_complex_script' : '-/filter_complex').length).toBeGreaterThanOrEqual(4);
  expect(having('-ss').map((args) => args[args.indexOf('-ss') + 1])).toEqual(isOld ? ['10.000000'] : []);
  expect(having('-/ss').length).toBe(isOld ? 0 : 3);
  // Nor what is cut out, to the second: in whole tens, and what lies behind the last frame.
  const read = having('-read_intervals').map((args) => args[args.indexOf('-read_intervals') + 1]).filter((interval) => interval !== '%+#24');
  expect(read.length).toBeGreaterThanOrEqual(1);
  for (const interval of read) expect(interval).toMatch(/^(0|-?\d*[05])%\d*3$/);
  for (const arg of runs.flat()) expect(arg).not.toMatch(/between|trim|drawbox|pixelize|aeval|lt\(t|\[v\].|Tko|-filter_complex$|^\d+\.\d*[1-9]\d\d/);
});
