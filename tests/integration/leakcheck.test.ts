import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import type { LeakFinding } from '../../electron/core/clips/leak/finding';
import { exportedBefore, leakCheck, type LeakReport } from '../../electron/core/clips/leak/leakCheck';
import { importFootage } from '../../electron/core/footage/import';
import { markPassage, withdrawPassage } from '../../electron/core/redaction/passages';
import { transcriptToDocx } from '../../electron/core/transcript/formats/docx';
import { CLIP_FORMATS, passageDraft, type Footage, type Segment } from '../../shared/domain';
import { countedFootage } from '../support/clipFootage';
import { addSegment, markTime, testExport, type TestExport } from '../support/exportEnv';

let t: TestExport;
let footage: Footage;
let segment: Segment;
let passageId = '';
let whole = '';

beforeAll(async () => {
  t = await testExport('leakcheck');
  ({ footage } = await importFootage(t.env, countedFootage(t.dir, 'a.mp4', '25', 9)));
  segment = addSegment(t.env, footage.id, [['Tada', 400, 800], ['smo', 900, 1_200], ['Đorđe', 3_000, 3_400], ['iz', 3_400, 3_500], ['Zenice', 3_500, 4_000], ['i', 5_500, 5_600], ['ja', 5_600, 5_900], ['otišli.', 6_000, 6_500]]);
  const word = (from: number, to: number) => ({ footageId: footage.id, target: { words: { fromSegmentId: segment.id, fromWord: from, toSegmentId: segment.id, toWord: to } }, reason: 'names-third-person' as const });
  passageId = markPassage(t.env.vault.db, passageDraft.parse({ ...word(2, 4), audio: 'bleep', video: 'blur' })).id;
  whole = path.join(t.dir, 'whole');
  mkdirSync(whole);
  for (const format of CLIP_FORMATS) {
    await exportClip(t.env, { footageId: footage.id, startUs: 333_333, endUs: 8_000_001, subtitles: 'sidecar', format, ...(format === 'webm' ? { size: 480 } : {}) }, path.join(whole, `clip.${format}`), { overwrite: true });
  }
});
afterAll(() => t.dispose());

/** A copy of an exported clip and what stands beside it, under another name if one is given. */
function copy(name = 'clip', format = 'mp4'): string {
  const folder = path.join(t.dir, `copy${Math.random()}`);
  mkdirSync(folder);
  for (const file of readdirSync(whole)) copyFileSync(path.join(whole, file), path.join(folder, file.replace(/^clip/, name)));
  return path.join(folder, `${name}.${format}`);
}
const check = async (file: string): Promise<LeakReport> => leakCheck(t.env, exportedBefore(t.env, file));
const found = async (file: string): Promise<LeakFinding[]> => {
  const report = await check(file);
  expect(report.ok).toBe(false);
  // Where it is, never what.
  expect(JSON.stringify(report)).not.toMatch(/đor|dor|zenic|ђор|зениц/i);
  return [...report.findings];
};
const beside = (file: string, ending: string, text: string | Uint8Array): string => {
  writeFileSync(file.replace(/\.\w+$/, `.${ending}`), text);
  return file;
};

it.each(CLIP_FORMATS)('passes a %s as it was exported', async (format) => {
  expect(await check(copy('clip', format))).toEqual({ ok: true, findings: [], passages: 1, unread: [], heardBy: null, lookedBy: null, unlooked: 'no-faces' });
});

it.each([
  ['another case', 'Otišli su u Zenicu.'],
  ['another script and case', 'Отишли су у Зеницу.'],
  ['a possessive', 'na zeničkoj strani, Đorđev brat'],
  ['another spelling', 'DORDE je bio'],
])('finds a redacted word beside the clip in %s, and when it stands there', async (_what, text) => {
  const file = copy();
  expect(await found(beside(file, 'ass', `[Events]\nDialogue: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,nothing\nDialogue: 0,0:00:05.20,0:00:06.00,Default,,0,0,0,,${text}\n`)))
    .toEqual([{ kind: 'text', in: 'ass', startMs: 5_200, endMs: null, passages: [passageId] }]);
});

