import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import { serveMedia } from '../../electron/app/protocols/mediaProtocol';
import { importFootage } from '../../electron/core/footage/import';
import { exportClip } from '../../electron/core/operations/clips';
import { assignFootage, listFootage, mediaOf, waveformOf, type MediaView } from '../../electron/core/operations/footage';
import { createInterview, listInterviews } from '../../electron/core/operations/interviews';
import { assertSeesJob, cancelJob, dismissFinishedJobs, listJobs } from '../../electron/core/operations/jobs';
import { approvePassage, listPassages, markPassage, updatePassage, withdrawPassage } from '../../electron/core/operations/passages';
import { listPeople } from '../../electron/core/operations/people';
import { releaseFootage, takeBackRelease } from '../../electron/core/operations/release';
import { editText, readTranscript, redo, transcriptForDocument, undo } from '../../electron/core/operations/transcript';
import { clearTranscript } from '../../electron/core/transcription/rows';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { interviewDraft, passageDraft } from '../../shared/domain';
import { countedFootage, hear, HEIGHT, peakDb, seeFrames, toneDb, WIDTH, brightest } from '../support/clipFootage';
import { makeMedia, scratchDir } from '../support/media';
import { CAST, peopledVault, speak, workAs } from '../support/people';

const CANARY = 'Kanarinac';
const SEGMENT = '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11';
const MUTED = { startMs: 1_000, endMs: 1_500 };
const scratch = scratchDir('release');
let people: Awaited<ReturnType<typeof peopledVault>>;
let own: Workspace;
let shown: string;
let kept: string;
let sound: string;
let interview: string;
let markedId: string;
beforeAll(async () => {
  people = await peopledVault();
  people.vault.close();
  own = await workAs(people.dir, 'custodian');
  const draft = interviewDraft.parse({ speakerCode: 'N.H.', date: '2016-06', region: 'Balkans', interviewer: 'Speckhard', languages: [], consent: 'oral', warningGiven: 'yes', warningWhen: `before ${CANARY} came`, notes: CANARY });
  interview = createInterview(own, draft).id;
  const other = createInterview(own, { ...draft, speakerCode: `${CANARY}Unreleased` }).id;
  const add = async (file: string, of: string): Promise<string> => {
    const { footage } = await importFootage(own, file);
    assignFootage(own, { footageId: footage.id, interviewId: of });
    return footage.id;
  };
  shown = await add(countedFootage(scratch.dir, `${CANARY} prvi.mp4`, '25', 4), interview);
  kept = await add(makeMedia(scratch.dir, `${CANARY} drugi.wav`, ['-f', 'lavfi', '-i', 'sine=f=440:d=1:r=16000']), interview);
  sound = await add(makeMedia(scratch.dir, `${CANARY} treci.wav`, ['-f', 'lavfi', '-i', 'sine=f=550:d=2:r=48000']), other);
  own.jobs.enqueue('import', `${CANARY}.mov`, null, { path: join(scratch.dir, 'nothing.mov'), interviewId: null });
  speak(own.vault, shown, SEGMENT, `moj komandant se zvao ${CANARY} i dao je naredbu`);
  speak(own.vault, shown, '5d3c1a7e-0b52-4b0e-9d4a-3f7c2b9e6a11', 'to je rekao komandant', 2_000);
  markedId = markPassage(own, passageDraft.parse({ footageId: shown, target: { words: { fromSegmentId: SEGMENT, fromWord: 4, toSegmentId: SEGMENT, toWord: 4 } }, reason: 'other', note: CANARY })).id;
  const timed = markPassage(own, passageDraft.parse({ footageId: shown, target: { startUs: MUTED.startMs * 1000, endUs: MUTED.endMs * 1000 }, reason: 'other', video: 'black' })).id;
  for (const passageId of [markedId, timed]) approvePassage(as('second'), { passageId });
});
afterAll(async () => {
  await own.close();
  people.dispose();
  scratch.remove();
});

