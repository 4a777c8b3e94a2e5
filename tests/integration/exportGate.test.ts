import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipRequest } from '../../shared/domain';
import { verifyClip } from '../../electron/core/clips/verifyClip';
import { importFootage } from '../../electron/core/footage/import';
import { exportClip, exportRefusal, setSuggestionThreshold } from '../../electron/core/operations/clips';
import { acceptPassage, approvePassage, commentPassage, listPassages, markPassage, rejectPassage } from '../../electron/core/operations/passages';
import { redo, undo } from '../../electron/core/operations/transcript';
import { listPeople } from '../../electron/core/operations/people';
import { suggestPassages, type Suspicion } from '../../electron/core/redaction/passages';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { Changes } from '../../electron/core/workspace/changes';
import { makeMedia, scratchDir, testCard } from '../support/media';
import { CAST, HOST, peopledVault, speak, workAs } from '../support/people';
import { tempVault } from '../support/vault';

const scratch = scratchDir('export-gate');
const SECRET = 'Kanarinac';
let people: Awaited<ReturnType<typeof peopledVault>>;
let own: Workspace;
let footageId = '';
let file = '';
const models = process.env['ZAPIS_MODELS'];
beforeAll(async () => {
  // Nobody can listen: that takes its time, and is tested elsewhere.
  process.env['ZAPIS_MODELS'] = join(scratch.dir, 'none');
  file = makeMedia(scratch.dir, 'a.mp4', [...testCard(2), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']);
  people = await peopledVault();
  people.vault.close();
  own = await workAs(people.dir, 'custodian');
  footageId = (await importFootage(own, file)).footage.id;
  speak(own.vault, footageId, 'segment-1', `moj komandant se zvao ${SECRET} i dao je naredbu`);
});
afterAll(async () => {
  restoreModels();
  await own.close();
  people.dispose();
  scratch.remove();
});

function restoreModels(): void {
  if (models === undefined) delete process.env['ZAPIS_MODELS'];
  else process.env['ZAPIS_MODELS'] = models;
}
function as(who: keyof typeof CAST): Workspace {
  const found = listPeople(own, {}).find(({ name }) => name === CAST[who].name);
  if (!found) throw new Error('nobody of that name');
  return { ...own, actor: { id: found.id, name: found.name, role: found.role } };
}
const errorOf = async (work: () => unknown): Promise<{ code?: string; params?: unknown }> => {
  try {
    await work();
    return {};
  } catch (error) {
    return error as { code: string };
  }
};
const request = (): ClipRequest => ({ footageId, startUs: 0, endUs: 1_500_000, subtitles: 'none' });
const clip = (name: string, overrideWhy?: string) => ({ request: request(), outFile: join(scratch.dir, name), overwrite: true, overrideWhy, listen: false });
const finished = async (workspace: Workspace, input: ReturnType<typeof clip>): Promise<string> => {
  const job = await own.jobs.wait(exportClip(workspace, input).id);
  return job.error?.code ?? job.state;
};
const manifestOf = (name: string): { passages: unknown; override: unknown } => JSON.parse(readFileSync(join(scratch.dir, `${name}.manifest.json`), 'utf8')) as { passages: unknown; override: unknown };
const suspicion = (part: Partial<Suspicion> = {}): Suspicion => ({
  target: { startUs: 900_000, endUs: 1_000_000 }, reason: 'commanded', who: 'speaker', severity: 2, rule: 'r', fingerprint: 'f1', why: { key: 'k', words: SECRET }, ...part,
});
let markedId = '';

test('nobody exports while something marked is not approved or a suggestion not decided, and the refusal counts each', async () => {
  expect(exportRefusal(own, { footageId })).toEqual({ refused: false, threshold: 2, reasons: [] });
  markedId = markPassage(as('interviewer'), { footageId, target: { words: { fromSegmentId: 'segment-1', fromWord: 4, toSegmentId: 'segment-1', toWord: 4 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' }).id;
  const [suggested] = suggestPassages(own.vault.db, footageId, [suspicion(), suspicion({ fingerprint: 'f2', severity: 1 })], own.actor);
  for (const who of ['interviewer', 'custodian', 'second'] as const) {
    expect(await errorOf(() => exportClip(as(who), clip('no.mp4')))).toMatchObject({ code: 'export-not-approved', params: { count: 2, marked: 1, suggested: 1, names: 0 } });
  }
  expect(exportRefusal(own, { footageId }).reasons).toEqual([{ kind: 'suggested', count: 1, passageId: suggested?.id }, { kind: 'marked', count: 1, passageId: markedId }]);
  setSuggestionThreshold(own, { threshold: 1 });
  expect(exportRefusal(own, { footageId })).toMatchObject({ threshold: 1, reasons: [{ count: 2 }, { count: 1 }] });
  setSuggestionThreshold(own, { threshold: 2 });
  expect(await errorOf(() => setSuggestionThreshold(as('interviewer'), { threshold: 3 }))).toMatchObject({ code: 'not-allowed' });
});

test('a custodian overrides with a written reason, which no redacted word may stand in, and which audit log and manifest hold', async () => {
  const why = 'The court wants it today; both of us heard it.';
  expect(await errorOf(() => exportClip(as('interviewer'), clip('no.mp4', why)))).toMatchObject({ code: 'not-allowed' });
  for (const leak of [`${SECRET} agreed to it himself.`, 'канаринац је пристао на то']) expect(await errorOf(() => exportClip(own, clip('no.mp4', leak)))).toMatchObject({ code: 'export-override-leaks' });
  expect(await finished(own, clip('over.mp4', why))).toBe('succeeded');
  expect(manifestOf('over').override).toEqual({ by: 'A.H.', why });
  expect(JSON.stringify(manifestOf('over'))).not.toMatch(/commanded|Kanarinac|Horvat/);
  expect(await verifyClip(join(scratch.dir, 'over.mp4'))).toMatchObject({ ok: true, override: { by: 'A.H.', why }, approved: 0 });
  const logged = own.vault.db.prepare<[], { details: string; person_name: string }>("SELECT details, person_name FROM audit WHERE action = 'clips.override'").all();
  expect(logged.map(({ details, person_name: name }) => [JSON.parse(details), name])).toEqual([[{ why, open: 2 }, CAST.custodian.name]]);
});

test('what is marked while a clip waits is covered by no override and by no approval', async () => {
  const { id } = exportClip(own, clip('late.mp4', 'The court wants it today.'));
  const late = markPassage(as('interviewer'), { footageId, target: { startUs: 100_000, endUs: 200_000 }, reason: 'other', note: '', audio: 'mute', video: 'none' });
  expect(await own.jobs.wait(id)).toMatchObject({ state: 'failed', error: { code: 'export-not-approved' } });
  expect(existsSync(join(scratch.dir, 'late.mp4'))).toBe(false);
  // As the second person, not as the one who marked it.
  expect(await errorOf(() => rejectPassage(as('interviewer'), { passageId: late.id }))).toMatchObject({ code: 'passage-own-rejection' });
  expect(rejectPassage(own, { passageId: late.id }).state).toBe('rejected');
});

test('with everything decided anybody exports whose role may, and an override that was not needed is not told', async () => {
  const [, , suggested] = listPassages(own, { footageId }).filter(({ state }) => state !== 'rejected').sort((a, b) => (a.state < b.state ? -1 : 1));
  const open = suggested && exportRefusal(own, { footageId }).reasons.find(({ kind }) => kind === 'suggested')?.passageId;
  expect(acceptPassage(as('translator'), { passageId: open ?? '' })).toMatchObject({ state: 'marked', markedBy: { name: CAST.translator.name } });
  for (const passageId of [open ?? '', markedId]) approvePassage(own, { passageId });
  expect(await finished(as('interviewer'), clip('done.mp4', undefined))).toBe('succeeded');
  expect(manifestOf('done').override).toBeNull();
  expect(await finished(own, clip('done.mp4', 'Just to be on the safe side.'))).toBe('succeeded');
  expect(manifestOf('done').override).toBeNull();
  // Why nobody is to listen who could is told, and only by a custodian.
  const why = 'Misheard: it says something else there.';
  restoreModels();
  for (const [who, told] of [['interviewer', undefined], ['interviewer', why]] as const) expect(await errorOf(() => exportClip(as(who), clip('no.mp4', told)))).toMatchObject({ code: 'not-allowed' });
  expect(await errorOf(() => exportClip(own, clip('no.mp4')))).toMatchObject({ code: 'export-unheard-unexplained' });
  expect(await finished(own, clip('done.mp4', why))).toBe('succeeded');
  expect(manifestOf('done').override).toEqual({ by: 'A.H.', why });
  process.env['ZAPIS_MODELS'] = join(scratch.dir, 'none');
  const unheard = own.vault.db.prepare("SELECT details FROM audit WHERE action = 'clips.unheard' ORDER BY rowid DESC LIMIT 1").pluck().get() as string;
  expect(JSON.parse(unheard)).toMatchObject({ why });
});

test('a rejection is taken back only by who may reject, done again only by its giver; every judgement stands in the log without a word', async () => {
  const at = { footageId };
  const { id } = markPassage(as('translator'), { footageId, target: { startUs: 300_000, endUs: 400_000 }, reason: 'other', note: '', audio: 'mute', video: 'none' });
  commentPassage(as('translator'), { passageId: id, text: `${SECRET} again?` });
  rejectPassage(as('interviewer'), { passageId: id });
  expect(await errorOf(() => undo(as('translator'), at))).toMatchObject({ code: 'not-allowed' });
  undo(as('second'), at);
  expect(await errorOf(() => redo(as('second'), at))).toMatchObject({ code: 'not-allowed' });
  redo(as('interviewer'), at);
  expect(listPassages(own, at).find((p) => p.id === id)).toMatchObject({ state: 'rejected', comments: [{ by: CAST.translator.name, text: `${SECRET} again?` }] });
  const actions = own.vault.db.prepare<[string], string>('SELECT action FROM audit WHERE item_id = ? ORDER BY seq').pluck().all(id);
  expect(actions).toEqual(['passages.mark', 'passages.comment', 'passages.reject']);
  expect(JSON.stringify(own.vault.db.prepare('SELECT details FROM audit').all())).not.toContain(SECRET);
});

test('whoever works alone exports as before, and the manifest says that nobody approved', async () => {
  const alone = await tempVault();
  const workspace = await openWorkspace(alone.vault, HOST, new Changes());
  try {
    const { footage } = await importFootage(workspace, file);
    markPassage(workspace, { footageId: footage.id, target: { startUs: 100_000, endUs: 200_000 }, reason: 'was-present', note: '', audio: 'mute', video: 'none' });
    expect(exportRefusal(workspace, { footageId: footage.id })).toMatchObject({ refused: false, reasons: [{ kind: 'marked', count: 1 }] });
    // A suggestion he can decide himself.
    const [suggested] = suggestPassages(workspace.vault.db, footage.id, [suspicion()], workspace.actor);
    expect(exportRefusal(workspace, { footageId: footage.id })).toMatchObject({ refused: true, reasons: [{ kind: 'suggested', count: 1 }] });
    const input = { request: { ...request(), footageId: footage.id }, outFile: join(scratch.dir, 'alone.mp4'), overwrite: true };
    expect(await errorOf(() => exportClip(workspace, input))).toMatchObject({ code: 'export-not-approved', params: { marked: 0, suggested: 1 } });
    rejectPassage(workspace, { passageId: suggested?.id ?? '' });
    const job = exportClip(workspace, { request: { ...request(), footageId: footage.id }, outFile: join(scratch.dir, 'alone.mp4'), overwrite: true, listen: false });
    expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded' });
    expect(manifestOf('alone')).toMatchObject({ override: null, passages: [{ reason: 'self-incrimination', approved: null }] });
  } finally {
    await workspace.close();
    alone.dispose();
  }
});
