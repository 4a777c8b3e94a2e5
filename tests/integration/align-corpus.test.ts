import { startAligner, type AlignerClient } from '../../electron/core/transcription/alignerClient';
import type { LanguageCode } from '../../shared/domain';
import { noisyInterview, type Scene, type Turn } from '../support/noisyInterview';
import { startSpeaker, type Speaker } from '../support/speaker';
import { TESTIMONY } from '../support/testimony';
import { testWorkers } from '../support/worker';
import { percentile, wordStartErrors } from '../support/wordStarts';

jest.setTimeout(300_000);

let speaker: Speaker;
let aligner: AlignerClient;
beforeAll(() => {
  speaker = startSpeaker();
  aligner = startAligner(testWorkers());
});
afterAll(() => {
  speaker.stop();
  aligner.dispose();
});

describe('word starts with the text given, between noise, music and doors', () => {
  async function collect(language: LanguageCode, seconds: number): Promise<{ pcm: Float32Array; turns: Turn[] }> {
    const scenes: Scene[] = [];
    for await (const scene of noisyInterview(speaker, { language, seconds, seed: 5 })) scenes.push(scene);
    const pcm = new Float32Array(scenes.reduce((sum, s) => sum + s.pcm.length, 0));
    let at = 0;
    for (const scene of scenes) {
      pcm.set(scene.pcm, at);
      at += scene.pcm.length;
    }
    return { pcm, turns: scenes.flatMap((s) => (s.turn ? [s.turn] : [])) };
  }

  it('are right in all listed languages: median within 60 ms, 95 of 100 within 250 ms', async () => {
    const all: number[] = [];
    const told: string[] = [];
    for (const { language } of TESTIMONY) {
      const { pcm, turns } = await collect(language, 60);
      const errors = await wordStartErrors(aligner, language, pcm, turns);
      all.push(...errors);
      told.push(`${language} ${percentile(errors, 0.5).toFixed(0)}/${percentile(errors, 0.95).toFixed(0)}`);
      expect(percentile(errors, 0.5)).toBeLessThanOrEqual(60);
    }
    console.log(`${all.length} words, start error in ms, median/p95: all ${percentile(all, 0.5).toFixed(0)}/${percentile(all, 0.95).toFixed(0)}; ${told.join(', ')}`);
    expect(all.length).toBeGreaterThan(500);
    expect(percentile(all, 0.5)).toBeLessThanOrEqual(60);
    expect(percentile(all, 0.95)).toBeLessThanOrEqual(250);
  });
});
