import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { markPassage } from '../../electron/core/redaction/passages';
import { editTranslation } from '../../electron/core/translation/edit';
import { storeDrafts } from '../../electron/core/translation/rows';
import { passageDraft, type Footage, type Segment, type TranslatedSegment } from '../../shared/domain';
import { countedFootage } from '../support/clipFootage';
import { addSegment, testExport, type TestExport } from '../support/exportEnv';

let t: TestExport;
let footage: Footage;
let segments: Segment[];
beforeAll(async () => {
  t = await testExport('export-en');
  ({ footage } = await importFootage(t.env, countedFootage(t.dir, 'a.mp4', '25', 8)));
  segments = [
    addSegment(t.env, footage.id, [['Tada', 500, 900], ['je', 900, 1_000], ['Osman', 1_000, 1_600], ['otišao.', 2_600, 3_200]]),
    addSegment(t.env, footage.id, [['Most', 4_500, 5_000], ['je', 5_000, 5_200], ['gorio.', 5_200, 5_800]]),
  ];
  const draft = (segment: Segment | undefined, text: string, links: TranslatedSegment['links']): TranslatedSegment => ({
    segmentId: segment?.id ?? '', footageId: footage.id, language: 'en', text, state: 'machine', engine: 'bergamot', model: 'm', sources: [{ segmentId: segment?.id ?? '', text: segment?.text ?? '' }], links, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '',
  });
  storeDrafts(t.env.vault.db, [draft(segments[0], 'Then Osman went away.', [[0, 0, 0], [0, 1, 2], [0, 2, 1], [0, 3, 2], [0, 3, 3]]), draft(segments[1], 'The bridge was burning.', null)]);
  markPassage(t.env.vault.db, passageDraft.parse({ footageId: footage.id, target: { words: { fromSegmentId: segments[0]?.id, fromWord: 2, toSegmentId: segments[0]?.id, toWord: 2 } }, reason: 'names-third-person' }));
});
afterAll(() => t.dispose());

let made = 0;
async function subtitles(lang: 'en' | 'both' = 'en'): Promise<string> {
  const folder = path.join(t.dir, `out${made += 1}`);
  mkdirSync(folder);
  await exportClip(t.env, { footageId: footage.id, startUs: 0, endUs: 7_000_000, subtitles: 'sidecar', sidecars: ['srt', 'vtt', 'ttml', 'ass'], documents: ['docx'], lang }, path.join(folder, 'clip.mp4'));
  for (const file of readdirSync(folder)) expect(readFileSync(path.join(folder, file), 'utf8')).not.toMatch(/Osman/i);
  return readFileSync(path.join(folder, 'clip.srt'), 'utf8');
}

it('leaves subtitles in English, without the words that render what is redacted', async () => {
  const srt = await subtitles();
  expect(srt).toContain('[redacted]');
  expect(srt).toContain('The bridge was burning.');
  expect(srt).not.toMatch(/Tada|gorio/);
});

it('takes a hidden name out also where only a person has written it into another sentence', async () => {
  editTranslation(t.env.vault.db, { segmentId: segments[1]?.id ?? '', language: 'en', text: "Osman's bridge was burning." });
  expect(await subtitles()).toContain('[redacted] bridge was burning.');
});

it('leaves both languages in one subtitle, a line each, and what is hidden in neither', async () => {
  const srt = await subtitles('both');
  expect(srt.split('\n\n').map((cue) => cue.trim().split('\n').slice(2))).toEqual([
    ['[redacted] otišao.', '[redacted]'],
    ['Most je gorio.', '[redacted] bridge was burning.'],
  ]);
});

it('tells of subtitles that nobody can read in their time', async () => {
  const fast = addSegment(t.env, footage.id, [['Onda', 6_300, 6_350], ['smo', 6_350, 6_400], ['trčali', 6_400, 6_500], ['preko', 6_500, 6_600], ['polja.', 6_600, 6_700]]);
  const clip = await exportClip(t.env, { footageId: footage.id, startUs: 0, endUs: 7_000_000, subtitles: 'sidecar' }, path.join(t.dir, 'fast.mp4'));
  // It stays up to the end of the clip, and no longer.
  expect(clip.tooFast).toEqual([{ startMs: 6_300, endMs: 7_000, charactersASecond: Math.ceil(fast.text.length / 0.7) }]);
});
