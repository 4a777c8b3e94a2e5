import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportedClip, Job } from '../../shared/domain';
import { createIdentity, exportHandover } from '../../electron/core/handover';
import { exportClip } from '../../electron/core/operations/clips';
import { importFootage } from '../../electron/core/operations/footage';
import { beginHandoverExport, beginHandoverImport, ownRecipient } from '../../electron/core/operations/safekeeping';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { tellInterview } from '../support/handover';
import { makeMedia, testCard } from '../support/media';
import { HOST } from '../support/people';
import { FAST, TEST_PASSPHRASE } from '../support/vault';

let root: string;
let workspace: Workspace;
const host = { ...HOST, onlyOwnJobs: false };

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'zapis-done-'));
  workspace = await openWorkspace(await createVault(join(root, 'vault'), TEST_PASSPHRASE, FAST), host, new Changes());
});
afterEach(async () => {
  await workspace.close();
  rmSync(root, { recursive: true, force: true });
});

/**
 * Lets a job do all its work and dies before its row says so: the narrowest moment for a kill, made certain by a
 * database that refuses that one write. Then unlocks again, as after a kill, and answers with the job's end.
 */
async function killedWhenDone(begin: () => Job | undefined): Promise<{ job: Job; result: unknown }> {
  workspace.vault.db.exec("CREATE TEMP TRIGGER dies BEFORE UPDATE OF state ON job WHEN NEW.state = 'succeeded' BEGIN SELECT RAISE(ABORT, 'killed'); END");
  const id = begin()?.id ?? '';
  expect((await workspace.jobs.wait(id)).state).toBe('failed');
  await workspace.close();
  workspace = await openWorkspace(await openVault(join(root, 'vault'), TEST_PASSPHRASE, FAST), host, new Changes());
  expect(workspace.jobs.get(id)?.state).toBe('running');
  workspace.jobs.resume();
  return { job: await workspace.jobs.wait(id), result: workspace.jobs.result(id) };
}

const film = (): string => makeMedia(root, 'film.mp4', [...testCard(1, '64x48'), '-c:v', 'mpeg4', '-c:a', 'aac', '-shortest']);

test('an import killed when the footage stands is no duplicate of itself, and its preview is made', async () => {
  const { job, result } = await killedWhenDone(() => importFootage(workspace, { paths: [film()], interviewId: null })[0]);
  expect(job).toMatchObject({ state: 'succeeded', error: null });
  expect(result).toMatchObject({ duplicate: false });
  for (const { id, kind } of workspace.jobs.list()) if (kind === 'preview') expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded' });
  expect(workspace.vault.db.prepare('SELECT playback FROM footage').pluck().all()).toEqual(['proxy']);
});

test('an import of bytes that are there already says which footage they are, and the first does not', async () => {
  const file = film();
  const ended: Job[] = [];
  for (let n = 0; n < 2; n += 1) ended.push(await workspace.jobs.wait(importFootage(workspace, { paths: [file], interviewId: null })[0]?.id ?? ''));
  const { footageId } = workspace.jobs.result(ended[0]?.id ?? '') as { footageId: string };
  expect(ended.map(({ state, duplicateOf }) => ({ state, duplicateOf }))).toEqual([{ state: 'succeeded', duplicateOf: undefined }, { state: 'succeeded', duplicateOf: footageId }]);
  expect(workspace.jobs.list().filter(({ kind }) => kind === 'preview')).toHaveLength(1);
  for (const { id } of workspace.jobs.list()) await workspace.jobs.wait(id);
});

test('an export killed when its files have their names does not refuse them', async () => {
  const [imported] = importFootage(workspace, { paths: [film()], interviewId: null });
  await workspace.jobs.wait(imported?.id ?? '');
  const { footageId } = workspace.jobs.result(imported?.id ?? '') as { footageId: string };
  for (const { id } of workspace.jobs.list()) await workspace.jobs.wait(id);
  const out = join(root, 'clip.mp4');
  const { job, result } = await killedWhenDone(() => exportClip(workspace, { request: { footageId, startUs: 0, endUs: 800_000, subtitles: 'none' }, outFile: out, overwrite: false }));
  expect(job).toMatchObject({ state: 'succeeded', error: null });
  expect((result as ExportedClip).file).toBe(out);
  expect(readdirSync(root).filter((name) => name.startsWith('clip.')).sort()).toEqual(['clip.manifest.json', 'clip.mp4']);
});

test('a handover killed when its file has its name does not refuse it', async () => {
  const { interviewId } = tellInterview(workspace.vault, Buffer.alloc(9_000, 7));
  const { recipient } = await createIdentity();
  const { job, result } = await killedWhenDone(() => beginHandoverExport(workspace, { file: join(root, 'one.zapis-handover'), interviewIds: [interviewId], withFootage: true, to: { recipient } }));
  expect(job).toMatchObject({ state: 'succeeded', error: null });
  expect(result).toMatchObject({ interviews: 1, footage: 1 });
});

test('a handover taken in and killed tells what it brought, and asks for the previews', async () => {
  const peer = await createVault(join(root, 'peer'), TEST_PASSPHRASE, FAST);
  const { interviewId } = tellInterview(peer, Buffer.alloc(9_000, 8));
  const file = join(root, 'two.zapis-handover');
  const { recipient } = await ownRecipient(workspace, undefined);
  await exportHandover(peer, { interviewIds: [interviewId], withFootage: true, to: { recipient }, by: 'Peer' }, file);
  peer.close();
  const { job, result } = await killedWhenDone(() => beginHandoverImport(workspace, { file, title: 'two', passphrase: null }));
  expect(job).toMatchObject({ state: 'succeeded', error: null });
  expect(result).toMatchObject({ footage: { added: 1 }, interviews: { added: 1 } });
  expect((result as { toPreview: string[] }).toPreview).toHaveLength(1);
});
