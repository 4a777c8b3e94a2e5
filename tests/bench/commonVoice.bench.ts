import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Analyser } from '../../electron/core/clips/disguise/analysis';
import { FRAME, HOP } from '../../electron/core/clips/disguise/frames';
import { ACCENT_STEPS, packed } from '../../electron/core/clips/disguise/commonVoice';
import { middleColour } from '../../electron/core/clips/disguise/middleColour';
import { Accents, Mixture, type Accent, type Kinds } from '../../electron/core/clips/disguise/mixture';
import { SILENT, WAVES, wavesOf } from '../../electron/core/clips/disguise/waves';
import { seeded } from '../support/random';
import { readCorpus } from './support/corpus';
import { textOption } from './support/report';
import { decode, everySecond } from './support/voices';

/** Kinds of sound. */
const KINDS = 32;
/** Directions in which voices differ. */
const DIRECTIONS = 12;
/** Frames of a kind from which on one voice's way of it is believed. */
const DOUBT = 10;
const LEAST_VARIANCE = 0.02;
const FROM = 'electron/core/clips/disguise/commonVoiceData.ts';

/** Makes the common voice of a disguise of every second recording of `--corpus DIR` (see `readCorpus`) and writes it where it is kept. */
const dir = textOption('corpus');
if (dir === null) console.log(`nothing done: give --corpus DIR (LANG/NAME.wav with NAME.txt beside it) to make ${FROM} anew`);
else {
  const files = everySecond(readCorpus(path.resolve(process.env['INIT_CWD'] ?? '.', dir), Infinity), 'taught');
  const heard = files.map(({ file }) => heardWaves(decode(file)));
  const middles = heard.map(middleColour);
  const voices = heard.map((all, i) => all.map((waves) => waves.map((v, n) => v - ((middles[i] as Float64Array)[n] as number))));
  const spread = spreadOf(voices.flat());
  for (const waves of voices.flat()) waves.forEach((v, n) => { waves[n] = v / (spread[n] as number); });
  let common = taught(begun(voices.flat()), voices.flat(), 8);
  // Of every voice without what is its own, so that the middle of the voices counts and not how many there are of each.
  for (let round = 0; round < 2; round += 1) common = taught(common, voices.flatMap((waves) => withoutAccent(common, waves)), 1);
  const accents = voices.map((waves) => accentOf(common, waves));
  writeFileSync(FROM, source(common.kinds, spread, middles, directions(accents)));
  console.log(`${files.length} voices, ${voices.flat().length} frames, ${KINDS} kinds of sound: ${FROM}`);
}

/** The colours of a voice, every 16 ms. */
function heardWaves(pcm: Float32Array): Float64Array[] {
  const [analyser, all] = [new Analyser(), [] as Float64Array[]];
  for (let at = 0; at + FRAME <= pcm.length; at += 4 * HOP) {
    const waves = wavesOf(analyser.hear(pcm.subarray(at, at + FRAME)).bands);
    if ((waves[0] as number) >= SILENT) all.push(waves);
  }
  return all;
}

function withoutAccent(common: Mixture, waves: readonly Float64Array[]): Float64Array[] {
  const own = accentOf(common, waves);
  return waves.map((one) => {
    const other = Float64Array.from(one);
    common.takeOut(own, other);
    return other;
  });
}

function accentOf(common: Mixture, waves: readonly Float64Array[]): Accent {
  const accents = new Accents(common);
  for (const one of waves) accents.add(one);
  return accents.end(DOUBT).map((v, i) => (i % WAVES === 0 ? 0 : v));
}

/** The widest directions of what sets voices apart (principal components, by power iteration over the voices), as long as they usually reach. */
function directions(accents: readonly Accent[]): Accent[] {
  const size = (accents[0] as Accent).length;
  const left = accents.map((accent) => accent.map((v, i) => v - accents.reduce((sum, other) => sum + (other[i] as number), 0) / accents.length));
  const dot = (a: Accent, b: Accent): number => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
  const random = seeded(11);
  return Array.from({ length: DIRECTIONS }, () => {
    let way = Float64Array.from({ length: size }, () => random.next() - 0.5);
    for (let round = 0; round < 60; round += 1) {
      const next = new Float64Array(size);
      for (const accent of left) {
        const along = dot(accent, way);
        accent.forEach((v, i) => { next[i] = (next[i] as number) + along * v; });
      }
      const length = Math.sqrt(dot(next, next));
      way = next.map((v) => v / length);
    }
    const reach = Math.sqrt(left.reduce((sum, accent) => sum + dot(accent, way) ** 2, 0) / left.length);
    for (const accent of left) {
      const along = dot(accent, way);
      way.forEach((v, i) => { accent[i] = (accent[i] as number) - along * v; });
    }
    return way.map((v) => v * reach);
  });
}

