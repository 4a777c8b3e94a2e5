import path from 'node:path';
import { Disguise } from '../../electron/core/clips/disguise/disguise';
import { Measure } from '../../electron/core/clips/disguise/measure';
import { modelPath } from '../../electron/core/models/catalogue';
import { recogniserThreads } from '../../electron/core/transcription/recogniser';
import { writeWav } from '../support/sound';
import { cepstraOf, equalError, likeness, Verifier, type Ears, type Frames } from '../support/speakerVerifier';
import { sumErrors, textErrors } from '../support/wordErrors';
import { BARE_ENGINE, serveBareEngine, startBareEngine } from './support/bareEngine';
import { runBench } from './support/bench';
import { readCorpus, type CorpusFile } from './support/corpus';
import { numberOption, textOption } from './support/report';
import { decode, everySecond } from './support/voices';

/** Ratios by which an attacker moves all frequencies to find the voice again. */
const STRETCHES = Array.from({ length: 21 }, (_, i) => 1.35 ** ((i - 10) / 10));

/** How often somebody who has this program disguises what he knows of a voice. */
const DRAWS = 2;

/**
 * What the voice disguise leaves of a voice and of its words, on a corpus with texts: `--corpus DIR` (see `readCorpus`),
 * of which every second file is heard (of the others the common voice is made), `--limit FILES` of each language, `--words FILES` of each language that are also recognised before and after, `--keep DIR`
 * to listen to these.
 */
if (process.argv.includes(BARE_ENGINE)) serveBareEngine();
else runBench(async () => {
  const dir = textOption('corpus');
  if (dir === null) return console.log('nothing done: give --corpus DIR (LANG/NAME.wav with NAME.txt beside it)');
  const files = everySecond(readCorpus(path.resolve(process.env['INIT_CWD'] ?? '.', dir), numberOption('limit', Infinity)), 'others');
  const began = performance.now();
  const voices = files.map((file): Voice => {
    const own = decode(file.file);
    return { file, own, halves: [half(own, 0), half(own, 1)] };
  });
  const sound = voices.reduce((sum, { own }) => sum + own.length / 16_000, 0) * (1 + DRAWS);
  console.log(`${voices.length} voices, disguised in ${((performance.now() - began) / 1000 / sound).toFixed(4)} of their length`);
  for (const ears of ['normalised', 'plain', 'linear'] as const) verify(voices, ears);
  await words(voices, numberOption('words', 8), textOption('keep'));
});

/** By what the pitch was moved: whoever plays it slower or faster until the pitch is the voice's own again, divides all frequencies by it. */
function pitchMoved({ own, other }: Half): number {
  const [from, to] = [pitchOf(own), pitchOf(other)];
  return from > 0 && to > 0 ? to / from : 1;
}

function pitchOf(pcm: Float32Array): number {
  const measure = new Measure();
  measure.push(pcm);
  return measure.end()[0]?.pitch ?? 0;
}

interface Half { readonly own: Float32Array; readonly other: Float32Array; readonly again: readonly Float32Array[] }
interface Voice { readonly file: CorpusFile; readonly own: Float32Array; readonly halves: readonly [Half, Half] }

function half(pcm: Float32Array, which: 0 | 1): Half {
  const own = pcm.subarray(which * Math.floor(pcm.length / 2), (which + 1) * Math.floor(pcm.length / 2));
  return { own, other: disguised(own), again: Array.from({ length: DRAWS }, () => disguised(own)) };
}

function disguised(pcm: Float32Array): Float32Array {
  const measure = new Measure();
  measure.push(pcm);
  const disguise = new Disguise(measure.end());
  const [main, rest] = [disguise.push(pcm), disguise.end()];
  const whole = new Float32Array(main.length + rest.length);
  whole.set(main);
  whole.set(rest, main.length);
  return whole;
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, v) => sum + v, 0) / list.length;
}

