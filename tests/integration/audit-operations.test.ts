import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPassphrase } from '../../electron/core/handover';
import { verifyChain } from '../../electron/core/audit';
import { exportClip, setSuggestionThreshold } from '../../electron/core/operations/clips';
import { setClipListening } from '../../electron/core/operations/listening';
import { importFootage as importCore } from '../../electron/core/footage/import';
import { assignFootage, deleteFootage, importFootage } from '../../electron/core/operations/footage';
import { createInterview, updateInterview } from '../../electron/core/operations/interviews';
import { approvePassage, commentPassage, markPassage, rejectPassage, updatePassage, withdrawPassage } from '../../electron/core/operations/passages';
import { suggestPassages } from '../../electron/core/operations/suggestions';
import { addPerson, changeOwnPassphrase, removePerson, renewRecoveryKey } from '../../electron/core/operations/people';
import { backUp, beginBackup, beginHandoverExport, beginHandoverImport, exportAudit, exportHandover, importHandover, ownRecipient, resolveConflict } from '../../electron/core/operations/safekeeping';
import { releaseFootage, takeBackRelease } from '../../electron/core/operations/release';
import { editText, redo, startTranscription, transcriptForDocument, undo } from '../../electron/core/operations/transcript';
import { checkVault, setIdleMinutes } from '../../electron/core/operations/vault';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { interviewDraft, passageDraft } from '../../shared/domain';
import { makeMedia, scratchDir } from '../support/media';
import { CAST, peopledVault, speak, workAs } from '../support/people';
import { storeFootage } from '../support/vault';

const CANARY = 'KanarinacTajna';
const FRESH = `novih sedam ${CANARY} na zvoniku u podne`;
const SEGMENT = '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11';
const scratch = scratchDir('audit-operations');
let people: Awaited<ReturnType<typeof peopledVault>>;
let work: Workspace;
let footageId: string;
/** Without a transcript: what people corrected is not transcribed again unasked. */
let unheardId: string;
beforeAll(async () => {
  people = await peopledVault();
  people.vault.close();
  work = await workAs(people.dir, 'custodian');
  const file = makeMedia(scratch.dir, `${CANARY}.wav`, ['-f', 'lavfi', '-i', 'sine=f=440:d=1:r=16000']);
  footageId = (await importCore(work, file)).footage.id;
  unheardId = (await importCore(work, makeMedia(scratch.dir, `${CANARY}-2.wav`, ['-f', 'lavfi', '-i', 'sine=f=880:d=1:r=16000']))).footage.id;
  speak(work.vault, footageId, SEGMENT, `moj ${CANARY} se zvao tako i dao je naredbu`);
});
afterAll(async () => {
  await work.close();
  people.dispose();
  scratch.remove();
});

interface Entry { readonly action: string; readonly person_name: string; readonly details: string }
const entries = (): Entry[] => work.vault.db.prepare<[], Entry>('SELECT action, person_name, details FROM audit ORDER BY seq').all();
const draft = interviewDraft.parse({ speakerCode: CANARY, date: '', region: CANARY, interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: CANARY });
const words = { fromSegmentId: SEGMENT, fromWord: 1, toSegmentId: SEGMENT, toWord: 1 };
const passage = () => passageDraft.parse({ footageId, target: { words }, reason: 'other', note: CANARY });
const interviewer = (): Workspace => ({ ...work, actor: { id: 'somebody-else', name: CAST.interviewer.name, role: 'interviewer' } });