/** The open vault as somebody else would see it; ids as in the vault, so that jobs are whose they are. */
function as(who: keyof typeof CAST): Workspace {
  const found = listPeople(own, {}).find((person) => person.name === CAST[who].name);
  if (!found) throw new Error('nobody of that name');
  return { ...own, actor: { id: found.id, name: found.name, role: found.role } };
}

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const release = async (footageId: string): Promise<void> => { await own.jobs.wait(releaseFootage(as('interviewer'), { footageId }).job.id); };
const clip = (footageId: string, name = 'clip.mp4') => ({ request: { footageId, startUs: 0, endUs: 500_000, subtitles: 'none' as const }, outFile: join(scratch.dir, name), overwrite: true });

/** Everything that answers with something of a footage, and everything that lists. */
const asked: Readonly<Record<string, (editor: Workspace, footageId: string) => unknown>> = {
  'transcript.get': (editor, footageId) => readTranscript(editor, { footageId }),
  'transcript as a document': (editor, footageId) => transcriptForDocument(editor, { footageId, redacted: true, format: 'txt' }),
  'passages.list': (editor, footageId) => listPassages(editor, { footageId }),
  'footage.waveform': (editor, footageId) => waveformOf(editor, { footageId }),
  'clips.export': (editor, footageId) => exportClip(editor, clip(footageId)),
};
const lists: Readonly<Record<string, (editor: Workspace) => unknown>> = {
  'footage.list': (editor) => listFootage(editor, {}),
  'interviews.list': (editor) => listInterviews(editor, {}),
  'jobs.list': (editor) => listJobs(editor, {}),
  'people.list': (editor) => listPeople(editor, {}),
};

test('before anything is released an editor sees no footage, no interview and no job, and is refused by name', async () => {
  const editor = as('editor');
  expect(['footage.list', 'interviews.list', 'jobs.list'].map((name) => lists[name]?.(editor))).toEqual([[], [], []]);
  for (const [name, ask] of Object.entries(asked)) {
    for (const footageId of [shown, kept, 'none']) expect([name, await codeOf(() => ask(editor, footageId))]).toEqual([name, 'footage-not-released']);
  }
  expect([mediaOf(editor, shown, 'raw'), mediaOf(editor, shown, 'published')]).toEqual([null, null]);
});

test('released, an editor sees that footage, its interview and own jobs, and no word, name, note or title beyond', async () => {
  expect(listFootage(own, {}).find(({ id }) => id === shown)?.release).toBeNull();
  await release(shown);
  const editor = as('editor');
  const answers = [...Object.values(lists).map((list) => list(editor)), await asked['transcript.get']?.(editor, shown), await asked['passages.list']?.(editor, shown)];
  expect(JSON.stringify(answers)).not.toContain(CANARY);
  expect(JSON.stringify(answers)).toContain('komandant');
  expect(listFootage(editor, {})).toEqual([expect.objectContaining({ id: shown, name: `Footage ${shown.slice(0, 8)}`, playback: 'proxy', release: expect.objectContaining({ standing: true, by: CAST.interviewer.name, previewed: true }) })]);
  expect(listInterviews(editor, {})).toEqual([expect.objectContaining({ id: interview, speakerCode: 'N.H.', notes: '', warningWhen: '' })]);
  expect(listJobs(editor, {}).map(({ kind }) => kind)).toEqual(['redacted-preview']);
  expect(listJobs(own, {}).map(({ kind }) => kind)).toContain('import');
  for (const [name, ask] of Object.entries(asked)) {
    expect([name, await codeOf(() => ask(editor, kept))]).toEqual([name, 'footage-not-released']);
    if (name !== 'clips.export') expect([name, await codeOf(() => ask(editor, shown))]).toEqual([name, 'done']);
  }
  // Others' jobs are neither told, cancelled, revealed nor dismissed.
  const foreign = listJobs(own, {}).find(({ kind }) => kind === 'import')?.id ?? '';
  expect(await codeOf(() => { cancelJob(editor, { jobId: foreign }); })).toBe('job-missing');
  expect(await codeOf(() => { assertSeesJob(editor, foreign); })).toBe('job-missing');
  dismissFinishedJobs(editor, {});
  expect(listJobs(own, {}).map(({ id }) => id)).toContain(foreign);
});

