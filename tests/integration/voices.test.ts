import { copyFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Segment } from '../../shared/domain';
import { detectSpeakers, type DetectOptions, type DetectResult } from '../../electron/core/transcription/voices/detect';
import { undo } from '../../electron/core/transcript/history';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { assignSpeaker, listSpeakers, renameSpeaker } from '../../electron/core/transcript/speakers';
import type { StartWorker } from '../../electron/core/transcription/workerHost';
import { recordTalk, TALK } from '../support/talk';
import { testTranscription, type TestTranscription } from '../support/transcribe';
import { makeVoiceModels } from '../support/voiceModels';
import { watchedWorkers } from '../support/worker';

/** Three windows, so that voices have to be known again from window to window. */
const WINDOW_S = 12;

jest.setTimeout(120_000);

let test: TestTranscription;
let footageId: string;
let models: { turns: string; prints: string };
let told: Segment[];

beforeAll(async () => {
  test = await testTranscription('voices');
  const made = makeVoiceModels(test.dir);
  models = { turns: made.turns, prints: made.voices };
  const talk = await recordTalk(test.dir);
  told = talk.segments;
  footageId = await test.import(talk.file);
}, 120_000);
afterAll(() => test.dispose());

/** The last answer and the question before it as one segment, as an engine writes them that heard no pause. */
function transcript(): void {
  const { db } = test.env.vault;
  db.prepare('DELETE FROM segment').run();
  db.prepare('DELETE FROM speaker').run();
  db.prepare('DELETE FROM edit').run();
  const [question, answer] = told.slice(-2);
  if (!question || !answer) throw new Error('nothing is said');
  const both = { ...question, endUs: answer.endUs, text: `${question.text} ${answer.text}`, words: [...question.words, ...answer.words] };
  for (const segment of [...told.slice(0, -2), both]) insertSegment(db, { ...segment, footageId });
}

const checkpoints: unknown[] = [];
async function detect(o: Partial<DetectOptions> & { startWorker?: StartWorker } = {}): Promise<DetectResult> {
  return detectSpeakers({ ...test.env, startWorker: o.startWorker ?? test.workers }, footageId, {
    models, people: null, signal: new AbortController().signal, windowS: WINDOW_S, onCheckpoint: (value) => checkpoints.push(JSON.parse(JSON.stringify(value))), onProgress: () => undefined, ...o,
  });
}

/** Number of the speaker of each segment. */
function spoken(): (number | null)[] {
  const { db } = test.env.vault;
  const numbers = new Map(listSpeakers(db, footageId).map(({ id, number }) => [id, number]));
  return listSegments(db, footageId).map(({ speakerId }) => numbers.get(speakerId ?? '') ?? null);
}

describe('telling voices apart', () => {
  beforeEach(() => {
    transcript();
    checkpoints.length = 0;
  });

  it.each([null, 2])('gives each of two voices its segments, told of %p, and splits where the voice changes', async (people) => {
    const result = await detect({ people });
    expect(spoken()).toEqual([1, 2, 1, 2, 1, 2]);
    expect(result).toMatchObject({ speakers: 2, told: 6, left: 0, split: 1, overlapped: 0 });
    const segments = listSegments(test.env.vault.db, footageId);
    expect(segments.map(({ text }) => text)).toEqual(TALK.map(([, text]) => text));
    expect(segments.every(({ origin }) => origin === 'machine')).toBe(true);
    expect(undo(test.env.vault.db, footageId)).toEqual({ undone: true, what: 'history.tellSpeakers' });
    expect(spoken()).toEqual([null, null, null, null, null]);
    expect(listSpeakers(test.env.vault.db, footageId)).toEqual([]);
  });

  it('never changes what a person said, and takes the labelled voice for that speaker', async () => {
    const { db } = test.env.vault;
    const [question, answer] = listSegments(db, footageId);
    // The person is wrong about the second: it stays so all the same.
    assignSpeaker(db, { footageId, segmentIds: [question?.id ?? ''], number: 7 });
    renameSpeaker(db, listSpeakers(db, footageId)[0]?.id ?? '', 'Ana');
    assignSpeaker(db, { footageId, segmentIds: [answer?.id ?? ''], number: 3 });
    await detect();
    expect(spoken()).toEqual([7, 3, 7, 3, 7, 3]);
    expect(listSpeakers(db, footageId)).toHaveLength(2);
    transcript();
    const last = listSegments(db, footageId).at(-1);
    assignSpeaker(db, { footageId, segmentIds: [last?.id ?? ''], number: 1 });
    await detect();
    expect(listSegments(db, footageId)).toContainEqual(expect.objectContaining({ id: last?.id, text: last?.text, words: last?.words }));
  });

  it('goes on after a kill where it was, to the same end', async () => {
    const watched = watchedWorkers(test.workers);
    const abort = new AbortController();
    await expect(detect({ ...watched, signal: abort.signal, onProgress: () => { abort.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
    expect(spoken()).toEqual([null, null, null, null, null]);
    expect(checkpoints).toHaveLength(1);
    const [before] = checkpoints;
    await detect({ checkpoint: before });
    expect((checkpoints[1] as { nextUs: number }).nextUs).toBe(2 * WINDOW_S * 1e6);
    expect(spoken()).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it('tries a sound again on which the worker died', async () => {
    const watched = watchedWorkers(test.workers);
    const started = detect({ startWorker: watched.startWorker, onProgress: () => { if (watched.started.length === 1) watched.killNewest('voices'); } });
    await started;
    expect(watched.started).toHaveLength(2);
    expect(spoken()).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it('says clearly that a damaged or a wrong network is no use, and changes nothing', async () => {
    const cut = join(test.dir, 'cut.onnx');
    copyFileSync(models.turns, cut);
    truncateSync(cut, 30_000);
    for (const wrong of [{ ...models, turns: cut }, { turns: models.prints, prints: models.turns }, { ...models, prints: join(test.dir, 'none.onnx') }]) {
      await expect(detect({ models: wrong })).rejects.toMatchObject({ code: 'speakers-failed' });
    }
    expect(spoken()).toEqual([null, null, null, null, null]);
  });
});
