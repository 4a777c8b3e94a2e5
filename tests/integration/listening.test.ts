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
async function exported(name: string, o: { listen?: boolean; modelId?: string; startUs?: number; overrideWhy?: string } = {}): Promise<{ by: unknown; manifest: unknown }> {
  const { startUs = 0, ...how } = o;
  const job = exportClip(workspace, { request: { footageId, startUs, endUs: 4_000_000, subtitles: 'none', format: 'm4a' }, outFile: join(root, name), overwrite: false, ...how });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', error: null });
  const result = exportedClip.parse(workspace.jobs.result(job.id));
  const { heardBy, unheard, override } = JSON.parse(readFileSync(result.manifest, 'utf8')) as Record<string, unknown>;
  return { by: result.heardBy, manifest: { heardBy, unheard, ...(override === null ? {} : { override }) } };
}

const unheardDeeds = (): unknown[] => workspace.vault.db.prepare<[], string>("SELECT details FROM audit WHERE action = 'clips.unheard' ORDER BY seq").pluck().all().map((details) => JSON.parse(details) as unknown);

test('a clip is listened to before it gets its name, without anybody asking for it', async () => {
  expect(clipListening(workspace, { footageId })).toEqual({ on: true, explained: false, by: expect.any(String) as string, blind: false });
  expect(await exported('heard.m4a', { modelId: 'whisper-tiny' })).toEqual({ by: 'whisper-tiny', manifest: { heardBy: 'whisper-tiny', unheard: null } });
  expect(unheardDeeds()).toEqual([]);
});

test('who switches that off, for one clip or for the vault, writes why, which stands in the manifest and the audit log', async () => {
  const [once, always] = ['We both listened to it there.', 'This computer takes an hour for it.'];
  const refused = (why?: string): void => { exportClip(workspace, { request: { footageId, startUs: 0, endUs: 4_000_000, subtitles: 'none', format: 'm4a' }, outFile: join(root, 'no.m4a'), overwrite: false, listen: false, overrideWhy: why }); };
  expect(() => { refused(); }).toThrow(expect.objectContaining({ code: 'export-unheard-unexplained' }));
  expect(() => { refused('Kanarinac was misheard there.'); }).toThrow(expect.objectContaining({ code: 'export-override-leaks' }));
  expect(await exported('off.m4a', { listen: false, overrideWhy: once })).toEqual({ by: null, manifest: { heardBy: null, unheard: 'switched-off', override: { by: expect.any(String) as string, why: once } } });
  expect(unheardDeeds()).toEqual([{ why: once }]);
  expect(() => setClipListening(workspace, { on: false })).toThrow(expect.objectContaining({ code: 'export-unheard-unexplained' }));
  setClipListening(workspace, { on: false, why: always });
  expect(clipListening(workspace, { footageId })).toMatchObject({ on: false, explained: true });
  expect(await exported('vault-off.m4a')).toEqual({ by: null, manifest: { heardBy: null, unheard: 'switched-off', override: { by: expect.any(String) as string, why: always } } });
  expect(unheardDeeds()).toEqual([{ why: once }, { why: always }]);
  expect(workspace.vault.db.prepare("SELECT details FROM audit WHERE action = 'clips.listening'").pluck().all()).toEqual([JSON.stringify({ on: false, why: always })]);
  // Written for all clips, it tells what is hidden in this one.
  setClipListening(workspace, { on: false, why: 'Kanarinac is misheard everywhere.' });
  expect(() => exportClip(workspace, { request: { footageId, startUs: 0, endUs: 4_000_000, subtitles: 'none', format: 'm4a' }, outFile: join(root, 'no.m4a'), overwrite: false })).toThrow(expect.objectContaining({ code: 'export-override-leaks' }));
  // Switched off by an older version, without a reason.
  setSetting(workspace.vault.db, 'unheard', null);
  expect(() => { refused(); }).toThrow(expect.objectContaining({ code: 'export-unheard-unexplained' }));
  expect(await exported('asked.m4a', { listen: true, modelId: 'whisper-tiny' })).toMatchObject({ by: 'whisper-tiny' });
});

test('where no model is installed the clip is exported all the same, and the manifest says why nobody listened', async () => {
  setSetting(workspace.vault.db, 'listenAgain', true);
  process.env['ZAPIS_MODELS'] = join(root, 'none');
  expect(clipListening(workspace, { footageId })).toEqual({ on: true, explained: false, by: null, blind: false });
  expect(await exported('nobody.m4a')).toEqual({ by: null, manifest: { heardBy: null, unheard: 'no-recogniser' } });
  // Nothing to listen for.
  workspace.vault.db.prepare('DELETE FROM passage').run();
  delete process.env['ZAPIS_MODELS'];
  expect(await exported('open.m4a', { modelId: 'whisper-tiny' })).toEqual({ by: null, manifest: { heardBy: null, unheard: 'no-words' } });
  expect(await exported('open-off.m4a', { listen: false, overrideWhy: 'Nothing is hidden in it.' })).toEqual({ by: null, manifest: { heardBy: null, unheard: 'no-words' } });
});