/** The handler of media:// as the app installs it, with a person before the screen. */
function media(person: Workspace): (view: 'footage' | 'published', id: string, range?: string) => Promise<Response> {
  const found: { handle?: (request: Request) => Response | Promise<Response> } = {};
  const session = { protocol: { handle: (_scheme: string, handle: NonNullable<typeof found.handle>) => { found.handle = handle; } } };
  serveMedia(session as unknown as Session, (id: string, view: MediaView) => mediaOf(person, id, view));
  return async (view, id, range) => {
    if (!found.handle) throw new Error('nothing serves media://');
    return found.handle(new Request(`media://${view}/${id}`, range === undefined ? {} : { headers: { range } }));
  };
}

test('what an editor gets over media:// has the marked tone silent and the marked picture black; the raw bytes are refused', async () => {
  const ask = media(as('editor'));
  for (const range of [undefined, 'bytes=0-', 'bytes=1000-1999']) expect((await ask('footage', shown, range)).status).toBe(404);
  expect((await ask('published', kept)).status).toBe(404);
  const whole = await ask('published', shown);
  expect([whole.status, whole.headers.get('content-type'), whole.headers.get('cache-control')]).toEqual([200, 'video/mp4', 'no-store']);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const part = await ask('published', shown, 'bytes=100-299');
  expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(100, 300)]);
  const file = join(scratch.dir, 'served.mp4');
  writeFileSync(file, bytes);
  const frames = seeFrames(file, WIDTH, HEIGHT);
  const inside = frames.filter(({ time }) => time * 1000 >= MUTED.startMs && time * 1000 <= MUTED.endMs);
  const outside = frames.filter(({ time }) => time * 1000 < MUTED.startMs - 300 || time * 1000 > MUTED.endMs + 300);
  expect(frames).toHaveLength(100);
  expect(Math.max(...inside.map(brightest))).toBeLessThan(32);
  // Every frame outside carries the number of its place: nothing was shifted.
  expect(outside.every(({ number, time }) => number === Math.round(time * 25))).toBe(true);
  for (const channel of hear(file)) {
    expect(peakDb(channel, MUTED.startMs, MUTED.endMs)).toBeLessThan(-60);
    // The word "Kanarinac", 400 to 490 ms.
    expect(peakDb(channel, 400, 490)).toBeLessThan(-60);
  }
  const [left] = hear(file);
  expect(left && toneDb(left, 440, 2_000, 3_500)).toBeGreaterThan(-20);
  const waveform = await waveformOf(as('editor'), { footageId: shown });
  const raw = await waveformOf(own, { footageId: shown });
  const at = (peaks: Uint8Array | undefined, ms: number): number => peaks?.[Math.floor((ms / 1000) * 50)] ?? -1;
  expect([at(waveform?.peaks, 1_200), at(waveform?.peaks, 440), at(raw?.peaks, 1_200) > 0]).toEqual([0, 0, true]);
  expect(at(waveform?.peaks, 3_000)).toBe(at(raw?.peaks, 3_000));
  // The person who releases may look at the same.
  expect((await media(as('interviewer'))('published', shown)).status).toBe(200);
});

test('taking a release back ends the view at once, in the middle of what is being read, and is undone by releasing again', async () => {
  const ask = media(as('editor'));
  const running = await ask('published', shown);
  takeBackRelease(as('interviewer'), { footageId: shown });
  await expect(running.arrayBuffer()).rejects.toThrow();
  expect((await ask('published', shown)).status).toBe(404);
  expect(listFootage(as('editor'), {})).toEqual([]);
  expect(listFootage(own, {}).find(({ id }) => id === shown)?.release).toMatchObject({ standing: false, why: 'person', takenBackBy: CAST.interviewer.name });
  expect(await codeOf(() => takeBackRelease(own, { footageId: shown }))).toBe('footage-not-released');
  await release(shown);
  expect(await codeOf(() => releaseFootage(own, { footageId: shown }))).toBe('release-stands');
  expect((await ask('published', shown)).status).toBe(200);
});

