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
type Table = Readonly<Record<RequestName, { readonly needs: Action | null; readonly input: object }>>;
const FRESH = 'sedam sivih golubova na zvoniku u podne';
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

/** Every request and what it needs; null: whoever sits there, since no vault or only the own session is concerned. A request without a line does not compile. */
const table = (): Table => ({
  'app.info': { needs: null, input: {} },
  'app.language': { needs: null, input: {} },
  'app.setLanguage': { needs: null, input: { language: 'sh-Latn' } },
  'vault.status': { needs: null, input: {} },
  'vault.chooseFolder': { needs: null, input: {} },
  'vault.create': { needs: null, input: { passphrase: FRESH } },
  'vault.recover': { needs: null, input: { words: 'zoo', passphrase: FRESH } },
  'vault.unlock': { needs: null, input: { passphrase: FRESH } },
  'vault.active': { needs: null, input: {} },
  'quickUnlock.status': { needs: null, input: {} },
  'quickUnlock.use': { needs: null, input: {} },
  'quickUnlock.enable': { needs: 'vault.quickUnlock', input: { passphrase: 'not the own one' } },
  'quickUnlock.disable': { needs: 'vault.quickUnlock', input: {} },
  'vault.changeOwnPassphrase': { needs: 'vault.changeOwnPassphrase', input: { old: 'not the old one', fresh: FRESH } },
  'vault.newRecoveryKey': { needs: 'vault.newRecoveryKey', input: {} },
  'vault.check': { needs: 'vault.check', input: { deep: false } },
  'vault.checkReport': { needs: 'vault.check', input: {} },
  'vault.dismissCheckReport': { needs: 'vault.check', input: {} },
  'vault.backUp': { needs: 'vault.backUp', input: {} },
  'vault.setIdleMinutes': { needs: 'vault.setIdleMinutes', input: { minutes: 20 } },
  'audit.export': { needs: 'audit.export', input: {} },
  'handover.ownKey': { needs: 'handover.import', input: {} },
  'handover.recipientWords': { needs: 'handover.export', input: { recipient: 'age1nobody' } },
  'handover.export': { needs: 'handover.export', input: { interviewIds: ['none'], withFootage: false, recipient: null } },
  'handover.import': { needs: 'handover.import', input: { passphrase: null } },
  'handover.conflicts': { needs: 'handover.resolve', input: {} },
  'handover.resolve': { needs: 'handover.resolve', input: { id: 'none', choice: 'ours' } },
  'people.list': { needs: 'people.list', input: {} },
  'people.add': { needs: 'people.add', input: { name: 'Somebody', role: 'editor', passphrase: 'weak' } },
  'people.remove': { needs: 'people.remove', input: { name: 'Nobody' } },
  'interviews.list': { needs: 'interviews.list', input: {} },
  'interviews.create': { needs: 'interviews.create', input: DRAFT },
  'interviews.update': { needs: 'interviews.update', input: { id: 'none', draft: DRAFT } },
  'glossary.list': { needs: 'glossary.list', input: { interviewId: 'none' } },
  'glossary.save': { needs: 'glossary.save', input: { id: null, interviewId: 'none', term: 'x', misheard: [], kind: 'word', note: '' } },
  'glossary.remove': { needs: 'glossary.remove', input: { id: 'none' } },
  'footage.list': { needs: 'footage.list', input: {} },
  'footage.pick': { needs: 'footage.import', input: { interviewId: null } },
  'footage.importDropped': { needs: 'footage.import', input: { paths: [], interviewId: null } },
  'footage.delete': { needs: 'footage.delete', input: { footageId: 'none' } },
  'footage.assign': { needs: 'footage.assign', input: { footageId, interviewId: null } },
  'footage.release': { needs: 'footage.release', input: { footageId: 'none' } },
  'footage.takeBack': { needs: 'footage.release', input: { footageId: 'none' } },
  'footage.setVoice': { needs: 'voice.hide', input: { footageId: 'none', voice: 'disguise' } },
  'footage.waveform': { needs: 'footage.playRedacted', input: { footageId: 'none' } },
  'jobs.list': { needs: 'jobs.list', input: {} },
  'jobs.cancel': { needs: 'jobs.cancel', input: { jobId: 'none' } },
  'jobs.dismissFinished': { needs: 'jobs.dismissFinished', input: {} },
  'transcript.get': { needs: 'transcript.readRedacted', input: { footageId } },
  'transcript.start': { needs: 'transcript.start', input: { footageId: 'none', language: 'bs', modelId: 'none' } },
  'transcript.editText': { needs: 'transcript.edit', input: { segmentId: 'none', text: 'x' } },
  'transcript.align': { needs: 'transcript.edit', input: { footageId: 'none', segmentIds: null } },
  'transcript.split': { needs: 'transcript.edit', input: { segmentId: 'none', word: 1, atUs: null } },
  'transcript.join': { needs: 'transcript.edit', input: { segmentId: 'none' } },
  'transcript.retime': { needs: 'transcript.edit', input: { segmentId: 'none', startUs: 0, endUs: 1 } },
  'transcript.matches': { needs: 'transcript.search', input: { footageId: 'none', query: 'x' } },
  'transcript.replace': { needs: 'transcript.edit', input: { footageId: 'none', query: 'x', replacement: 'y', at: null } },
  'transcript.setOverlap': { needs: 'transcript.edit', input: { footageId: 'none', segmentIds: ['none'], overlap: true } },
  'transcript.markReviewed': { needs: 'transcript.edit', input: { segmentId: 'none', word: null } },
  'translation.get': { needs: 'transcript.readRedacted', input: { footageId, language: 'en' } },
  'translation.start': { needs: 'translation.start', input: { footageId: 'none', language: 'en', engine: null, scope: 'due' } },
  'translation.engines': { needs: 'translation.start', input: {} },
  'translation.edit': { needs: 'translation.edit', input: { segmentId: 'none', language: 'en', text: 'x' } },
  'translation.judge': { needs: 'translation.edit', input: { segmentId: 'none', language: 'en', state: 'checked' } },
  'translation.import': { needs: 'translation.edit', input: { footageId: 'none', language: 'en' } },
  'memory.search': { needs: 'memory.search', input: { query: 'most' } },
  'memory.similar': { needs: 'memory.use', input: { footageId: 'none', segmentId: 'none', language: 'en' } },
  'memory.terms': { needs: 'memory.use', input: { footageId: 'none', language: 'en' } },
  'memory.imports': { needs: 'memory.import', input: {} },
  'memory.removeImport': { needs: 'memory.import', input: { id: 'none' } },
  'memory.import': { needs: 'memory.import', input: {} },
  'memory.export': { needs: 'transcript.exportRaw', input: { redacted: false } },
  'translation.alternative': { needs: 'translation.start', input: { segmentId: 'none', language: 'en', engine: 'bergamot' } }, 'translation.versions': { needs: 'translation.edit', input: { segmentId: 'none', language: 'en' } },
  'speakers.list': { needs: 'transcript.readRedacted', input: { footageId } },
  'speakers.add': { needs: 'transcript.edit', input: { footageId: 'none', name: '' } },
  'speakers.rename': { needs: 'transcript.edit', input: { speakerId: 'none', name: '' } },
  'speakers.assign': { needs: 'transcript.edit', input: { footageId: 'none', segmentIds: ['none'], number: 1 } },
  'speakers.detect': { needs: 'transcript.edit', input: { footageId: 'none', count: 'auto' } },
  'speakers.merge': { needs: 'transcript.edit', input: { speakerId: 'none', intoId: 'nobody' } },
  'playback.settings': { needs: 'playback.configure', input: {} },
  'playback.configure': { needs: 'playback.configure', input: { pedal: { playPause: 'F13', rewind: null, forward: null }, backOnResumeMs: 0 } },
  'power.status': { needs: 'power.configure', input: {} },
  'power.configure': { needs: 'power.configure', input: { onBattery: 'untilLow', threads: null } },
  'power.goOn': { needs: 'power.configure', input: {} },
  'power.battery': { needs: null, input: { level: 0.5 } },
  'transcript.save': { needs: 'transcript.exportRedacted', input: { footageId, format: 'txt', redacted: true } },
  'transcript.setScript': { needs: 'transcript.setScript', input: { footageId: 'none', script: 'latin' } },
  'history.undo': { needs: 'transcript.edit', input: { footageId: 'none' } },
  'history.redo': { needs: 'transcript.edit', input: { footageId: 'none' } },
  'passages.list': { needs: 'passages.list', input: { footageId } },
  'passages.mark': { needs: 'passages.mark', input: { footageId: 'none', target: { startUs: 0, endUs: 5 }, reason: 'other' } },
  'passages.update': { needs: 'passages.update', input: { passageId: 'none', note: '' } },
  'passages.suggest': { needs: 'passages.mark', input: { footageId: 'none' } },
  'passages.accept': { needs: 'passages.mark', input: { passageId: 'none' } },
  'passages.reject': { needs: 'passages.reject', input: { passageId: 'none' } },
  'passages.comment': { needs: 'passages.comment', input: { passageId: 'none', text: 'x' } },
  'passages.approve': { needs: 'passages.approve', input: { passageId: 'none' } },
  'passages.threshold': { needs: 'passages.list', input: {} },
  'passages.setThreshold': { needs: 'passages.threshold', input: { threshold: 2 } },
  'reasons.list': { needs: 'passages.list', input: {} },
  'reasons.save': { needs: 'reasons.edit', input: { code: 'other/none', label: 'x' } },
  'reasons.retire': { needs: 'reasons.edit', input: { code: 'other/none', retired: true } },
  'reasons.remove': { needs: 'reasons.edit', input: { code: 'other/none' } },
  'passages.withdraw': { needs: 'passages.withdraw', input: { passageId: 'none' } },
  'regions.list': { needs: 'regions.list', input: { footageId } },
  'regions.add': { needs: 'regions.draw', input: { footageId: 'none', startUs: 0, endUs: 5, keyframes: [{ atUs: 0, x: 0, y: 0, w: 0.1, h: 0.1 }] } },
  'regions.update': { needs: 'regions.draw', input: { regionId: 'none', change: { name: '' } } },
  'regions.remove': { needs: 'regions.remove', input: { regionId: 'none' } },
  'regions.searchAgain': { needs: 'regions.draw', input: { regionId: 'none' } }, 'regions.coverFaces': { needs: 'regions.draw', input: { footageId: 'none', startUs: 0, endUs: 5 } },
  'spelling.check': { needs: 'spelling.check', input: { footageId, language: 'bs', words: [] } },
  'spelling.suggest': { needs: 'spelling.check', input: { language: 'sq', word: 'fjala' } },
  'remarks.list': { needs: 'remarks.list', input: { footageId } },
  'remarks.add': { needs: 'remarks.write', input: { footageId: 'none', kind: 'question', language: null, anchor: { fromSegmentId: 'none', fromWord: 0, toSegmentId: 'none', toWord: 0 }, text: 'x' } },
  'remarks.answer': { needs: 'remarks.write', input: { remarkId: 'none', text: 'x' } },
  'remarks.setState': { needs: 'remarks.write', input: { remarkId: 'none', state: 'closed' } },
  'remarks.remove': { needs: 'remarks.write', input: { remarkId: 'none' } },
  'clips.export': { needs: 'clips.export', input: { footageId, startUs: 0, endUs: 500_000, subtitles: 'none' } },
  'pseudonyms.list': { needs: 'pseudonyms.list', input: { footageId } },
  'pseudonyms.preview': { needs: 'pseudonyms.list', input: { footageId, name: 'Kanarinac', also: [], kind: null } },
  'pseudonyms.save': { needs: 'pseudonyms.save', input: { footageId: 'none', id: null, name: 'x', also: [], kind: 'person', substitute: 'y' } },
  'pseudonyms.exclude': { needs: 'pseudonyms.exclude', input: { footageId: 'none', pseudonymId: 'none', fingerprint: 'none', startUs: 0, excluded: true } },
  'pseudonyms.approve': { needs: 'pseudonyms.approve', input: { footageId: 'none', id: 'none' } },
  'pseudonyms.remove': { needs: 'pseudonyms.remove', input: { footageId: 'none', id: 'none' } },
  'clips.list': { needs: 'clips.list', input: { footageId } },
  'clips.add': { needs: 'clips.edit', input: { parts: [{ footageId: 'none', startUs: 0, endUs: 5 }] } },
  'clips.change': { needs: 'clips.edit', input: { clipId: 'none', title: 'x' } },
  'clips.move': { needs: 'clips.edit', input: { clipId: 'none', by: 1 } },
  'clips.join': { needs: 'clips.edit', input: { clipId: 'none' } },
  'clips.remove': { needs: 'clips.edit', input: { clipId: 'none' } },
  'clips.travel': { needs: 'clips.edit', input: { footageId, direction: 'undo' } },
  'clips.preview': { needs: 'clips.list', input: { clipId: 'none' } },
  'clips.exportListed': { needs: 'clips.export', input: { footageId, clipIds: null, form: { subtitles: 'none' } } },
  'clips.saveCuts': { needs: 'clips.export', input: { footageId, clipIds: null, format: 'edl' } },
  'clips.listening': { needs: 'clips.list', input: { footageId: null } },
  'clips.setListening': { needs: 'clips.listening', input: { on: true } },
  'clips.refusal': { needs: 'passages.list', input: { footageId } },
  'clips.reveal': { needs: 'clips.export', input: { jobId: 'none' } },
  'models.list': { needs: 'models.list', input: {} },
  'models.addFile': { needs: 'models.add', input: {} }, 'models.addPacks': { needs: 'models.add', input: {} },
  'models.remove': { needs: 'models.remove', input: { modelId: 'none' } },
  // Last: afterwards there is nothing to ask.
  'vault.lock': { needs: null, input: {} },
});
const DRAFT = { speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' };

test.each(ROLES)('every request of the contract, asked by the %s, is refused exactly where the table says so', async (role) => {
  const { ask, end } = await session(role);
  const wrong: string[] = [];
  let refused = 0;
  for (const [name, { needs, input }] of Object.entries(table()) as [RequestName, Table[RequestName]][]) {
    const code = await codeOf(ask(name, input));
    const allowed = needs === null || may(role, needs);
    if ((code === 'not-allowed') === allowed) wrong.push(`${name}: ${code}`);
    if (code === 'not-allowed') refused++;
  }
  await end();
  expect(wrong).toEqual([]);
  expect(refused).toBe(Object.values(table()).filter(({ needs }) => needs !== null && !may(role, needs)).length);
});

test('the table names every request and every right that requests can need', () => {
  expect(Object.keys(table()).sort()).toEqual(Object.keys(requests).sort());
  const needed = new Set(Object.values(table()).map(({ needs }) => needs));
  // These are asked within a request, or only at the command line.
  const within: Action[] = ['voice.show', 'clips.override', 'clips.leakcheck', 'footage.play', 'transcript.readRaw', 'transcript.exportRaw', 'transcript.search', 'vault.publicKey'];
  expect((Object.keys(MAY) as Action[]).filter((action) => !needed.has(action) && !within.includes(action))).toEqual([]);
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
