import { existsSync } from 'node:fs';
import path from 'node:path';
import { listSegments } from '../../electron/core/transcript/segments';
import { startDetector } from '../../electron/core/transcription/speech/detectorClient';
import { FRAME_SAMPLES, STRETCH_SAMPLES } from '../../electron/core/transcription/speech/grid';
import { listen } from '../../electron/core/transcription/speech/listen';
import { pcm16k } from '../../electron/core/media/pcm';
import { makeSampleInterview, SENTENCES } from '../support/interview';
import { makeMedia } from '../support/media';
import { gather } from '../support/sound';
import { testTranscription, type TestTranscription } from '../support/transcribe';
import { watchedWorkers } from '../support/worker';

jest.setTimeout(300_000);

let t: TestTranscription;
let speech: string;

beforeAll(async () => {
  t = await testTranscription('speech');
  speech = makeSampleInterview(t.dir, SENTENCES.slice(0, 3)).file;
});
afterAll(() => t.dispose());

const MUSIC = "aevalsrc='0.12*(sin(2*PI*220*pow(2\\,floor(mod(t*2\\,8))/12)*t)+sin(2*PI*329.6*t)+0.5*sin(2*PI*110*t))*(0.6+0.4*sin(4*PI*t))*exp(-3*mod(t\\,0.5))':s=16000:d=600";

describe('ten minutes', () => {
  it.each([
    ['silence', 'anullsrc=r=16000:cl=mono:d=600'], ['pink noise', 'anoisesrc=c=pink:a=0.3:d=600:seed=3:r=16000'], ['music', MUSIC],
  ])('of %s give not one word', async (name, source) => {
    const id = await t.import(makeMedia(t.dir, `${name}.wav`, ['-f', 'lavfi', '-i', source]));
    expect(await t.run(id, { language: 'auto' })).toMatchObject({ segments: 0, words: 0, language: 'und' });
  });
});

describe('damaged and odd sound', () => {
  it.each<[string, string, readonly string[]]>([
    ['clipped', 'clipped.wav', ['-af', 'volume=30dB,alimiter=limit=1:level=false,volume=0dB']],
    ['8 kHz', 'telephone.wav', ['-ar', '8000', '-c:a', 'pcm_mulaw']],
    ['5.1', 'surround.mkv', ['-af', 'pan=5.1|FC=c0', '-c:a', 'flac']],
  ])('%s is still heard', async (_, name, args) => {
    const id = await t.import(makeMedia(t.dir, name, ['-i', speech, '-vn', ...args]));
    const { words } = await t.run(id);
    expect(words).toBeGreaterThan(8);
    const all = listSegments(t.env.vault.db, id);
    expect(all.flatMap((s) => s.words).every((w) => w.confidence !== undefined && w.confidence >= 0 && w.confidence <= 1)).toBe(true);
  });
  it.each([['one second', 'anullsrc=r=16000:cl=mono:d=1'], ['a tenth of a second', 'anoisesrc=c=pink:a=0.1:d=0.1:r=16000']])('%s of nothing is nothing', async (name, source) => {
    const id = await t.import(makeMedia(t.dir, `${name}.wav`, ['-f', 'lavfi', '-i', source]));
    expect(await t.run(id)).toMatchObject({ words: 0 });
  });
  it('no samples at all are nothing to listen to', async () => {
    const detector = startDetector(t.workers);
    async function* nothing(): AsyncGenerator<Float32Array> { /* no piece */ }
    for await (const piece of listen(nothing(), 0, detector)) throw new Error(`${piece.pcm.length} samples out of none`);
    detector.dispose();
  });
});

describe('the detector', () => {
  async function probabilities(pcm: Float32Array, fromSample: number, piece: number, workers = t.workers): Promise<Float32Array> {
    const detector = startDetector(workers);
    async function* stream(): AsyncGenerator<Float32Array> { for (let at = 0; at < pcm.length; at += piece) yield pcm.subarray(at, at + piece); }
    async function* speechOf(): AsyncGenerator<Float32Array> { for await (const { speech: p } of listen(stream(), fromSample, detector)) yield p; }
    try {
      return await gather(speechOf());
    } finally {
      detector.dispose();
    }
  }

  it('says the same wherever listening begins and when its process was killed, and hears who speaks', async () => {
    const id = await t.import(makeMedia(t.dir, 'long.wav', ['-stream_loop', '-1', '-i', speech, '-vn', '-t', '130']));
    const pcm = await gather(pcm16k(t.env, id, {}));
    const whole = await probabilities(pcm, 0, 48_000);
    expect(whole.length).toBe(Math.ceil(pcm.length / FRAME_SAMPLES));
    expect(whole.filter((p) => p > 0.5).length / whole.length).toBeGreaterThan(0.4);
    for (const from of [0, 40 * FRAME_SAMPLES, STRETCH_SAMPLES + 77 * FRAME_SAMPLES]) {
      const later = await probabilities(pcm, from, 7_001);
      expect(Buffer.from(later.buffer, later.byteOffset, later.byteLength).equals(Buffer.from(whole.slice(from / FRAME_SAMPLES).buffer))).toBe(true);
    }
    const watched = watchedWorkers(t.workers);
    let killed = false;
    const again = await probabilities(pcm, 0, 48_000, (name) => {
      const port = watched.startWorker(name);
      return { ...port, post: (message) => {
        port.post(message);
        if (!killed) port.kill();
        killed = true;
      } };
    });
    expect(watched.started).toHaveLength(2);
    expect(again).toEqual(whole);
  });

  it('fails the job aloud when it dies again and again', async () => {
    const id = await t.import(speech);
    await expect(t.run(id, { startWorker: (name) => {
      const port = t.workers(name);
      if (name === 'speechDetector') port.kill();
      return port;
    } })).rejects.toMatchObject({ code: 'speech-detector-failed' });
  });
});

const real = path.join(__dirname, '../../../shared/data/speech/en/jfk.flac');
(existsSync(real) ? it : it.skip)('leaves the pauses around real speech empty', async () => {
  const id = await t.import(makeMedia(t.dir, 'late.wav', ['-i', real, '-af', 'adelay=60000,apad=pad_dur=60']));
  await t.run(id);
  const all = listSegments(t.env.vault.db, id);
  expect(all[0]?.startUs).toBeGreaterThan(59_500_000);
  expect(all.at(-1)?.endUs).toBeLessThan(72_500_000);
  expect(all.flatMap((s) => s.doubts ?? [])).toEqual([]);
});
