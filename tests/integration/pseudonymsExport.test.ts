import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { assignInterview } from '../../electron/core/footage/footage';
import { importFootage } from '../../electron/core/footage/import';
import { createInterview } from '../../electron/core/footage/interviews';
import { listPseudonyms, savePseudonym } from '../../electron/core/operations/pseudonyms';
import { saveTranscript } from '../../electron/core/operations/documents';
import { setScript } from '../../electron/core/transcript/script';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { Changes } from '../../electron/core/workspace/changes';
import type { Footage } from '../../shared/domain';
import { countedFootage, hear, peakDb } from '../support/clipFootage';
import { addSegment, testExport, type TestExport } from '../support/exportEnv';
import { HOST } from '../support/people';

/** In every case, script and spelling that the footage below holds. */
const NAME = /Hod[žz]i|Ходжи|Хоџи|Nikol[aeiou]|Никол|Ahmi[ćc]|Ахми[ћќ]/iu;

let t: TestExport;
let workspace: Workspace;
let footage: Footage;
let folder = '';
beforeAll(async () => {
  t = await testExport('pseudonyms');
  ({ footage } = await importFootage(t.env, countedFootage(t.dir, 'Razgovor s Nikolom Hodžićem.mp4', '25', 10)));
  workspace = await openWorkspace(t.temp.vault, HOST, new Changes());
  const interview = createInterview(t.env.vault.db, { speakerCode: 'Nikola Hodžić', date: '2016', region: 'Ahmići', interviewer: 'A. S.', languages: ['bs'], consent: 'written', warningGiven: 'yes', warningWhen: '', notes: '' });
  assignInterview(t.env.vault.db, footage.id, interview.id);
  addSegment(t.env, footage.id, [['Onda', 500, 900], ['je', 1_300, 1_400], ['Nikola', 2_000, 2_400], ['Hodžić,', 2_400, 2_900], ['rekao', 4_000, 4_400]]);
  addSegment(t.env, footage.id, [['Ишли', 5_000, 5_300], ['смо', 5_300, 5_500], ['у', 5_800, 5_900], ['Ахмиће.', 6_300, 6_800], ['Tamo', 8_000, 8_300]]);
  folder = path.join(t.dir, 'out');
  mkdirSync(folder);
  const draft = { footageId: footage.id, id: null, also: [] };
  savePseudonym(workspace, { ...draft, name: 'Nikola Hodžić', kind: 'person', substitute: 'N.H.' });
  savePseudonym(workspace, { ...draft, name: 'Ahmići', kind: 'place', substitute: '[place 1]' });
});
afterAll(async () => {
  await workspace.close();
  await t.dispose();
});

const request = (extra: object = {}) => ({ footageId: footage.id, startUs: 0, endUs: 9_000_000, subtitles: 'sidecar' as const, ...extra });

test.each(['asHeard', 'latin', 'cyrillic'] as const)('a clip has no name in sound, subtitles, manifest (%s)', async (script) => {
  setScript(t.env.vault.db, footage.id, script);
  const out = path.join(folder, script);
  mkdirSync(out);
  const { file } = await exportClip(t.env, request(), path.join(out, 'clip.mp4'));
  const srt = readFileSync(path.join(out, 'clip.srt'), 'utf8');
  expect(srt).toContain(script === 'cyrillic' ? 'Онда је N.H., рекао' : 'Onda je N.H., rekao');
  expect(srt).toContain(script === 'latin' ? 'Išli smo u [place 1].' : 'Ишли смо у [place 1].');
  for (const name of readdirSync(out)) expect([name, NAME.test(readFileSync(path.join(out, name), 'utf8'))]).toEqual([name, false]);
  const channels = hear(file);
  const peak = (fromMs: number, toMs: number): number => Math.max(...channels.map((one) => peakDb(one, fromMs, toMs)));
  expect(channels.length).toBeGreaterThan(0);
  for (const [fromMs, toMs] of [[2_000, 2_900], [6_300, 6_800]] as const) expect(peak(fromMs, toMs)).toBeLessThan(-60);
  for (const [fromMs, toMs] of [[500, 1_500], [8_000, 8_900]] as const) expect(peak(fromMs, toMs)).toBeGreaterThan(-40);
  const { passages } = JSON.parse(readFileSync(path.join(out, 'clip.manifest.json'), 'utf8')) as { passages: unknown[] };
  expect(passages).toEqual([
    { startMs: 2_000, endMs: 2_900, reason: 'names-third-person', markedBy: expect.anything() as unknown, approved: null },
    { startMs: 6_300, endMs: 6_800, reason: 'place-or-date', markedBy: expect.anything() as unknown, approved: null },
  ]);
});

test.each(['o Hodzicu.mp4', 'ахмићи.mp4', 'kod-NIKOLE.mp4'])('a file called %s is refused', async (name) => {
  await expect(exportClip(t.env, request(), path.join(folder, name))).rejects.toMatchObject({ code: 'export-name-leaks' });
  await expect(saveTranscript(workspace, { footageId: footage.id, format: 'txt', redacted: true, file: path.join(folder, `${name}.txt`) })).rejects.toMatchObject({ code: 'export-name-leaks' });
});

test.each(['txt', 'srt', 'json', 'rtf', 'eaf'] as const)('a redacted document (%s) holds no name, in its title and citation neither', async (format) => {
  setScript(t.env.vault.db, footage.id, 'latin');
  const file = path.join(folder, `redacted.${format}`);
  await saveTranscript(workspace, { footageId: footage.id, format, redacted: true, file });
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('N.H.');
  expect(text).not.toMatch(NAME);
});

test('a name set while a clip is made holds that clip up', async () => {
  const { id } = listPseudonyms(workspace, { footageId: footage.id })[1] ?? { id: '' };
  const later = exportClip(t.env, request({ subtitles: 'none' }), path.join(folder, 'late.mp4'), {
    onProgress: (fraction) => { if (fraction > 0 && listPseudonyms(workspace, { footageId: footage.id }).length === 2) savePseudonym(workspace, { footageId: footage.id, id: null, name: 'Tamo', kind: 'place', also: [], substitute: '[place 2]' }); },
  });
  await expect(later).rejects.toMatchObject({ code: 'export-passages-changed' });
  expect(id).not.toBe('');
  expect(readdirSync(folder).filter((name) => name.startsWith('late'))).toEqual([]);
});
