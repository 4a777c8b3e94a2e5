import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestName } from '../../shared/contract';
import { requests } from '../../shared/contract';
import { MAY, ROLES, may, type Action, type Role } from '../../shared/roles';
import { appHandlers } from '../../electron/app/handlers/appHandlers';
import { VaultSession } from '../../electron/app/vaultSession';
import { mediaOf } from '../../electron/core/operations/footage';
import { CAST, HOST, peopledVault, speak } from '../support/people';
import { roleTable, type RoleTable } from '../support/roleTable';
import { scratchDir } from '../support/media';
import { storeFootage } from '../support/vault';

/** The only part that is not real: dialogs, which the person closes, or answers with this file. */
const mockAnswer: { saveAs: string | null } = { saveAs: null };
jest.mock('electron', () => ({
  app: { getVersion: () => 'test', getPath: () => '/dev/null', getPreferredSystemLanguages: () => [] },
  safeStorage: { isEncryptionAvailable: () => false },
  shell: { showItemInFolder: () => undefined },
  dialog: {
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    showSaveDialog: () => Promise.resolve(mockAnswer.saveAs === null ? { canceled: true, filePath: '' } : { canceled: false, filePath: mockAnswer.saveAs }),
  },
}), { virtual: true });

type Handler = (input: never) => unknown;
const WORDS = 'moj komandant se zvao Kanarinac i dao je naredbu';

let people: Awaited<ReturnType<typeof peopledVault>>;
let footageId: string;
const scratch = scratchDir('roles');
beforeAll(async () => {
  people = await peopledVault();
  footageId = storeFootage(people.vault, randomBytes(5_000));
  speak(people.vault, footageId, 'segment-1', WORDS);
  // Behind a pause, which is where what is taken out around a passage ends.
  speak(people.vault, footageId, 'segment-2', 'poslije toga smo otišli', 3_000);
  people.vault.close();
});
afterAll(() => {
  people.dispose();
  scratch.remove();
});

const open: VaultSession[] = [];
afterEach(async () => {
  for (const own of open.splice(0)) await own.dispose();
});

async function session(who: keyof typeof CAST): Promise<{ session: VaultSession; ask(name: RequestName, input: object): Promise<unknown>; end(): Promise<void> }> {
  const own = new VaultSession(people.dir, HOST, () => undefined);
  open.push(own);
  await own.unlock(CAST[who].passphrase);
  const handlers = appHandlers(own, () => null) as unknown as Record<RequestName, Handler>;
  return {
    session: own,
    // As ipc does: the schema first, then the handler.
    ask: async (name, input) => handlers[name](requests[name].input.parse(input) as never),
    end: () => own.dispose(),
  };
}

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error as { code?: string }).code ?? String(error));


test.each(ROLES)('every request of the contract, asked by the %s, is refused exactly where the table says so', async (role) => {
  const { ask, end } = await session(role);
  const wrong: string[] = [];
  let refused = 0;
  for (const [name, { needs, input }] of Object.entries(roleTable(footageId)) as [RequestName, RoleTable[RequestName]][]) {
    const code = await codeOf(ask(name, input));
    const allowed = needs === null || may(role, needs);
    if ((code === 'not-allowed') === allowed) wrong.push(`${name}: ${code}`);
    if (code === 'not-allowed') refused++;
  }
  await end();
  expect(wrong).toEqual([]);
  expect(refused).toBe(Object.values(roleTable(footageId)).filter(({ needs }) => needs !== null && !may(role, needs)).length);
});

test('the table names every request and every right that requests can need', () => {
  expect(Object.keys(roleTable(footageId)).sort()).toEqual(Object.keys(requests).sort());
  const needed = new Set(Object.values(roleTable(footageId)).map(({ needs }) => needs));
  // These are asked within a request, or only at the command line.
  const within: Action[] = ['voice.show', 'clips.override', 'clips.leakcheck', 'footage.play', 'transcript.readRaw', 'transcript.exportRaw', 'transcript.search', 'vault.publicKey'];
  expect((Object.keys(MAY) as Action[]).filter((action) => !needed.has(action) && !within.includes(action))).toEqual([]);
});

test('whoever marks may ask for another voice, and only who may withdraw gives the speaker his own back', async () => {
  for (const [who, back] of [['translator', false], ['interviewer', true]] as const) {
    const { ask, end } = await session(who);
    expect(await ask('footage.setVoice', { footageId, voice: 'disguise' })).toMatchObject({ voice: 'disguise' });
    expect(await codeOf(ask('footage.setVoice', { footageId, voice: 'own' }))).toBe(back ? 'done' : 'not-allowed');
    expect(await ask('footage.list', {})).toEqual([expect.objectContaining({ id: footageId, ...(back ? {} : { voice: 'disguise' }) })]);
    await end();
  }
});