/** Every operation that changes or reads out, in an order in which each can succeed; each leaves the entry it is named after. */
const succeed: readonly (readonly [action: string, run: () => unknown])[] = [
  ['interviews.create', () => (ids.interview = createInterview(work, draft).id)],
  ['interviews.update', () => updateInterview(work, { id: ids.interview, draft })],
  ['footage.assign', () => assignFootage(work, { footageId, interviewId: ids.interview })],
  ['footage.import', () => importFootage(work, { paths: [join(scratch.dir, `${CANARY}.mp4`)], interviewId: null })],
  ['transcript.edit', () => editText(work, { segmentId: SEGMENT, text: `moj ${CANARY} se zvao tako i dao je zapovijed` })],
  ['transcript.edit', () => undo(work, { footageId })],
  ['transcript.edit', () => redo(work, { footageId })],
  ['transcript.start', () => startTranscription(work, { footageId: unheardId, language: 'bs', modelId: 'whisper-tiny', replace: false })],
  ['transcript.readRedacted', () => transcriptForDocument(work, { footageId, redacted: false, format: 'txt' })],
  ['passages.mark', () => (ids.passage = markPassage(interviewer(), passage()).id)],
  ['passages.update', () => updatePassage(interviewer(), { passageId: ids.passage, note: `${CANARY} again` })],
  ['passages.comment', () => commentPassage(interviewer(), { passageId: ids.passage, text: `${CANARY}?` })],
  ['passages.mark', () => (ids.other = markPassage(interviewer(), passage()).id)],
  ['passages.reject', () => rejectPassage(work, { passageId: ids.other })],
  ['passages.threshold', () => setSuggestionThreshold(work, { threshold: 3 })],
  ['clips.listening', () => setClipListening(work, { on: true })],
  ['passages.approve', () => approvePassage(work, { passageId: ids.passage })],
  ['passages.withdraw', () => withdrawPassage(work, { passageId: ids.passage })],
  ['footage.release', () => releaseFootage(work, { footageId })],
  ['footage.release', () => takeBackRelease(work, { footageId })],
  ['clips.export', () => exportClip(work, { request: { footageId, startUs: 0, endUs: 500_000, subtitles: 'none' }, outFile: join(scratch.dir, `${CANARY}.mp4`), overwrite: false })],
  ['passages.mark', () => suggestPassages(interviewer(), { footageId })],
  ['people.add', async () => (ids.person = (await addPerson(work, { name: 'New One', role: 'editor', passphrase: FRESH })).id)],
  ['people.remove', () => removePerson(work, { name: 'new one' })],
  ['vault.newRecoveryKey', async () => (ids.recovery = (await renewRecoveryKey(work, {})).words)],
  ['vault.changeOwnPassphrase', () => changeOwnPassphrase(work, { old: CAST.custodian.passphrase, fresh: FRESH })],
  ['vault.check', () => checkVault(work, { deep: true })],
  ['vault.setIdleMinutes', () => setIdleMinutes(work, { minutes: 7 })],
  ['vault.backUp', () => backUp(work, { dir: join(scratch.dir, CANARY) })],
  ['vault.backUp', () => beginBackup(work, { dir: join(scratch.dir, `${CANARY} 2`) })],
  ['handover.key', async () => (ids.recipient = (await ownRecipient(work, {})).recipient)],
  ['handover.export', () => exportHandover(work, { file: join(scratch.dir, 'a.zho'), interviewIds: [ids.interview], withFootage: false, to: { passphrase: ids.handover } })],
  ['handover.export', () => beginHandoverExport(work, { file: join(scratch.dir, 'b.zho'), interviewIds: [ids.interview], withFootage: false, to: { passphrase: ids.handover } })],
  ['handover.import', () => importHandover(work, { file: join(scratch.dir, 'a.zho'), key: { passphrase: ids.handover } })],
  ['handover.import', () => beginHandoverImport(work, { file: join(scratch.dir, 'none.zho'), title: CANARY, passphrase: ids.handover })],
  ['audit.export', () => exportAudit(work, { file: join(scratch.dir, 'audit.jsonl') })],
  ['footage.delete', () => deleteFootage(work, { footageId })],
];
const ids = { interview: '', passage: '', other: '', person: '', recovery: '', recipient: '', handover: createPassphrase() };

test('each operation leaves exactly one entry, with its name and the name of who did it', async () => {
  for (const [action, run] of succeed) {
    const before = entries().length;
    await run();
    const fresh = entries().slice(before);
    // Jobs that failed in the background write nothing; what a handover records about itself is part of its own test.
    expect({ action, left: fresh.map((entry) => entry.action) }).toEqual({ action, left: [action] });
    expect(fresh[0]?.person_name).toBe(action.startsWith('passages.') && !/approve|withdraw|reject|threshold/.test(action) ? CAST.interviewer.name : CAST.custodian.name);
  }
  expect(existsSync(work.vault.stores.path(footageId))).toBe(false);
});

