import type { LanguageCode, Word } from '../../shared/domain';
import { startAligner, type AlignerClient } from '../../electron/core/transcription/alignerClient';
import { NOISES } from '../support/noises';
import { seeded } from '../support/random';
import { startSpeaker, type Recording, type Speaker } from '../support/speaker';
import { testWorkers } from '../support/worker';

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

const LATIN = 'Imajući u vidu da smo ujutro stigli u selo, smatrali smo da je most slobodan, ali vojnici su već čekali pored reke.';
const CYRILLIC = 'Имајући у виду да смо ујутро стигли у село, сматрали смо да је мост слободан, али војници су већ чекали поред реке.';
const CASES: readonly [name: string, language: LanguageCode, voice: string, text: string][] = [
  ['Croatian', 'hr', 'hr', 'Ujutro smo stigli u logor, a onda su nas odveli do rijeke. Vidio sam dva čovjeka kako stoje pored kamiona i čekaju. Nisam znao što će se dogoditi.'],
  ['Bosnian', 'bs', 'bs', 'Bilo nas je dvadeset i pet u toj sobi, bez vode i hljeba. Komandir je došao naveče i rekao da nas petorica idemo s njim.'],
  ['Serbian in Latin', 'sr', 'sr', LATIN],
  ['Serbian in Cyrillic', 'sr', 'sr', CYRILLIC],
  ['Albanian', 'sq', 'sq', 'Arritëm në mëngjes në kamp dhe pastaj na çuan te lumi. Pashë dy burra që prisnin pranë kamionit, por askush nuk foli.'],
  ['Macedonian', 'mk', 'mk', 'Утрото стигнавме во логорот и потоа нè однесоа до реката. Видов двајца луѓе како стојат покрај камионот и чекаат.'],
  ['Bulgarian', 'bg', 'bg', 'Сутринта пристигнахме в лагера и след това ни отведоха до реката. Видях двама мъже, които чакаха до камиона.'],
  ['Slovene', 'sl', 'sl', 'Zjutraj smo prispeli v taborišče in potem so nas odpeljali do reke. Videl sem dva moška, ki sta čakala ob tovornjaku.'],
  ['English', 'en', 'en', 'In the morning we arrived at the camp and then they took us to the river. I saw two men waiting near the truck.'],
];
/** Voices, speeds, pitches, noise and pauses, none of them the reference's own. */
const CONDITIONS = [
  { variant: '+f3', rate: 190, pitch: 70, snrDb: 20, pauses: 0 },
  { variant: '+m7', rate: 140, pitch: 30, snrDb: 10, pauses: 0 },
  { variant: '+f2', rate: 160, pitch: 60, snrDb: 15, pauses: 0.25 },
  { variant: '+m3', rate: 150, pitch: 50, snrDb: 10, pauses: 0.25 },
  { variant: '+f4', rate: 220, pitch: 40, snrDb: 5, pauses: 0.25 },
  { variant: '+m2', rate: 120, pitch: 50, snrDb: 40, pauses: 0.4 },
] as const;

async function align(pcm: Float32Array, text: string, language: LanguageCode): Promise<Word[]> {
  const words = await aligner.align({ pcm, text, language });
  if (!words) throw new Error('the aligner failed');
  expect(words.map((w) => w.text)).toEqual(text.normalize('NFC').split(/\s+/u).filter(Boolean));
  expectInOrder(words, (pcm.length / 16_000) * 1e6);
  return words;
}

function expectInOrder(words: readonly Word[], durationUs: number): void {
  let free = 0;
  for (const { startUs, endUs } of words) {
    expect(startUs).toBeGreaterThanOrEqual(free);
    expect(endUs).toBeGreaterThanOrEqual(startUs);
    expect(endUs).toBeLessThanOrEqual(durationUs);
    free = endUs;
  }
}

/** No word reaches from before a pause to behind it, nor lies in one. */
function expectClearOfPauses(words: readonly Word[], { pauses }: Recording): void {
  for (const pause of pauses) {
    for (const word of words) {
      const inside = Math.min(word.endUs, pause.endUs) - Math.max(word.startUs, pause.startUs);
      expect(inside).toBeLessThanOrEqual(Math.max(0, Math.min(200_000, pause.endUs - pause.startUs - 100_000)));
    }
  }
}

