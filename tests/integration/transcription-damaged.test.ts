import { readFileSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Segment } from '../../shared/domain';
import { startAligner } from '../../electron/core/transcription/alignerClient';
import { realign } from '../../electron/core/transcription/realign';
import type { StartWorker } from '../../electron/core/transcription/workerHost';
import { spreadWords } from '../../electron/core/transcript/remapWords';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { makeSampleInterview, SENTENCES, type SampleInterview } from '../support/interview';
import { makeMedia } from '../support/media';
import { writeWav } from '../support/sound';
import { testTranscription, type TestTranscription } from '../support/transcribe';

jest.setTimeout(300_000);

let t: TestTranscription;
let interview: SampleInterview;
let speech: string;
beforeAll(async () => {
  t = await testTranscription('damaged');
  interview = makeSampleInterview(t.dir, SENTENCES.slice(0, 2));
  speech = interview.file;
});
afterAll(() => t.dispose());

const at = (name: string): string => path.join(t.dir, name);
const SAID = SENTENCES.slice(0, 2).join(' ');

/** A segment over the first `seconds` that nobody has aligned yet. */
function say(footageId: string, seconds: number, text = SAID): Segment {
  const span = { startUs: 0, endUs: seconds * 1e6 };
  const segment: Segment = { id: randomUUID(), footageId, ...span, text, language: 'en', origin: 'edited', words: spreadWords(text.split(' '), span) };
  insertSegment(t.env.vault.db, segment);
  return segment;
}
async function alignAll(footageId: string, workers: StartWorker = t.workers): ReturnType<typeof realign> {
  const aligner = startAligner(workers);
  try {
    return await realign(t.env, footageId, aligner, { segmentIds: null, signal: new AbortController().signal });
  } finally {
    aligner.dispose();
  }
}
function expectOrder(footageId: string): void {
  for (const { words, startUs, endUs } of listSegments(t.env.vault.db, footageId)) {
    let free = startUs;
    for (const word of words) {
      expect(word.startUs).toBeGreaterThanOrEqual(free);
      expect(word.endUs).toBeGreaterThanOrEqual(word.startUs);
      free = word.endUs;
    }
    expect(free).toBeLessThanOrEqual(endUs);
  }
}

it('a recording without a single sample is refused at import, with a reason', async () => {
  writeWav(at('nothing.wav'), new Float32Array(0));
  await expect(t.import(at('nothing.wav'))).rejects.toMatchObject({ name: 'ZapisError', code: expect.stringMatching(/^(import|footage)-/) as string });
});

it('a recording of one sample, and sound that stops long before the picture, give no word', async () => {
  writeWav(at('sample.wav'), new Float32Array([0.5]));
  const one = await t.import(at('sample.wav')).catch((error: { code: string }) => error.code);
  if (/^(import|footage)-/.test(one)) expect(one).toMatch(/^import-/);
  else expect(await t.run(one)).toMatchObject({ words: 0 });
  const stops = await t.import(makeMedia(t.dir, 'stops.mp4', ['-f', 'lavfi', '-i', 'testsrc2=d=6:s=160x120', '-f', 'lavfi', '-i', 'sine=d=0.05', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac']));
  expect(await t.run(stops)).toMatchObject({ words: 0 });
});

it('sound damaged in the middle loses what is damaged, and times stay true', async () => {
  const whole = makeMedia(t.dir, 'whole.mp3', ['-i', speech, '-vn', '-c:a', 'libmp3lame']);
  const bytes = readFileSync(whole);
  bytes.fill(0xa5, Math.floor(bytes.length * 0.45), Math.floor(bytes.length * 0.55));
  writeFileSync(at('hole.mp3'), bytes);
  const hole = await t.import(at('hole.mp3'));
  await t.run(hole);
  const [first] = listSegments(t.env.vault.db, hole).flatMap((s) => s.words);
  expect(Math.abs((first?.startUs ?? NaN) / 1000 - (interview.sentences[0]?.startMs ?? NaN))).toBeLessThan(400);
  expectOrder(hole);
});

describe('alignment', () => {
  it.each<[string, string, readonly string[]]>([
    ['clipped', 'clipped.wav', ['-af', 'volume=30dB,alimiter=limit=1:level=false']],
    ['8 kHz', 'telephone.wav', ['-ar', '8000', '-c:a', 'pcm_mulaw']],
    ['5.1', 'surround.mkv', ['-af', 'pan=5.1|FC=c0', '-c:a', 'flac']],
  ])('%s finds most words', async (_, name, args) => {
    const id = await t.import(makeMedia(t.dir, name, ['-i', speech, '-vn', ...args]));
    say(id, 8);
    const { segments, aligned, untimed, estimated } = await alignAll(id);
    expect(segments).toBe(1);
    expect(aligned / (aligned + estimated + untimed)).toBeGreaterThan(0.6);
    expectOrder(id);
  });

  it.each([['silence', 'anullsrc=r=16000:cl=mono:d=10', 8], ['noise', 'anoisesrc=c=pink:a=0.2:d=10:r=16000', 8], ['one second', 'anoisesrc=c=pink:a=0.1:d=1:r=16000', 1], ['sound shorter than the segment', 'sine=d=2', 8]] as const)('in %s finds no word, and says so of each', async (name, source, seconds) => {
    const id = await t.import(makeMedia(t.dir, `${name}.wav`, ['-f', 'lavfi', '-i', source]));
    say(id, seconds);
    expect(await alignAll(id)).toMatchObject({ segments: 1, aligned: 0, estimated: 0 });
    expectOrder(id);
  });

  it('leaves the times as they were where its process dies, and goes on with the next segment', async () => {
    const id = await t.import(makeMedia(t.dir, 'twice.wav', ['-stream_loop', '1', '-i', speech, '-vn']));
    const first = say(id, 3, 'only these words');
    const later: Segment = { ...first, id: randomUUID(), startUs: 4_000_000, endUs: 8_000_000, words: spreadWords(first.text.split(' '), { startUs: 4_000_000, endUs: 8_000_000 }) };
    insertSegment(t.env.vault.db, later);
    let killed = false;
    expect(await alignAll(id, (name) => {
      const port = t.workers(name);
      return { ...port, post: (message) => {
        port.post(message);
        if (!killed) port.kill();
        killed = true;
      } };
    })).toMatchObject({ segments: 1, left: 1 });
    expect(listSegments(t.env.vault.db, id)[0]).toEqual(first);
  });

  it('of footage without sound says that there is none', async () => {
    const id = await t.import(makeMedia(t.dir, 'mute.mp4', ['-f', 'lavfi', '-i', 'testsrc2=d=2:s=160x120', '-c:v', 'libx264']));
    say(id, 1, 'words');
    await expect(alignAll(id)).rejects.toMatchObject({ code: 'footage-no-audio' });
  });
});
