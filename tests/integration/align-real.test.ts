import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from '../../electron/core/media/binaries';
import { startAligner, type AlignerClient } from '../../electron/core/transcription/alignerClient';
import type { LanguageCode, Word } from '../../shared/domain';
import { testWorkers } from '../support/worker';

/** Parliamentary speech, one reader's utterance and its text a file; there are no true word times for it. */
const SPEECH = join(__dirname, '../../../shared/data/speech');
const PER_LANGUAGE = 12;
const LANGUAGES = ['hr', 'sr'] as const;

interface Utterance {
  readonly language: LanguageCode;
  readonly pcm: Float32Array;
  readonly text: string;
}

const there = existsSync(SPEECH);
if (!there) console.warn('SKIPPED: no real speech beside the project, so the aligner is tested on synthetic speech only');
const onRealSpeech = there ? it : it.skip;

let aligner: AlignerClient;
let utterances: Utterance[] = [];
beforeAll(() => {
  aligner = startAligner(testWorkers());
  if (there) utterances = LANGUAGES.flatMap((language) => load(language));
});
afterAll(() => aligner.dispose());

function load(language: (typeof LANGUAGES)[number]): Utterance[] {
  const folder = join(SPEECH, language);
  return readdirSync(folder).filter((f) => f.endsWith('.flac')).sort().slice(0, PER_LANGUAGE).map((file) => {
    const raw = execFileSync(findBinaries().ffmpeg, ['-nostdin', '-v', 'error', '-i', join(folder, file), '-ac', '1', '-ar', '16000', '-f', 'f32le', '-'], { maxBuffer: 1 << 28 });
    return { language, pcm: new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength)), text: readFileSync(join(folder, file.replace('.flac', '.txt')), 'utf8').trim() };
  });
}

async function align({ language, pcm }: Utterance, text: string): Promise<Word[]> {
  const words = await aligner.align({ pcm, text, language });
  if (!words) throw new Error('the aligner failed');
  return words;
}

const share = (words: readonly Word[], trust: Word['trust']): number => words.filter((w) => w.trust === trust).length / Math.max(1, words.length);

/** Loudest 20 ms of a stretch over the quietest 20 ms of the utterance, dB; of the differences, which hum does not reach. */
function overFloorDb(pcm: Float32Array, startUs: number, endUs: number): number {
  const energies = Array.from({ length: Math.floor(pcm.length / 320) }, (_, i) => {
    let sum = 1e-9;
    for (let n = Math.max(1, i * 320); n < i * 320 + 320; n++) sum += ((pcm[n] as number) - (pcm[n - 1] as number)) ** 2;
    return sum;
  });
  const floor = [...energies].sort((a, b) => a - b)[Math.floor(energies.length * 0.02)] ?? 1e-9;
  const inside = energies.slice(Math.floor(startUs / 20_000), Math.max(Math.floor(startUs / 20_000) + 1, Math.ceil(endUs / 20_000)));
  return 10 * Math.log10(Math.max(...inside) / floor);
}

onRealSpeech('finds the words of real Croatian and Serbian, none of them in silence, all at a speed people speak', async () => {
  const words: Word[] = [];
  let quietest = Infinity;
  for (const utterance of utterances) {
    const found = await align(utterance, utterance.text);
    for (const { startUs, endUs, trust } of found) {
      if (trust !== 'aligned') continue;
      quietest = Math.min(quietest, overFloorDb(utterance.pcm, startUs, endUs));
      expect(endUs - startUs).toBeLessThan(2_500_000);
    }
    words.push(...found);
  }
  const aligned = share(words, 'aligned');
  console.log(`real speech, own text: ${words.length} words, ${(aligned * 100).toFixed(0)} % aligned, ${(share(words, 'untimed') * 100).toFixed(1)} % untimed; the quietest aligned word stands ${quietest.toFixed(0)} dB over its floor`);
  expect(quietest).toBeGreaterThan(6);
  expect(aligned).toBeGreaterThan(0.8);
  expect(share(words, 'untimed')).toBeLessThan(0.08);
});

onRealSpeech("does not vouch for another utterance's text", async () => {
  const words: Word[] = [];
  for (const [i, utterance] of utterances.entries()) {
    const same = utterances.filter((u) => u.language === utterance.language);
    const other = same[(i + 5) % same.length] as Utterance;
    words.push(...(await align(utterance, other.text)));
  }
  console.log(`real speech, another text: ${(share(words, 'aligned') * 100).toFixed(1)} % aligned, ${(share(words, 'untimed') * 100).toFixed(0)} % untimed`);
  expect(share(words, 'aligned')).toBeLessThan(0.15);
});

onRealSpeech('says where one utterance ends and the next begins when two are joined', async () => {
  let close = 0;
  let joints = 0;
  for (let i = 0; i + 1 < utterances.length; i += 2) {
    const [a, b] = [utterances[i] as Utterance, utterances[i + 1] as Utterance];
    if (a.language !== b.language) continue;
    const pcm = new Float32Array(a.pcm.length + b.pcm.length);
    pcm.set(a.pcm);
    pcm.set(b.pcm, a.pcm.length);
    const [first] = await align(b, b.text);
    const joined = await align({ ...a, pcm }, `${a.text} ${b.text}`);
    const found = joined[a.text.split(/\s+/u).length];
    const expectedUs = (a.pcm.length / 16_000) * 1e6 + (first?.startUs ?? 0);
    joints++;
    if (Math.abs((found?.startUs ?? 0) - expectedUs) < 100_000) close++;
  }
  console.log(`joined utterances: ${close} of ${joints} second beginnings within 100 ms`);
  expect(close / joints).toBeGreaterThanOrEqual(0.7);
});
