import { randomUUID } from 'node:crypto';
import type { Segment, Word } from '../../shared/domain';
import { passageDraft } from '../../shared/domain';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import { alignTranscript, editText, redo, undo } from '../../electron/core/operations/transcript';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { planRedactions } from '../../electron/core/redaction/plan';
import { spreadWords } from '../../electron/core/transcript/remapWords';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import type { StartWorker } from '../../electron/core/transcription/workerHost';
import { getSetting } from '../../electron/core/vault/settings';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { scratchDir } from '../support/media';
import { writeWav } from '../support/sound';
import { startSpeaker, type Recording, type Speaker } from '../support/speaker';
import { tempVault, type TempVault } from '../support/vault';
import { testWorkers, watchedWorkers } from '../support/worker';

jest.setTimeout(240_000);

const SAID = 'Ujutro smo stigli u logor, a onda su nas odveli do rijeke. Vidio sam dva čovjeka kako stoje pored kamiona i čekaju.';
const HEARD = SAID.replace('do rijeke', 'daleko').replace('čovjeka', 'čovjek');
const GAP_S = 1;
const TIMES = 3;

const scratch = scratchDir('realign');
const workers = testWorkers();
let speaker: Speaker;
let recording: Recording;
let temp: TempVault;
let workspace: Workspace;
let footageId: string;
let startWorker: StartWorker;

beforeAll(async () => {
  speaker = startSpeaker();
  recording = await speaker.record({ text: SAID, voice: 'hr+f3', rate: 165, pitch: 50, snrDb: 20, pauses: 0.1, seed: 3 });
  const period = recording.pcm.length + GAP_S * 16_000;
  const pcm = new Float32Array(period * TIMES);
  for (let i = 0; i < TIMES; i += 1) pcm.set(recording.pcm, i * period);
  writeWav(`${scratch.dir}/told.wav`, pcm);
});
afterAll(() => {
  speaker.stop();
  scratch.remove();
});
beforeEach(async () => {
  temp = await tempVault();
  startWorker = workers;
  workspace = await openWorkspace(temp.vault, { binaries: findBinaries(), startWorker: (name) => startWorker(name), appVersion: 'test', onlyOwnJobs: false }, new Changes());
  footageId = (await importFootage(workspace, `${scratch.dir}/told.wav`)).footage.id;
});
afterEach(async () => {
  await workspace.close();
  temp.dispose();
});