/** Whatever changes what must be redacted, by every way there is. */
const changes: readonly (readonly [what: string, why: string, change: () => unknown])[] = [
  ['a passage marked', 'passages', () => (extra.id = markPassage(as('translator'), passageDraft.parse({ footageId: shown, target: { startUs: 3_000_000, endUs: 3_100_000 }, reason: 'other' })).id)],
  ['a passage changed', 'passages', () => updatePassage(own, { passageId: markedId, video: 'blur' })],
  ['a passage withdrawn', 'passages', () => withdrawPassage(own, { passageId: extra.id })],
  ['that undone', 'passages', () => undo(own, { footageId: shown })],
  ['that done again', 'passages', () => redo(own, { footageId: shown })],
  ['the text edited', 'transcript', () => editText(own, { segmentId: SEGMENT, text: `moj komandant se zvao ${CANARY} i dao naredbu` })],
  ['that undone', 'transcript', () => undo(own, { footageId: shown })],
  ['transcribed anew', 'transcript', () => { clearTranscript(own.vault.db, shown, true); own.changes.emit('transcript', shown); }],
];
const extra = { id: '' };

test('anything that changes what must be redacted takes the release back by itself, and the log says so', async () => {
  const preview = mediaOf(as('editor'), shown, 'published');
  for (const [what, why, change] of changes) {
    change();
    expect([what, listFootage(own, {}).find(({ id }) => id === shown)?.release]).toEqual([what, expect.objectContaining({ standing: false, why, takenBackBy: null, previewed: false })]);
    expect([listFootage(as('editor'), {}), mediaOf(as('editor'), shown, 'published'), preview?.current()]).toEqual([[], null, false]);
    const logged = own.vault.db.prepare<[], { details: string }>("SELECT details FROM audit WHERE action = 'footage.release' ORDER BY seq DESC LIMIT 1").get();
    expect(JSON.parse(logged?.details ?? '{}')).toMatchObject({ released: false, because: why });
    // Whoever changed a passage cannot approve it: the release is refused until a second person has.
    const open = listPassages(own, { footageId: shown }).filter(({ state }) => state === 'marked');
    if (open.length > 0) expect(await codeOf(() => releaseFootage(own, { footageId: shown }))).toBe('release-not-approved');
    for (const { id: passageId } of open) approvePassage(as('second'), { passageId });
    await release(shown);
    expect(listFootage(as('editor'), {}).map(({ id, release: r }) => [id, r?.previewed])).toEqual([[shown, true]]);
  }
});

test('an export that an editor began is not finished when the release has gone meanwhile', async () => {
  await release(sound);
  const job = exportClip(as('editor'), clip(sound, 'late.mp4'));
  takeBackRelease(own, { footageId: sound });
  await release(sound);
  const ended = await own.jobs.wait(job.id);
  expect([ended.state, ended.error?.code]).toEqual(['failed', 'footage-not-released']);
  expect(existsSync(join(scratch.dir, 'late.mp4'))).toBe(false);
  expect((await own.jobs.wait(exportClip(as('editor'), clip(sound, 'in time.mp4')).id)).state).toBe('succeeded');
});

test('a preview that nobody measured, or that another Zapis made, is not served', async () => {
  expect(mediaOf(as('editor'), sound, 'published')?.mimeType).toBe('audio/mp4');
  own.vault.db.prepare("UPDATE footage_release SET preview = NULL WHERE footage_id = ?").run(sound);
  expect(mediaOf(as('editor'), sound, 'published')).toBeNull();
  own.vault.db.prepare("UPDATE footage_release SET preview = 'redacted-otherwise' WHERE footage_id = ?").run(sound);
  expect([mediaOf(as('editor'), sound, 'published'), listFootage(as('editor'), {}).find(({ id }) => id === sound)?.playback]).toEqual([null, 'proxy-pending']);
});