/** Each half of a recording is known and the other one, own and disguised as a clip of its own, is held against all. */
function verify(voices: readonly Voice[], ears: Ears): void {
  const cepstra = (pcm: Float32Array, stretch = 1): Frames => cepstraOf(pcm, { ears, stretch });
  const verifier = new Verifier(voices.flatMap(({ halves }) => halves.flatMap(({ own }) => [...cepstra(own)])));
  const print = (pcm: Float32Array, stretch = 1): Float64Array => verifier.print(cepstra(pcm, stretch));
  const known = voices.map(({ halves }) => halves.map(({ own }) => print(own)));
  const plain = trials(known, voices.map(({ halves }) => halves.map(({ own }) => [print(own)])));
  const { threshold, rate } = equalError(plain.friends, plain.strangers);
  const passes = (list: readonly number[]): string => `${((100 * list.filter((v) => v >= threshold).length) / list.length).toFixed(1)} %`;
  console.log(`verifier with ${ears} ears: equal error ${(100 * rate).toFixed(1)} % at ${threshold.toFixed(3)}; own voice ${mean(plain.friends).toFixed(3)}, strangers ${mean(plain.strangers).toFixed(3)}`);
  const attacks: readonly (readonly [string, (half: Half) => readonly number[]])[] = [['disguised', () => [1]], ['disguised, the pitch undone', (half) => [pitchMoved(half)]], ['disguised, undone by the best of 21 stretches', () => STRETCHES]];
  for (const [name, stretches] of attacks) {
    const { friends, strangers } = trials(known, voices.map(({ halves }) => halves.map((half) => stretches(half).map((s) => print(half.other, s)))));
    console.log(`  ${name}: own voice passes ${passes(friends)} (${mean(friends).toFixed(3)}), a stranger's ${passes(strangers)} (${mean(strangers).toFixed(3)}); equal error ${(100 * equalError(friends, strangers).rate).toFixed(1)} %`);
  }
  // Whoever has this program disguises what he knows of a voice, several times over, and teaches his verifier disguised voices.
  const informed = new Verifier(voices.flatMap(({ halves }) => halves.flatMap(({ again }) => again.flatMap((pcm) => [...cepstra(pcm)]))));
  const { friends, strangers } = trials(
    voices.map(({ halves }) => halves.map(({ again }) => middleOf(again.map((pcm) => informed.print(cepstra(pcm)))))),
    voices.map(({ halves }) => halves.map(({ other }) => [informed.print(cepstra(other))])),
  );
  console.log(`  disguised against disguised ${DRAWS} times over by somebody who has this program: equal error ${(100 * equalError(friends, strangers).rate).toFixed(1)} %`);
}

/** How like each half of a voice is to the other half of the same and of others; the most of what is tried. */
function trials(known: readonly Float64Array[][], tests: readonly Float64Array[][][]): { friends: number[]; strangers: number[] } {
  const friends: number[] = [], strangers: number[] = [];
  tests.forEach((halves, i) => halves.forEach((prints, half) => known.forEach((k, j) => {
    (i === j ? friends : strangers).push(Math.max(...prints.map((p) => likeness(k[1 - half] as Float64Array, p))));
  })));
  return { friends, strangers };
}

function middleOf(prints: readonly Float64Array[]): Float64Array {
  return prints.reduce((sum, print) => {
    const size = Math.sqrt(print.reduce((all, v) => all + v * v, 0));
    return sum.map((v, i) => v + (print[i] as number) / size);
  }, new Float64Array((prints[0] as Float64Array).length));
}

async function words(voices: readonly Voice[], limit: number, keep: string | null): Promise<void> {
  const engine = startBareEngine();
  try {
    for (const language of new Set(voices.map(({ file }) => file.language))) {
      const some = voices.filter(({ file }) => file.language === language).slice(0, limit);
      const heard = { own: [] as ReturnType<typeof textErrors>[], other: [] as ReturnType<typeof textErrors>[] };
      for (const { file, own } of some) {
        const voice = { file, own, other: disguised(own) };
        if (keep !== null) writeWav(path.join(keep, `${file.name.replaceAll('/', '-')}.wav`), voice.other);
        for (const which of ['own', 'other'] as const) {
          const { segments } = await engine.transcribe({ pcm: voice[which], language, modelPath: modelPath('whisper-small'), threads: recogniserThreads() });
          heard[which].push(textErrors(voice.file.text, segments.map((s) => s.text).join(' ')));
        }
      }
      const rate = (which: 'own' | 'other'): number => { const { wordErrors, words: all } = sumErrors(heard[which]); return (100 * wordErrors) / all; };
      if (some.length > 0) console.log(`${language}: ${some.length} files, words wrong ${rate('own').toFixed(1)} % before, ${rate('other').toFixed(1)} % disguised`);
    }
  } finally {
    engine.stop();
  }
}
