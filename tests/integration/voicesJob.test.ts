import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { importFootage } from '../../electron/core/footage/import';
import { modelFile, modelFolder } from '../../electron/core/models/cache';
import { removeModel } from '../../electron/core/models/catalogue';
import { modelEntry } from '../../electron/core/models/entries';
import { addModelFile } from '../../electron/core/models/install';
import { VOICE_MODELS } from '../../electron/core/models/voices';
import { detectSpeakers } from '../../electron/core/operations/speakers';
import { startTranscription } from '../../electron/core/operations/transcript';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { scratchDir } from '../support/media';
import { HOST } from '../support/people';
import { recordTalk } from '../support/talk';
import { tempVault, type TempVault } from '../support/vault';
import { makeVoiceModels } from '../support/voiceModels';
import { testWorkers } from '../support/worker';

jest.setTimeout(300_000);

const scratch = scratchDir('voices-job');
const modelsBefore = process.env['ZAPIS_MODELS'];
const tiny = modelFile(modelEntry('whisper-tiny'));
let temp: TempVault;
let workspace: Workspace;
let footageId: string;
let talk: Awaited<ReturnType<typeof recordTalk>>;
let stick: { turns: string; prints: string };

beforeAll(async () => {
  process.env['ZAPIS_MODELS'] = join(scratch.dir, 'models');
  mkdirSync(modelFolder());
  const made = makeVoiceModels(scratch.dir);
  stick = { turns: made.turns, prints: made.voices };
  for (const part of ['turns', 'prints'] as const) {
    const bytes = readFileSync(stick[part]);
    // The real weights cannot be fetched here: the catalogue is told of the tests' own.
    modelEntry(VOICE_MODELS[part]).variants.push({ origin: 'repacked', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  talk = await recordTalk(scratch.dir);
  temp = await tempVault();
  workspace = await openWorkspace(temp.vault, { ...HOST, startWorker: testWorkers() }, new Changes());
  footageId = (await importFootage(workspace, talk.file)).footage.id;
});
afterAll(async () => {
  await workspace.close();
  temp.dispose();
  if (modelsBefore === undefined) delete process.env['ZAPIS_MODELS'];
  else process.env['ZAPIS_MODELS'] = modelsBefore;
  scratch.remove();
});

const speakers = (): (string | undefined)[] => listSegments(temp.vault.db, footageId).map(({ speakerId }) => speakerId);

test('nothing is begun without a transcript, and nothing without both models', async () => {
  expect(() => detectSpeakers(workspace, { footageId, count: 2 })).toThrow(expect.objectContaining({ code: 'speakers-no-transcript' }) as Error);
  for (const segment of talk.segments) insertSegment(temp.vault.db, { ...segment, footageId });
  const without = expect.objectContaining({ code: 'speakers-no-model' }) as Error;
  expect(() => detectSpeakers(workspace, { footageId, count: 2 })).toThrow(without);
  expect(await addModelFile(stick.prints)).toMatchObject({ id: 'campplus-voxceleb', kind: 'voices', installed: true, isDefault: false, needsLanguage: false });
  expect(() => detectSpeakers(workspace, { footageId, count: 2 })).toThrow(without);
  expect(() => startTranscription(workspace, { footageId, language: 'hr', modelId: 'whisper-tiny', replace: false, speakers: 2 })).toThrow(without);
  await addModelFile(stick.turns);
  expect(workspace.jobs.list()).toEqual([]);
});

test('a job that is cancelled leaves the transcript alone, and no prints of voices; its models cannot be removed meanwhile', async () => {
  const job = detectSpeakers(workspace, { footageId, count: 'auto' });
  expect(detectSpeakers(workspace, { footageId, count: 'auto' }).id).toBe(job.id);
  while (workspace.jobs.list().find(({ id }) => id === job.id)?.state === 'queued') await nextTurn();
  await nextTurn();
  await expect(removeModel(VOICE_MODELS.prints)).rejects.toMatchObject({ code: 'model-in-use' });
  workspace.jobs.cancel(job.id);
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'cancelled' });
  expect(speakers()).toEqual(talk.segments.map(() => undefined));
  expect(temp.vault.db.prepare('SELECT 1 FROM job WHERE checkpoint IS NOT NULL').all()).toEqual([]);
});

test('a finished transcript is told who speaks in it', async () => {
  const job = detectSpeakers(workspace, { footageId, count: 'auto' });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', kind: 'speakers', progress: 1 });
  expect(workspace.jobs.result(job.id)).toMatchObject({ footage: footageId, speakers: 2, told: 6, left: 0 });
  const [first, second] = speakers();
  expect(speakers()).toEqual([first, second, first, second, first, second]);
  expect(first).not.toBe(second);
  expect(temp.vault.db.prepare('SELECT 1 FROM job WHERE checkpoint IS NOT NULL').all()).toEqual([]);
});

test('a transcription goes on to say who speaks, when it was asked for that', async () => {
  copyFileSync(tiny, modelFile(modelEntry('whisper-tiny')));
  const job = startTranscription(workspace, { footageId, language: 'hr', modelId: 'whisper-tiny', replace: true, speakers: 2 });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded' });
  const after = workspace.jobs.list().find((one) => one.kind === 'speakers' && one.finishedAt === null);
  expect(await workspace.jobs.wait(after?.id ?? '')).toMatchObject({ state: 'succeeded' });
  const told = listSegments(temp.vault.db, footageId);
  // Whoever speaks at a segment's middle by the recording is who the transcript says.
  const voices = new Map<string, Set<string>>();
  for (const { startUs, endUs, speakerId } of told) {
    const said = talk.segments.findIndex((one) => one.startUs <= (startUs + endUs) / 2 && one.endUs >= (startUs + endUs) / 2);
    if (speakerId !== undefined && said >= 0) voices.set(speakerId, (voices.get(speakerId) ?? new Set()).add(said % 2 === 0 ? 'high' : 'deep'));
  }
  expect([...voices.values()].map((who) => [...who].join()).sort()).toEqual(['deep', 'high']);
  expect(told.filter(({ speakerId }) => speakerId === undefined).length).toBeLessThanOrEqual(told.length / 4);
});
