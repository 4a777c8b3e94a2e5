import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFaces } from '../../electron/core/faces/client';
import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { exportClip } from '../../electron/core/operations/clips';
import { addClip } from '../../electron/core/operations/clipList';
import { previewClip } from '../../electron/core/operations/clipPreview';
import { markPassage, updatePassage } from '../../electron/core/operations/passages';
import { clipListening } from '../../electron/core/operations/listening';
import { listRegions } from '../../electron/core/operations/regions';
import { createVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { exportedClip, passageDraft } from '../../shared/domain';
import { facesFootage } from '../support/facesFootage';
import { HOST } from '../support/people';
import { FAST, TEST_PASSPHRASE } from '../support/vault';
import { testWorkers } from '../support/worker';

const S = 1_000_000;
let root: string;
let workspace: Workspace;
let footageId: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zapis-faces-'));
  workspace = await openWorkspace(await createVault(join(root, 'vault'), TEST_PASSPHRASE, FAST), { ...HOST, startWorker: testWorkers(), onlyOwnJobs: false }, new Changes());
  const detector = startFaces(testWorkers(), modelPath('ultraface-rfb-320'));
  const { file } = await facesFootage(root, 'faces.mp4', detector);
  detector.dispose();
  footageId = (await importFootage(workspace, file)).footage.id;
});
afterAll(async () => {
  await workspace.close();
  rmSync(root, { recursive: true, force: true });
});

test('the faces of a passage are searched for as soon as it asks for that, covered whole until then, and looked for in its clip', async () => {
  const draft = passageDraft.parse({ footageId, target: { startUs: 7.6 * S, endUs: 7.8 * S }, reason: 'speaker-identity' });
  const passage = markPassage(workspace, draft);
  expect(listRegions(workspace, { footageId })).toEqual([]);
  const clip = addClip(workspace, { parts: [{ footageId, startUs: 7.2 * S, endUs: 7.8 * S }], title: 'Lica', lowerThird: '' });
  const preview = () => previewClip(workspace, { clipId: clip.id });
  expect(preview()).toMatchObject({ picture: [], regions: [] });
  expect(updatePassage(workspace, { passageId: passage.id, video: 'faces' })).toMatchObject({ video: 'faces' });
  // Changed twice, searched once.
  updatePassage(workspace, { passageId: passage.id, note: 'again' });
  const jobs = workspace.jobs.list().filter(({ kind }) => kind === 'faces');
  expect(jobs).toHaveLength(1);
  expect(listRegions(workspace, { footageId })).toMatchObject([{ kind: 'faces', startUs: 6.45 * S, endUs: 8 * S, searched: null }]);
  expect(preview()).toMatchObject({ picture: [{ startUs: 0, endUs: 0.6 * S, treatment: 'blur' }], regions: [] });
  expect(await workspace.jobs.wait(jobs[0]?.id ?? '')).toMatchObject({ state: 'succeeded' });
  const tracks = listRegions(workspace, { footageId }).filter(({ kind }) => kind === 'face');
  expect(tracks.length).toBeGreaterThanOrEqual(2);
  const found = preview();
  expect([found.picture, found.regions.length]).toEqual([[], tracks.length]);
  const job = exportClip(workspace, { request: { footageId, startUs: 7.2 * S, endUs: 7.8 * S, subtitles: 'none' }, outFile: join(root, 'faces-clip.mp4'), overwrite: false, listen: false, overrideWhy: 'Nothing is said in it.' });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', error: null });
  const exported = exportedClip.parse(workspace.jobs.result(job.id));
  expect(exported).toMatchObject({ lookedBy: 'ultraface-rfb-320', unlooked: null });
  expect(JSON.parse(readFileSync(exported.manifest, 'utf8'))).toMatchObject({ redactions: { picture: [], regions: [{ treatment: 'pixelate', count: tracks.length }] }, lookedBy: 'ultraface-rfb-320' });
}, 180_000);

test('without the detector nothing is marked that would stay covered whole', () => {
  expect(clipListening(workspace, { footageId })).toMatchObject({ blind: false });
  const models = process.env['ZAPIS_MODELS'];
  process.env['ZAPIS_MODELS'] = join(root, 'none');
  try {
    // Nor does anybody look for those that are covered already: said before the export, logged with it.
    expect(clipListening(workspace, { footageId })).toMatchObject({ blind: true });
    expect(() => markPassage(workspace, passageDraft.parse({ footageId, target: { startUs: S, endUs: 1.2 * S }, reason: 'other', video: 'faces' }))).toThrow(expect.objectContaining({ code: 'model-missing' }));
    expect(workspace.vault.db.prepare('SELECT count(*) FROM passage').pluck().get()).toBe(1);
  } finally {
    if (models === undefined) delete process.env['ZAPIS_MODELS'];
    else process.env['ZAPIS_MODELS'] = models;
  }
});