test('one that fails, or is not allowed, leaves neither a change nor an entry', async () => {
  const before = entries();
  const rows = work.vault.db.prepare('SELECT (SELECT count(*) FROM interview) + (SELECT count(*) FROM passage) + (SELECT count(*) FROM edit) + (SELECT count(*) FROM job) + (SELECT count(*) FROM person) AS n').pluck();
  const count = rows.get();
  const fail: readonly (() => unknown)[] = [
    () => updateInterview(work, { id: 'none', draft }), () => assignFootage(work, { footageId: 'none', interviewId: null }), () => deleteFootage(work, { footageId: 'none' }),
    () => editText(work, { segmentId: 'none', text: CANARY }), () => startTranscription(work, { footageId: 'none', language: 'bs', modelId: 'whisper-tiny', replace: false }),
    () => markPassage(work, { ...passage(), footageId: 'none' }), () => updatePassage(work, { passageId: 'none', note: CANARY }), () => approvePassage(work, { passageId: 'none' }), () => withdrawPassage(work, { passageId: 'none' }),
    () => rejectPassage(work, { passageId: ids.passage }), () => commentPassage(work, { passageId: ids.passage, text: ' ' }), () => suggestPassages(work, { footageId: 'none' }),
    () => addPerson(work, { name: 'Weak One', role: 'editor', passphrase: 'weak' }), () => addPerson(work, { name: CAST.editor.name, role: 'editor', passphrase: `${FRESH} drugi` }),
    () => removePerson(work, { name: 'Nobody' }), () => changeOwnPassphrase(work, { old: CANARY, fresh: FRESH }), () => resolveConflict(work, { id: 'none', choice: 'ours' }),
    () => exportAudit(work, { file: join(scratch.dir, 'no', 'such', 'folder') }), () => exportHandover(work, { file: join(scratch.dir, 'c.zho'), interviewIds: ['none'], withFootage: false, to: { passphrase: ids.handover } }),
    () => importHandover(work, { file: join(scratch.dir, 'none.zho'), key: { passphrase: ids.handover } }),
    ...succeed.filter(([action]) => !['vault.check', 'vault.changeOwnPassphrase'].includes(action)).map(() => () => createInterview({ ...work, actor: { ...work.actor, role: 'editor' } }, draft)),
  ];
  for (const run of fail) expect(await (async () => run())().then(() => String(run), () => 'failed')).toBe('failed');
  expect(entries()).toEqual(before);
  expect(rows.get()).toBe(count);
});

test('an entry and its change stand in one transaction: where the log cannot be written, nothing changes', () => {
  work.vault.db.exec("CREATE TEMP TRIGGER no_log BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'no log'); END");
  const id = storeFootage(work.vault, randomBytes(3_000));
  const before = entries();
  expect(() => createInterview(work, draft)).toThrow('no log');
  expect(() => markPassage(work, passageDraft.parse({ footageId: id, target: { startUs: 0, endUs: 9 }, reason: 'other' }))).toThrow('no log');
  expect(() => deleteFootage(work, { footageId: id })).toThrow('no log');
  work.vault.db.exec('DROP TRIGGER no_log');
  expect(work.vault.db.prepare('SELECT count(*) FROM interview').pluck().get()).toBe(1);
  expect(work.vault.db.prepare('SELECT count(*) FROM passage').pluck().get()).toBe(0);
  // A deletion that nobody can be held to account for must not have happened: key and file are both there.
  const original = work.vault.stores.open(id).original();
  expect(original.read(0, original.bytes)).toHaveLength(3_000);
  expect(entries()).toEqual(before);
});

test('no word of an interview, of a note, of a name of a file or of a secret stands in the log, and its chain holds', async () => {
  const text = JSON.stringify(work.vault.db.prepare('SELECT * FROM audit').all());
  const secrets = [CANARY, ids.handover, ids.recovery, ...ids.recovery.split(' ').map((word) => `"${word}"`), CAST.custodian.passphrase, FRESH, 'zapovijed', 'naredbu'];
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(await verifyChain(work.vault.db)).toMatchObject({ ok: true, entries: entries().length, problems: [] });
});
