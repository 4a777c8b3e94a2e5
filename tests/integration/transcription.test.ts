import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelPath } from '../../electron/core/models/catalogue';
import { startRecogniser } from '../../electron/core/transcription/recogniser';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { listSegments } from '../../electron/core/transcript/segments';
import { findPhrase, foldWord, splitWords } from '../../shared/text';
import { makeSampleInterview, SENTENCES, type SampleInterview } from '../support/interview';
import { makeMedia } from '../support/media';
import { testTranscription, type TestTranscription } from '../support/transcribe';
import { livingDecoders, watchedWorkers } from '../support/worker';

// Several whole transcriptions in one test, on machines of two cores.
jest.setTimeout(600_000);

let t: TestTranscription;
let interview: SampleInterview;
let footageId: string;
let whole: ReturnType<typeof segments>;

const segments = (id: string) => listSegments(t.env.vault.db, id);
/** All but the random identifiers. */
const content = (id: string) => segments(id).map(({ startUs, endUs, text, language, words }) => ({ startUs, endUs, text, language, words }));

beforeAll(async () => {
  t = await testTranscription('transcribe');
  interview = makeSampleInterview(t.dir, [...SENTENCES, ...SENTENCES, ...SENTENCES]);
  footageId = await t.import(interview.file);
});
afterAll(() => t.dispose());

it('writes what was said, when it was said', async () => {
  const result = await t.run(footageId);
  whole = segments(footageId);
  expect(result).toMatchObject({ footage: footageId, language: 'en', model: 'whisper-tiny', segments: whole.length });
  expect(result.audioMs).toBeGreaterThan(70_000);
  const words = whole.flatMap((s) => s.words);
  expect(result.words).toBe(words.length);
  const wanted = interview.sentences.flatMap((s) => splitWords(s.text).map(foldWord));
  const there = new Set(words.map((w) => foldWord(w.text)));
  expect(wanted.filter((w) => there.has(w)).length / wanted.length).toBeGreaterThan(0.8);
  // "rifle" ends the third sentence of each round: found there and nowhere else.
  const found = findPhrase(words.map((w) => w.text), 'rifle').map(({ from }) => words[from]);
  const said = interview.sentences.filter((s) => s.text.includes('rifle'));
  expect(found).toHaveLength(said.length);
  found.forEach((w, i) => {
    expect((w?.startUs ?? 0) / 1000).toBeGreaterThan((said[i]?.endMs ?? 0) - 1_100);
    expect((w?.endUs ?? 0) / 1000).toBeLessThan((said[i]?.endMs ?? 0) + 300);
  });
});

it('leaves words in order, inside their segments, segments in order inside the footage', () => {
  whole.forEach((s, i) => {
    expect(s.startUs).toBeGreaterThanOrEqual(whole[i - 1]?.endUs ?? 0);
    expect(s.endUs).toBeLessThanOrEqual(interview.durationMs * 1000 + 100_000);
    expect(s.words.map((w) => w.text).join(' ')).toBe(s.text);
    s.words.forEach((w, j) => expect(w.startUs).toBeGreaterThanOrEqual(s.words[j - 1]?.endUs ?? s.startUs));
  });
});