test('an editor reads what is redacted, never what was said there, why in words, or the footage itself', async () => {
  let at = await session('interviewer');
  const marked = await at.ask('passages.mark', { footageId, target: { words: { fromSegmentId: 'segment-1', fromWord: 3, toSegmentId: 'segment-1', toWord: 4 } }, reason: 'names-third-person', note: 'the note Tajna' }) as { id: string };
  await at.ask('passages.comment', { passageId: marked.id, text: 'Tajna or not?' });
  expect(JSON.stringify(await at.ask('transcript.get', { footageId }))).toContain('Kanarinac');
  expect(await codeOf(at.ask('passages.approve', { passageId: marked.id }))).toBe('passage-own-approval');
  expect(mediaOf(at.session.workspace, footageId, 'raw')).not.toBeNull();
  await at.ask('speakers.add', { footageId, name: 'Ime Govornika' });
  expect(JSON.stringify(await at.ask('speakers.list', { footageId }))).toContain('Ime Govornika');
  await at.end();
  await approveAndRelease(marked.id);
  at = await session('editor');
  const [segments, passages] = [await at.ask('transcript.get', { footageId }), await at.ask('passages.list', { footageId })];
  expect(JSON.stringify(segments)).toContain('poslije toga smo otišli');
  expect(JSON.stringify([segments, passages])).not.toMatch(/Kanarinac|zvao|Tajna/);
  expect(await at.ask('speakers.list', { footageId })).toMatchObject({ speakers: [{ number: 1, name: '' }], suggestions: [] });
  expect(passages).toEqual([expect.objectContaining({ id: marked.id, text: '', note: '', suggestion: null, comments: [], reason: 'names-third-person', state: 'approved' })]);
  expect(mediaOf(at.session.workspace, footageId, 'raw')).toBeNull();
  await at.end();
});

test('an editor exports nothing but what is released; what was approved and released and then changed waits again', async () => {
  mockAnswer.saveAs = join(scratch.dir, 'clip.mp4');
  const exported = async (): Promise<string> => {
    const at = await session('editor');
    const code = await codeOf(at.ask('clips.export', { footageId, startUs: 0, endUs: 500_000, subtitles: 'none' }));
    await at.end();
    return code;
  };
  expect(await exported()).toBe('done');
  let at = await session('interviewer');
  const [{ id: passageId } = { id: '' }] = await at.ask('passages.list', { footageId }) as { id: string }[];
  await at.end();
  at = await session('translator');
  expect(await at.ask('passages.update', { passageId, video: 'black' })).toMatchObject({ state: 'marked' });
  await at.end();
  expect(await exported()).toBe('footage-not-released');
  at = await session('interviewer');
  expect(await codeOf(at.ask('footage.release', { footageId }))).toBe('release-not-approved');
  await at.end();
  await approveAndRelease(passageId);
  expect(await exported()).toBe('done');
  mockAnswer.saveAs = null;
  rmSync(join(scratch.dir, 'clip.mp4'), { force: true });
});

/** Neither who marked it nor who changed it last, but a third approves; then an interviewer lets the editor see it. */
async function approveAndRelease(passageId: string): Promise<void> {
  let at = await session('second');
  expect(await at.ask('passages.approve', { passageId })).toMatchObject({ state: 'approved' });
  await at.end();
  at = await session('interviewer');
  expect(await codeOf(at.ask('passages.approve', { passageId }))).toBe('passage-not-marked');
  expect(await at.ask('footage.release', { footageId })).toMatchObject({ release: { standing: true, by: CAST.interviewer.name } });
  await at.end();
}

test("undo and redo are no way around the table: nobody takes back or brings back another's passage without the right to", async () => {
  const ask = async (who: Role | 'second', name: RequestName, input: object): Promise<{ code: string; value: { id: string; state: string } }> => {
    const at = await session(who);
    try {
      return { code: 'done', value: await at.ask(name, input) as { id: string; state: string } };
    } catch (error) {
      return { code: (error as { code: string }).code, value: { id: '', state: '' } };
    } finally {
      await at.end();
    }
  };
  const states = async (): Promise<string[]> => (await ask('custodian', 'passages.list', { footageId })).value as unknown as string[];
  const count = (await states()).length;
  const { value: passage } = await ask('interviewer', 'passages.mark', { footageId, target: { startUs: 0, endUs: 90_000 }, reason: 'other' });
  expect((await ask('translator', 'history.undo', { footageId })).code).toBe('not-allowed');
  expect(await states()).toHaveLength(count + 1);
  await ask('custodian', 'passages.approve', { passageId: passage.id });
  expect((await ask('translator', 'history.undo', { footageId })).code).toBe('not-allowed');
  expect((await ask('custodian', 'history.undo', { footageId })).code).toBe('done');
  // The one who marked it may not bring back the approval that its giver took back.
  expect((await ask('interviewer', 'history.redo', { footageId })).code).toBe('not-allowed');
  expect((await ask('translator', 'history.redo', { footageId })).code).toBe('not-allowed');
  expect((await ask('custodian', 'history.redo', { footageId })).code).toBe('done');
  // One's own slip may be taken back by whoever may mark.
  await ask('translator', 'passages.mark', { footageId, target: { startUs: 100_000, endUs: 190_000 }, reason: 'other' });
  expect((await ask('translator', 'history.undo', { footageId })).code).toBe('done');
  expect((await ask('interviewer', 'passages.withdraw', { passageId: passage.id })).code).toBe('done');
  expect((await ask('translator', 'history.undo', { footageId })).code).toBe('done');
});