it('finds altered subtitles, and two common words that were only together the secret', async () => {
  const file = copy();
  const vtt = readFileSync(file.replace('.mp4', '.vtt'), 'utf8');
  beside(file, 'vtt', vtt.replace('[redacted]', 'Đorđe iz'));
  expect((await found(file)).map(({ kind, in: where }) => [kind, where])).toEqual([['altered', 'subtitles'], ['text', 'vtt']]);
  const pair = markPassage(t.env.vault.db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: segment.id, fromWord: 0, toSegmentId: segment.id, toWord: 1 } }, reason: 'other' }));
  const again = addSegment(t.env, footage.id, [['smo', 7_000, 7_100], ['tada', 7_200, 7_300]]);
  try {
    const of = await found(beside(copy(), 'txt', 'to je bilo: tada smo'));
    expect(of).toContainEqual({ kind: 'text', in: 'txt', startMs: null, endMs: null, passages: [] });
  } finally {
    withdrawPassage(t.env.vault.db, pair.id);
    t.env.vault.db.prepare('DELETE FROM segment WHERE id = ?').run(again.id);
  }
});

it('reads documents beside the clip, and says which it cannot read', async () => {
  const docx = await transcriptToDocx({ title: 'N.H.', citation: '', language: 'bs', redacted: false, speakers: new Map(), segments: [segment] });
  const file = beside(beside(copy(), 'docx', docx), 'pdf', '%PDF-1.7');
  expect(await found(file)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'text', in: 'docx', passages: [passageId] })]));
  expect((await check(file)).unread).toEqual(['pdf']);
});

it('finds it in the name, also run together, and in the bytes in any coding', async () => {
  expect(await found(copy('MojaZenica2'))).toEqual([{ kind: 'name', in: 'name', startMs: null, endMs: null, passages: [passageId] }]);
  for (const bytes of [Buffer.from('zenica'), Buffer.from('Зеници'), Buffer.from('Đorđa', 'utf16le'), Buffer.from('ZENICOM', 'utf16le').swap16()]) {
    const file = copy();
    // A box of padding, which every reader skips and the list allows.
    const box = Buffer.concat([Buffer.alloc(4), Buffer.from('free'), Buffer.alloc(7), bytes, Buffer.alloc(3)]);
    box.writeUInt32BE(box.length, 0);
    writeFileSync(file, Buffer.concat([readFileSync(file), box]));
    expect((await found(file)).map(({ kind }) => kind).sort()).toEqual(['altered', 'bytes']);
  }
});

it('finds what was marked after the export, where it is and whose passage', async () => {
  const later = markTime(t.env, footage.id, 6_000, 6_200, { video: 'black' });
  try {
    const of = await found(copy());
    expect(of.map(({ kind, passages }) => [kind, passages])).toEqual([['sound', [later.id]], ['picture', [later.id]], ...of.slice(2).map(({ kind }) => [kind, [later.id]])]);
    expect(of[0]?.startMs).toBeGreaterThan(4_900);
    expect(of[0]?.startMs).toBeLessThanOrEqual(5_517);
  } finally {
    withdrawPassage(t.env.vault.db, later.id);
  }
  expect((await check(copy())).ok).toBe(true);
});

it('asks for what is missing', async () => {
  const unknown = copy();
  beside(unknown, 'manifest.json', readFileSync(unknown.replace('.mp4', '.manifest.json'), 'utf8').replaceAll(footage.sha256, '0'.repeat(64)));
  await expect(check(unknown)).rejects.toMatchObject({ code: 'leak-footage-unknown' });
  await expect(check(path.join(t.dir, 'none.mp4'))).rejects.toMatchObject({ code: 'clip-file-missing' });
  await expect(check(beside(copy(), 'manifest.json', '{}'))).rejects.toMatchObject({ code: 'clip-manifest-unreadable' });
});