it('goes on from every checkpoint to the very same transcript', async () => {
  const uninterrupted = content(footageId);
  const chunks = t.checkpoints.length - 1;
  expect(chunks).toBeGreaterThanOrEqual(3);
  for (const stop of [1, 2]) {
    const stopping = new AbortController();
    const before = t.checkpoints.length;
    // The first report of segments is the emptied transcript, the next one the first chunk.
    await expect(t.run(footageId, { signal: stopping.signal, onSegments: (times) => { if (times === stop) stopping.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
    const kept = content(footageId);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(uninterrupted.slice(0, kept.length));
    expect(t.checkpoints.length).toBeGreaterThan(before + stop);
    await t.run(footageId, { checkpoint: t.checkpoints.at(-1) });
    expect(content(footageId)).toEqual(uninterrupted);
  }
});

it('starts a killed recogniser anew and loses nothing; when it dies again, fails and keeps what is done', async () => {
  const uninterrupted = content(footageId);
  const watched = watchedWorkers(t.workers);
  await t.run(footageId, { startWorker: watched.startWorker, onSegments: (times) => { if (times === 1) watched.killNewest('recogniser'); } });
  expect(watched.started.filter((name) => name === 'recogniser')).toHaveLength(2);
  expect(content(footageId)).toEqual(uninterrupted);

  let doomed = false;
  const startWorker: typeof watched.startWorker = (name) => {
    const port = watched.startWorker(name);
    return name === 'aligner' ? port : { ...port, post: (message) => {
      port.post(message);
      if (doomed && (message as { type: string }).type === 'transcribe') port.kill();
    } };
  };
  await expect(t.run(footageId, { startWorker, onSegments: (times) => { doomed = times >= 1; } })).rejects.toMatchObject({ code: 'recogniser-stopped' });
  const kept = content(footageId);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept).toEqual(uninterrupted.slice(0, kept.length));
  await t.run(footageId, { checkpoint: t.checkpoints.at(-1) });
  expect(content(footageId)).toEqual(uninterrupted);
});

it('looks for speech while the model is loaded, and leaves no decoder behind when it cannot be', async () => {
  // Longer than what is read ahead: its decoder waits to be asked for more.
  const id = await t.import(makeMedia(t.dir, 'long.wav', ['-f', 'lavfi', '-i', 'sine=r=16000:d=400']));
  const watched = watchedWorkers(t.workers);
  await expect(t.run(id, { startWorker: watched.startWorker, modelPath: path.join(t.dir, 'long.wav') })).rejects.toMatchObject({ code: 'model-unreadable' });
  expect(watched.started.indexOf('speechDetector')).toBeLessThan(watched.started.indexOf('recogniser'));
  expect(watched.started).toContain('speechDetector');
  expect(livingDecoders() ?? []).toEqual([]);
});

it('keeps every word when there is no aligner at all', async () => {
  const text = t.text(footageId);
  const watched = watchedWorkers(t.workers);
  await t.run(footageId, { startWorker: (name) => {
    const port = watched.startWorker(name);
    if (name === 'aligner') port.kill();
    return port;
  } });
  expect(t.text(footageId)).toBe(text);
  expect(segments(footageId).flatMap((s) => s.words).every((w) => w.trust === 'estimated')).toBe(true);
});

it('does not throw away corrections unless told to', async () => {
  const [first] = segments(footageId);
  editSegmentText(t.env.vault.db, first?.id ?? '', 'My name is Alpha.');
  await expect(t.run(footageId)).rejects.toMatchObject({ code: 'transcript-edited' });
  expect(t.text(footageId)).toContain('My name is Alpha.');
  await t.run(footageId, { replace: true });
  expect(t.text(footageId)).not.toContain('Alpha');
});

it('invents nothing on silence or hum, and refuses footage without sound', async () => {
  for (const [name, source] of [['silence.wav', 'anullsrc=r=16000:cl=mono:d=95'], ['room.wav', 'anoisesrc=c=pink:a=0.01:d=65:seed=3']] as const) {
    const id = await t.import(makeMedia(t.dir, name, ['-f', 'lavfi', '-i', source]));
    expect(await t.run(id, { language: 'auto' })).toMatchObject({ segments: 0, words: 0, language: 'und' });
  }
  const mute = await t.import(makeMedia(t.dir, 'mute.mp4', ['-f', 'lavfi', '-i', 'testsrc2=d=2:s=160x120', '-c:v', 'libx264']));
  await expect(t.run(mute)).rejects.toMatchObject({ code: 'footage-no-audio' });
});

it('says so when the model cannot be loaded', async () => {
  const broken = makeMedia(t.dir, 'not-a-model.wav', ['-f', 'lavfi', '-i', 'anullsrc=d=1']);
  await expect(startRecogniser(t.workers, { modelPath: broken })).rejects.toMatchObject({ code: 'model-unreadable' });
  await expect(startRecogniser(t.workers, { modelPath: `${modelPath('whisper-tiny')}.gone` })).rejects.toMatchObject({ code: 'model-unreadable' });
  const gguf = path.join(t.dir, 'cut.gguf');
  writeFileSync(gguf, Buffer.concat([Buffer.from('GGUF\x03\0\0\0', 'latin1'), Buffer.alloc(2_000)]));
  await expect(startRecogniser(t.workers, { modelPath: gguf })).rejects.toMatchObject({ code: 'model-unreadable' });
});

const real = path.join(__dirname, '../../../shared/data/speech/en/jfk.flac');
const withReal = existsSync(real) ? it : it.skip;
if (!existsSync(real)) console.warn('skipped: real speech is not at ../shared/data/speech');
withReal('hears real speech, and tells its language', async () => {
  const id = await t.import(real);
  expect(await t.run(id, { language: 'auto' })).toMatchObject({ language: 'en' });
  expect(findPhrase(splitWords(t.text(id)), 'ask not what your country can do for you')).toHaveLength(1);
});