const lengthUs = (): number => Math.round((recording.pcm.length / 16_000) * 1e6);
const startOf = (round: number): number => round * (lengthUs() + GAP_S * 1e6);
/** The round's text as a recogniser without an aligner would leave it. */
function say(round: number, text: string): Segment {
  const span = { startUs: startOf(round), endUs: startOf(round) + lengthUs() };
  const segment: Segment = { id: randomUUID(), footageId, ...span, text, language: 'hr', origin: 'machine', words: spreadWords(text.split(' '), span) };
  insertSegment(temp.vault.db, segment);
  return segment;
}
const segments = (): Segment[] => listSegments(temp.vault.db, footageId);
const one = (id: string): Segment => segments().find((s) => s.id === id) as Segment;
const isFound = (segment: Segment): boolean => segment.words.every((w) => w.trust !== 'untimed') && segment.words.some((w) => w.trust === 'aligned');
async function until(what: () => boolean, ms = 100_000): Promise<void> {
  for (const end = Date.now() + ms; !what(); ) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Distances of word starts from the truth, milliseconds, smallest first. */
function errors(words: readonly Word[], round: number): number[] {
  return recording.truth.map(({ token, startUs }) => Math.abs((words[token]?.startUs ?? NaN) - startOf(round) - startUs) / 1000).sort((a, b) => a - b);
}
const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;

it('finds the words of a corrected segment in the sound by itself, as one deed with the correction', async () => {
  const [first, second] = [say(0, HEARD), say(1, HEARD)];
  const corrected = editText(workspace, { segmentId: second.id, text: SAID });
  expect(getSetting(temp.vault.db, 'toAlign')).toEqual([second.id]);
  await until(() => isFound(one(second.id)));
  const sorted = errors(one(second.id).words, 1);
  console.log(`${sorted.length} words after a correction: start error median ${at(sorted, 0.5).toFixed(0)} ms, p95 ${at(sorted, 0.95).toFixed(0)} ms`);
  expect(at(sorted, 0.5)).toBeLessThanOrEqual(60);
  expect(at(sorted, 0.95)).toBeLessThanOrEqual(250);
  const aligned = one(second.id);
  expect(aligned.text).toBe(corrected.text);
  expect(one(first.id)).toEqual(first);
  expect(getSetting(temp.vault.db, 'toAlign')).toEqual([]);
  undo(workspace, { footageId });
  expect(one(second.id)).toEqual(second);
  redo(workspace, { footageId });
  expect(one(second.id)).toEqual(aligned);
});

it('never overwrites a correction that is newer than what it looked at, and takes that up after it', async () => {
  const segment = say(0, HEARD);
  let asked = 0;
  startWorker = (name) => {
    const port = workers(name);
    return { ...port, post: (message) => {
      asked += 1;
      if (asked === 1) editText(workspace, { segmentId: segment.id, text: SAID });
      port.post(message);
    } };
  };
  editText(workspace, { segmentId: segment.id, text: SAID.replace('rijeke', 'reke') });
  await until(() => isFound(one(segment.id)));
  expect(one(segment.id).text).toBe(SAID);
  expect(asked).toBe(2);
});

it('is taken up again at the next unlocking when the vault was locked before it, or its process died', async () => {
  const segment = say(0, HEARD);
  editText(workspace, { segmentId: segment.id, text: SAID });
  await workspace.close();
  await temp.reopen();
  const host = { binaries: findBinaries(), startWorker: (name: Parameters<StartWorker>[0]) => startWorker(name), appVersion: 'test', onlyOwnJobs: false };
  startWorker = (name) => {
    const port = workers(name);
    return { ...port, post: () => port.kill() };
  };
  workspace = await openWorkspace(temp.vault, host, new Changes());
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(one(segment.id).words.every((w) => w.trust === 'aligned')).toBe(false);
  expect(getSetting(temp.vault.db, 'toAlign')).toEqual([segment.id]);
  await workspace.close();
  await temp.reopen();
  startWorker = workers;
  workspace = await openWorkspace(temp.vault, host, new Changes());
  await until(() => isFound(one(segment.id)));
});

it('leaves words without a time that nobody says there, and redaction takes the whole segment for them', async () => {
  const segment = say(0, HEARD);
  markPassage(temp.vault.db, passageDraft.parse({ footageId, target: { words: { fromSegmentId: segment.id, fromWord: 2, toSegmentId: segment.id, toWord: 2 } }, reason: 'other' }));
  const other = 'Sutra idemo kupiti kruh i mlijeko jer dolaze gosti iz daleke zemlje preko mora';
  editText(workspace, { segmentId: segment.id, text: other });
  const job = alignTranscript(workspace, { footageId, segmentIds: [segment.id] });
  await workspace.jobs.wait(job.id);
  expect(workspace.jobs.result(job.id)).toMatchObject({ segments: 1, left: 0, aligned: 0 });
  expect(one(segment.id).words.every((w) => w.trust === 'untimed')).toBe(true);
  const { sound: [gone] } = planRedactions({ passages: listPassages(temp.vault.db, footageId), segments: segments(), clip: null, durationUs: startOf(TIMES) });
  expect(gone?.startUs).toBe(0);
  expect(gone?.endUs).toBeGreaterThanOrEqual(segment.endUs);
});

it('aligns a whole footage in batches, goes on after an interruption, and leaves words in order', async () => {
  const all = [0, 1, 2].map((round) => say(round, SAID));
  const watched = watchedWorkers(workers);
  startWorker = watched.startWorker;
  const job = alignTranscript(workspace, { footageId, segmentIds: null });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded' });
  expect(workspace.jobs.result(job.id)).toMatchObject({ segments: 3, left: 0, untimed: 0 });
  expect(watched.started).toEqual(['aligner']);
  let free = 0;
  for (const [round, { id }] of all.entries()) {
    const { words, startUs, endUs } = one(id);
    expect(startUs).toBeGreaterThanOrEqual(free);
    for (const word of words) {
      expect(word.startUs).toBeGreaterThanOrEqual(free);
      expect(word.endUs).toBeGreaterThanOrEqual(word.startUs);
      free = word.endUs;
      for (const pause of recording.pauses) {
        const [from, to] = [pause.startUs + startOf(round) + 250_000, pause.endUs + startOf(round) - 250_000];
        expect(word.startUs < from && word.endUs > to && to > from).toBe(false);
      }
    }
    free = endUs;
    expect(at(errors(words, round), 0.5)).toBeLessThanOrEqual(60);
  }
  // Held, as on a battery, it begins again at its checkpoint.
  const again = alignTranscript(workspace, { footageId, segmentIds: null });
  workspace.jobs.hold(new Set(['align']));
  await until(() => workspace.jobs.get(again.id)?.state === 'queued');
  workspace.jobs.hold(new Set());
  expect(await workspace.jobs.wait(again.id)).toMatchObject({ state: 'succeeded' });
});
