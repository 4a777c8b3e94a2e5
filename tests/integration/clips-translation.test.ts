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
async function subtitles(): Promise<string> {
  const folder = path.join(t.dir, `out${made += 1}`);
  mkdirSync(folder);
  await exportClip(t.env, { footageId: footage.id, startUs: 0, endUs: 7_000_000, subtitles: 'sidecar', lang: 'en' }, path.join(folder, 'clip.mp4'));
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
