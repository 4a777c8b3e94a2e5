import { createAligner } from '../../electron/core/transcription/align';
import { spokenText } from '../../electron/core/transcription/align/spokenText';
import { createSynthesiser, type Synthesiser } from '../../electron/core/transcription/align/synthesiser';
import { seeded } from './random';
import type { AlignCost, AlignCostRequest, Recording, RecordingRequest } from './speaker';

/** Test process that speaks texts with known word times: espeak is ESM and cannot be loaded by Jest itself. */
// espeak draws its breath and hiss from the time of day: a test that failed on one recording must meet the same again.
Date.now = () => 1_700_000_000_000;
const synthesiser = createSynthesiser();
const aligner = createAligner();

process.on('message', (message: { id: number; record?: RecordingRequest; cost?: AlignCostRequest }) => {
  void answer(message).then((value) => process.send?.({ id: message.id, value }));
});
process.on('disconnect', () => process.exit(0));

async function answer(message: { record?: RecordingRequest; cost?: AlignCostRequest }): Promise<Recording | AlignCost | null> {
  if (message.record) return record(await synthesiser, message.record);
  if (message.cost) return alignCost(message.cost);
  return null;
}

async function alignCost({ repeat, ...request }: AlignCostRequest): Promise<AlignCost> {
  const { align } = await aligner;
  const before = process.cpuUsage();
  const words = Array.from({ length: repeat }, () => align(request)).at(-1) ?? [];
  const { user, system } = process.cpuUsage(before);
  return { words, cpuMs: (user + system) / 1000 / repeat, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

function record(speaker: Synthesiser, request: RecordingRequest): Recording {
  const random = seeded(request.seed);
  const spoken = spokenText(request.text);
  const speech = speaker.speak(spoken.text, request.voice, { rate: request.rate, pitch: request.pitch });
  if (!speech) throw new Error(`no voice ${request.voice}`);
  const clean = resample(speech.samples, speech.sampleRate, 16_000);
  const starts = new Map<number, number>();
  for (const word of speech.words) {
    const token = spoken.tokens.findIndex(({ at, length }) => length > 0 && at === word.at);
    if (token >= 0 && !starts.has(token)) starts.set(token, word.startUs);
  }
  // Pauses go in at word starts, the only places where cutting leaves no click inside a word.
  const parts: Float32Array[] = [];
  const pauses: { startUs: number; endUs: number }[] = [];
  let length = 0;
  const add = (part: Float32Array): number => {
    parts.push(part);
    length += part.length;
    return length;
  };
  const pause = (seconds: number): void => {
    const startUs = toUs(length);
    pauses.push({ startUs, endUs: toUs(add(new Float32Array(Math.round(seconds * 16_000)))) });
  };
  const truth: { token: number; startUs: number }[] = [];
  let taken = 0;
  if (request.pauses > 0) pause(0.3 + random.next() * 1.5);
  for (const [token, startUs] of [...starts].sort((a, b) => a[1] - b[1])) {
    const at = Math.round((startUs / 1e6) * 16_000);
    if (at > taken) add(clean.subarray(taken, at));
    taken = Math.max(taken, at);
    if (token > 0 && random.next() < request.pauses) pause(0.4 + random.next() * 1.6);
    truth.push({ token, startUs: toUs(length) });
  }
  add(clean.subarray(taken));
  if (request.pauses > 0) pause(0.8);
  const pcm = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    pcm.set(part, at);
    at += part.length;
  }
  const power = clean.reduce((sum, v) => sum + v * v, 0) / Math.max(1, clean.length);
  const amplitude = Math.sqrt((3 * power) / 10 ** (request.snrDb / 10));
  for (let i = 0; i < length; i++) pcm[i] = (pcm[i] as number) + amplitude * (2 * random.next() - 1);
  return { pcm, truth, pauses };
}

const toUs = (samples: number): number => Math.round((samples / 16_000) * 1e6);

function resample(samples: Int16Array, from: number, to: number): Float32Array {
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, i) => {
    const place = (i * from) / to;
    const k = Math.floor(place);
    const a = samples[k] ?? 0;
    return (a + ((samples[k + 1] ?? a) - a) * (place - k)) / 32_768;
  });
}
