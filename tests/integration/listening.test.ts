import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { exportClip } from '../../electron/core/operations/clips';
import { clipListening, setClipListening } from '../../electron/core/operations/listening';
import { markPassage } from '../../electron/core/redaction/passages';
import { setSetting } from '../../electron/core/vault/settings';
import { createVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { exportedClip, passageDraft } from '../../shared/domain';
import { makeMedia, testCard } from '../support/media';
import { HOST, speak } from '../support/people';
import { FAST, TEST_PASSPHRASE } from '../support/vault';
import { testWorkers } from '../support/worker';

let root: string;
let workspace: Workspace;
let footageId: string;
const models = process.env['ZAPIS_MODELS'];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zapis-listening-'));
  workspace = await openWorkspace(await createVault(join(root, 'vault'), TEST_PASSPHRASE, FAST), { ...HOST, startWorker: testWorkers(), onlyOwnJobs: false }, new Changes());
  const { db } = workspace.vault;
  footageId = (await importFootage(workspace, makeMedia(root, 'film.mp4', [...testCard(4, '64x48'), '-c:v', 'mpeg4', '-c:a', 'aac', '-shortest']))).footage.id;
  speak(workspace.vault, footageId, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c12', 'Kanarinac', 1_000);
  markPassage(db, passageDraft.parse({ footageId, target: { startUs: 900_000, endUs: 1_500_000 }, reason: 'names-third-person' }));
});
afterAll(async () => {
  await workspace.close();
  rmSync(root, { recursive: true, force: true });
});
afterEach(() => {
  if (models === undefined) delete process.env['ZAPIS_MODELS'];
  else process.env['ZAPIS_MODELS'] = models;
});

/** Exports and answers with who listened, by the job's result and by the manifest. */
async function exported(name: string, o: { listen?: boolean; modelId?: string; startUs?: number } = {}): Promise<{ by: unknown; manifest: unknown }> {
  const { startUs = 0, ...how } = o;
  const job = exportClip(workspace, { request: { footageId, startUs, endUs: 4_000_000, subtitles: 'none', format: 'm4a' }, outFile: join(root, name), overwrite: false, ...how });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', error: null });
  const result = exportedClip.parse(workspace.jobs.result(job.id));
  const { heardBy, unheard } = JSON.parse(readFileSync(result.manifest, 'utf8')) as Record<string, unknown>;
  return { by: result.heardBy, manifest: { heardBy, unheard } };
}

const unheardDeeds = (): unknown => workspace.vault.db.prepare("SELECT count(*) FROM audit WHERE action = 'clips.unheard'").pluck().get();

test('a clip is listened to before it gets its name, without anybody asking for it', async () => {
  expect(clipListening(workspace, { footageId })).toEqual({ on: true, by: expect.any(String) as string, blind: false });
  expect(await exported('heard.m4a', { modelId: 'whisper-tiny' })).toEqual({ by: 'whisper-tiny', manifest: { heardBy: 'whisper-tiny', unheard: null } });
  expect(unheardDeeds()).toBe(0);
});

test('who switches that off, for one clip or for the vault, is written into the manifest and the audit log', async () => {
  expect(await exported('off.m4a', { listen: false })).toEqual({ by: null, manifest: { heardBy: null, unheard: 'switched-off' } });
  expect(unheardDeeds()).toBe(1);
  setClipListening(workspace, { on: false });
  expect(await exported('vault-off.m4a')).toEqual({ by: null, manifest: { heardBy: null, unheard: 'switched-off' } });
  expect(unheardDeeds()).toBe(2);
  expect(await exported('asked.m4a', { listen: true, modelId: 'whisper-tiny' })).toMatchObject({ by: 'whisper-tiny' });
});

test('where no model is installed the clip is exported all the same, and the manifest says why nobody listened', async () => {
  setSetting(workspace.vault.db, 'listenAgain', true);
  process.env['ZAPIS_MODELS'] = join(root, 'none');
  expect(clipListening(workspace, { footageId })).toEqual({ on: true, by: null, blind: false });
  expect(await exported('nobody.m4a')).toEqual({ by: null, manifest: { heardBy: null, unheard: 'no-recogniser' } });
  // Nothing to listen for.
  workspace.vault.db.prepare('DELETE FROM passage').run();
  delete process.env['ZAPIS_MODELS'];
  expect(await exported('open.m4a', { modelId: 'whisper-tiny' })).toEqual({ by: null, manifest: { heardBy: null, unheard: 'no-words' } });
});