const percentile = (values: readonly number[], p: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? NaN;
const share = (words: readonly Word[], trust: Word['trust']): number => words.filter((w) => w.trust === trust).length / words.length;

it.each(CASES)('times %s words: median within 30 ms, 95 of 100 within 200 ms', async (name, language, voice, text) => {
  const errors: number[] = [];
  const words: Word[] = [];
  for (const [i, { variant, ...condition }] of CONDITIONS.entries()) {
    const recording = await speaker.record({ text, voice: voice + variant, seed: i + 1, ...condition });
    const found = await align(recording.pcm, text, language);
    expectClearOfPauses(found, recording);
    words.push(...found);
    for (const { token, startUs } of recording.truth) errors.push(Math.abs((found[token]?.startUs ?? NaN) - startUs) / 1000);
  }
  const [median, p95] = [percentile(errors, 0.5), percentile(errors, 0.95)];
  console.log(`${name}: ${errors.length} words, start error median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, aligned ${(share(words, 'aligned') * 100).toFixed(0)} %`);
  expect(median).toBeLessThanOrEqual(30);
  expect(p95).toBeLessThanOrEqual(200);
  // Bulgarian clitics are spoken with their noun as one word ("в лагера"): their common border is a guess and says so.
  expect(share(words, 'aligned')).toBeGreaterThan(language === 'bg' ? 0.5 : 0.8);
  expect(share(words, 'untimed')).toBeLessThan(0.05);
});

it('is not led over a loud noise that begins as speech ends and ends as it begins', async () => {
  const [asked, told] = ['I did not know what would happen after night. I saw two men standing near the truck and waiting.', 'My brother went with him and I never saw him again.'];
  const worst: number[] = [];
  for (const [i, { variant, ...condition }] of CONDITIONS.slice(0, 4).entries()) {
    const [before, after] = [await speaker.record({ text: asked, voice: `en${variant}`, seed: i, ...condition, snrDb: 20, pauses: 0 }), await speaker.record({ text: told, voice: 'en+m3', rate: 150, pitch: 50, snrDb: 20, pauses: 0, seed: i })];
    const hiss = NOISES.hiss(1.7 * 16_000, 0.3, seeded(i));
    const pcm = Float32Array.from([...before.pcm, ...hiss, ...after.pcm]);
    const [fromUs, toUs] = [(before.pcm.length / 16) * 1000, ((before.pcm.length + hiss.length) / 16) * 1000];
    // As far as a detector is sure, which is later at the beginning of speech than at its end.
    const words = await aligner.align({ pcm, text: `${asked} ${told}`, language: 'en', edges: [{ startUs: fromUs + 32_000, endUs: toUs - 192_000 }] });
    const first = asked.split(' ').length;
    const errorOf = (token: number, startUs: number): number => Math.abs((words?.[token]?.startUs ?? NaN) - startUs) / 1000;
    worst.push(Math.max(...before.truth.map((t) => errorOf(t.token, t.startUs)), ...after.truth.map((t) => errorOf(first + t.token, toUs + t.startUs))));
  }
  console.log(`around a loud noise: largest start errors ${worst.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  expect(Math.max(...worst)).toBeLessThan(400);
});

it('does not vouch for a text that is not what is spoken', async () => {
  const trusted: number[] = [];
  for (const [i, [, , voice, text]] of CASES.entries()) {
    const [, language, , other] = CASES[(i + 4) % CASES.length] as (typeof CASES)[number];
    const recording = await speaker.record({ text, voice: `${voice}+f3`, rate: 170, pitch: 50, snrDb: 20, pauses: 0, seed: i });
    trusted.push(share(await align(recording.pcm, other, language), 'aligned'));
  }
  console.log(`wrong text: ${trusted.map((t) => t.toFixed(2)).join(' ')} of the words aligned`);
  expect(trusted.reduce((a, b) => a + b) / trusted.length).toBeLessThan(0.15);
});

it('leaves every word untimed in silence, noise, hum and text far too long', async () => {
  const text = CASES[0]?.[3] ?? '';
  const random = seeded(7);
  const tenSeconds = (value: (i: number) => number): Float32Array => Float32Array.from({ length: 160_000 }, (_, i) => value(i));
  let brown = 0;
  const sounds = [
    tenSeconds(() => 0),
    tenSeconds(() => 0.2 * (random.next() - 0.5)),
    tenSeconds(() => (brown = 0.98 * brown + 0.02 * (random.next() - 0.5))),
    tenSeconds((i) => 0.1 * Math.sin(i * 0.04)),
    tenSeconds((i) => (i % 16_000 < 800 ? 0.8 : 0.004) * (random.next() - 0.5)),
  ];
  for (const pcm of sounds) expect((await align(pcm, text, 'hr')).map((w) => w.trust)).toEqual(text.split(' ').map(() => 'untimed'));
  const short = await speaker.record({ text: 'Ne znam.', voice: 'hr+f3', rate: 170, pitch: 50, snrDb: 30, pauses: 0, seed: 1 });
  expect(share(await align(short.pcm, text, 'hr'), 'untimed')).toBe(1);
});

it('survives empty sound, empty text and tokens without sound', async () => {
  expect(await align(new Float32Array(0), 'jedan dva', 'hr')).toHaveLength(2);
  expect(await align(new Float32Array(100), 'jedan', 'und')).toHaveLength(1);
  expect(await align(new Float32Array(16_000), '', 'hr')).toEqual([]);
  const text = 'Došli su — rekao je … « 25 » ljudi 😀 iz Zagreba.';
  const spoken = text.replace(/[—…«»😀]/gu, ' ');
  const recording = await speaker.record({ text: spoken, voice: 'hr+m3', rate: 160, pitch: 50, snrDb: 30, pauses: 0, seed: 1 });
  const words = await align(recording.pcm, text, 'hr');
  for (const { text: token, startUs, endUs, trust } of words) {
    if (!/^[—…«»😀]$/u.test(token)) continue;
    expect(endUs).toBe(startUs);
    expect(trust).not.toBe('aligned');
  }
  expect(words.filter((w) => w.trust === 'aligned').length).toBeGreaterThanOrEqual(5);
});

it('keeps words in order and inside the sound for any text over any sound, and says the same twice', async () => {
  const random = seeded(42);
  const letters = [...'abcčćdđefghijklmnoprsštuvzžабвгдђеёжљњћџшαβγδςαλاتبçëğşßжщ0123456789.,;:!?—…„“«»()[]<>&%\'’-😀́'];
  const languages: LanguageCode[] = ['hr', 'sr', 'mk', 'sq', 'el', 'ar', 'tr', 'ro', 'de', 'ru', 'cnr', 'und'];
  for (let n = 0; n < 60; n++) {
    const text = Array.from({ length: random.int(14) }, () => Array.from({ length: 1 + random.int(9) }, () => random.pick(letters)).join('')).join(random.pick([' ', '  ', '\n', '\t']));
    const level = random.pick([0, 0.001, 0.1, 1]);
    const pcm = Float32Array.from({ length: random.int(48_000) }, (_, i) => level * Math.sin(i * i * 1e-5 * random.next()) * (random.next() - (i % 9_000 < 4_000 ? 0.5 : 0)));
    const language = random.pick(languages);
    const words = await align(pcm, text, language);
    if (n % 6 === 0) expect(await align(pcm, text, language)).toEqual(words);
  }
});

it('aligns at least 50 times faster than the sound lasts, in memory that does not grow with the square', async () => {
  const text = Array.from({ length: 3 }, () => CASES[0]?.[3] ?? '').join(' ');
  const half = await speaker.record({ text, voice: 'hr+f3', rate: 170, pitch: 60, snrDb: 20, pauses: 0, seed: 1 });
  const warm = await speaker.cost({ pcm: half.pcm, text, language: 'hr', repeat: 2 });
  // Other processes on the machine slow a core down, never speed it up: the best of a few is the measure.
  let cpuMs = Infinity;
  for (let i = 0; i < 8; i++) cpuMs = Math.min(cpuMs, (await speaker.cost({ pcm: half.pcm, text, language: 'hr', repeat: 1 })).cpuMs);
  const speed = half.pcm.length / 16 / cpuMs;
  console.log(`${(half.pcm.length / 16_000).toFixed(0)} s of sound aligned in ${cpuMs.toFixed(0)} ms of processor time: ${speed.toFixed(0)} × real time`);
  expect(speed).toBeGreaterThan(50);
  const longText = Array.from({ length: 5 }, () => text).join(' ');
  const long = await speaker.record({ text: longText, voice: 'hr+f3', rate: 170, pitch: 60, snrDb: 20, pauses: 0.05, seed: 1 });
  expect(long.pcm.length / 16_000).toBeGreaterThan(120);
  const longCost = await speaker.cost({ pcm: long.pcm, text: longText, language: 'hr', repeat: 1 });
  const grown = (longCost.peakBytes - warm.peakBytes) / 2 ** 20;
  console.log(`${(long.pcm.length / 16_000).toFixed(0)} s: ${grown.toFixed(0)} MB more at the peak`);
  // A full matrix of one float a cell would take over 500 MB.
  expect(grown).toBeLessThan(200);
  const errors = long.truth.map(({ token, startUs }) => Math.abs((longCost.words[token]?.startUs ?? NaN) - startUs) / 1000);
  expect(percentile(errors, 0.95)).toBeLessThanOrEqual(200);
});