function middleOf(all: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: WAVES }, (_, n) => all.reduce((sum, waves) => sum + (waves[n] as number), 0) / all.length);
}

function spreadOf(all: readonly Float64Array[]): Float64Array {
  return middleOf(all).map((mean, n) => Math.sqrt(all.reduce((sum, waves) => sum + ((waves[n] as number) - mean) ** 2, 0) / all.length));
}

function begun(all: readonly Float64Array[]): Mixture {
  const random = seeded(7);
  const means = new Float64Array(KINDS * WAVES);
  for (let k = 0; k < KINDS; k += 1) means.set(random.pick(all), k * WAVES);
  return new Mixture({ shares: new Float64Array(KINDS).fill(1 / KINDS), means, variances: new Float64Array(KINDS * WAVES).fill(1) });
}

/** Expectation and maximisation. */
function taught(from: Mixture, all: readonly Float64Array[], rounds: number): Mixture {
  let mixture = from;
  for (let round = 0; round < rounds; round += 1) {
    const shares = new Float64Array(KINDS).fill(1e-6);
    const [means, squares] = [new Float64Array(KINDS * WAVES), new Float64Array(KINDS * WAVES)];
    for (const waves of all) mixture.kindOf(waves).forEach((share, k) => {
      if (share < 1e-4) return;
      shares[k] = (shares[k] as number) + share;
      waves.forEach((v, n) => {
        means[k * WAVES + n] = (means[k * WAVES + n] as number) + share * v;
        squares[k * WAVES + n] = (squares[k * WAVES + n] as number) + share * v * v;
      });
    });
    const each = (sums: Float64Array): Float64Array => sums.map((sum, i) => sum / (shares[Math.floor(i / WAVES)] as number));
    const [mean, square] = [each(means), each(squares)];
    mixture = new Mixture({ shares: shares.map((sum) => sum / all.length), means: mean, variances: square.map((v, i) => Math.max(LEAST_VARIANCE, v - (mean[i] as number) ** 2)) });
  }
  return mixture;
}

function source({ shares, means, variances }: Kinds, spread: Float64Array, middles: readonly Float64Array[], ways: readonly Accent[]): string {
  const lines = (value: string): string => `[\n${(value.match(/.{1,150}/gu) ?? []).map((line) => `  '${line}',`).join('\n')}\n].join('')`;
  const row = (list: Float64Array): string => `Float64Array.of(${[...list].map((v) => v.toFixed(4)).join(', ').replace(/((?:[^,]+,){14}) /gu, '$1\n  ')})`;
  const text = (name: string, what: string, value: string): string => `\n/** ${what} */\nexport const ${name} = ${value};\n`;
  return [
    '// Made by tests/bench/commonVoice.bench.ts of recordings of parliaments (ParlaSpeech, CC BY-SA 4.0): averages of many voices, none of one.\n',
    text('COMMON_SPREAD', 'How far each wave usually lies from a voice\'s middle.', row(spread)),
    text('COMMON_MIDDLE', 'Where the middles of voices lie.', row(middleOf(middles))),
    text('COMMON_MIDDLES_SPREAD', 'How far from there.', row(spreadOf(middles))),
    text('COMMON_KINDS', 'How often each kind of sound is heard.', lines(packed(shares.map((v) => Math.log2(v) / 2)))),
    text('COMMON_MEANS', 'Where each kind lies.', lines(packed(means))),
    text('COMMON_VARIANCES', 'How far each kind reaches.', lines(packed(variances.map(Math.log2)))),
    text('COMMON_ACCENTS', 'Directions in which voices lie from the middle one.', `[${ways.map((way) => lines(packed(way, ACCENT_STEPS))).join(', ')}]`),
  ].join('');
}
