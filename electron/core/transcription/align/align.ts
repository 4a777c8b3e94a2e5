import type { LanguageCode, Word } from '../../../../shared/domain';
import type { Span } from '../../../../shared/time';
import { bandLevels, cepstra, matchConditions } from './cepstra';
import { warpCoarseToFine, type Heard } from './coarseToFine';
import { HOP_US, melFrames } from './features';
import { believed, isSpoken, trustOf } from './judge';
import { LEAST_CONTRAST_DB, voicing, type Voicing } from './loudness';
import { arbitraryCost, measure } from './measure';
import { makeReference, type Reference } from './reference';
import { spokenText, voiceFor, type SpokenText } from './spokenText';
import type { Synthesiser } from './synthesiser';
import { fillIn, wordSpans, type Run } from './wordSpans';

export const SAMPLE_RATE = 16_000;

export interface AlignRequest {
  /** Mono, 16 kHz, the stretch in which the text is spoken. */
  readonly pcm: Float32Array;
  readonly text: string;
  readonly language: LanguageCode;
  /** Where hardly anybody was heard, microseconds from the start: words may lie there, but a loud sound there speaks against no pause. */
  readonly edges?: readonly Span[];
}

/** Below a tenth of a second there is no word to find. */
const FEWEST_FRAMES = 10;
/** Text that would have to be spoken this many times faster than the synthesiser reads is not what is heard. */
const FASTEST = 3.5;

/**
 * Finds when each word of a known text is spoken, by warping the text as espeak-ng speaks it onto the
 * recording (the method of aeneas, Pettarin 2015–17), with pauses optional between all words.
 * @returns one word per whitespace token, times in µs from the start of `pcm`, in order, never
 * overlapping, never reaching over a pause; equal requests give equal answers
 */
export function alignWords(synthesiser: Synthesiser, { pcm, text, language, edges = [] }: AlignRequest): Word[] {
  const spoken = spokenText(text);
  const mel = melFrames(pcm, SAMPLE_RATE);
  const sound = voicing(mel);
  const nothing = (): Word[] => toWords(spoken, [], [], mel.frames);
  if (spoken.text === '' || mel.frames < FEWEST_FRAMES || sound.contrastDb < LEAST_CONTRAST_DB) return nothing();

  const speech = synthesiser.speak(spoken.text, voiceFor(language, text));
  if (!speech || speech.samples.length === 0) return nothing();
  const reference = makeReference(spoken, speech);
  const voicedFrames = count(sound.voiced);
  const referenceFrames = count(reference.voiced);
  if (referenceFrames === 0 || voicedFrames * FASTEST < referenceFrames) return nothing();

  const noise = loudEdges(sound, edges);
  const said = sound.voiced.map((voiced, t) => (noise[t] === 1 ? 0 : voiced));
  matchConditions(reference.mel, reference.levels, bandLevels(mel, said));
  const referenceFeatures = cepstra(reference.mel, reference.voiced);
  const features = cepstra(mel, said);
  const arbitrary = mean(arbitraryCost({ frames: mel.frames, features }, reference, referenceFeatures));
  const heard: Heard = { frames: mel.frames, features, ...costs(sound, arbitrary, noise) };
  const aligned = warpCoarseToFine(heard, reference, referenceFeatures);
  const measurement = measure(aligned, heard, reference, referenceFeatures, sound.voiced);

  const spans = wordSpans(measurement.tokens, sound.voiced);
  const sure = isSpoken(measurement, voicedFrames) ? believed(measurement, spans, reference) : spans.map(() => false);
  return toWords(spoken, fillIn(spans, referenceLengths(reference), mel.frames, sound.voiced), sure, mel.frames);
}

/** A pause in true silence is nearly free, one in a quiet sound dear, and none dearer than arbitrary speech. */
const PAUSE_COST = 2;
const PAUSE_SLOPE = 8;
const PAUSE_LEVEL = 0.15;
/** Share of an arbitrary sound's cost for which speech that the text does not hold may be skipped. */
const SKIP_SPEECH = 0.95;
const WORD_IN_SILENCE = 1;
/** What is so loud where hardly anybody was heard is a noise. Quieter edges are told from speech by their level, better than by the detector. */
const LOUD_EDGE = 0.5;

/** Marks the frames of a noise that begins or ends with speech: a pause to words, however loud, and no measure of how speech sounds here. */
function loudEdges({ level }: Voicing, edges: readonly Span[]): Uint8Array {
  const noise = new Uint8Array(level.length);
  for (const { startUs, endUs } of edges) noise.fill(1, Math.ceil(startUs / HOP_US), Math.floor(endUs / HOP_US));
  return noise.map((edge, t) => ((level[t] as number) > LOUD_EDGE ? edge : 0));
}

function costs(sound: Voicing, arbitrary: number, noise: Uint8Array): Pick<Heard, 'pauseCost' | 'wordCost'> {
  return {
    pauseCost: sound.level.map((level, t) => Math.min(SKIP_SPEECH * arbitrary, PAUSE_COST + PAUSE_SLOPE * Math.max(0, noise[t] === 1 ? 0 : level - PAUSE_LEVEL))),
    wordCost: Float32Array.from(sound.voiced, (voiced, t) => (voiced && noise[t] === 0 ? 0 : WORD_IN_SILENCE)),
  };
}

function toWords(spoken: SpokenText, spans: readonly (Run | null)[], sure: readonly boolean[], frames: number): Word[] {
  let at = 0;
  return spoken.tokens.map((token, i) => {
    const span = spans[i] ?? null;
    const start = Math.min(frames, span ? Math.max(at, span.start) : at);
    const end = span ? Math.max(start, Math.min(frames, span.end)) : start;
    at = end;
    return { text: token.text, startUs: start * HOP_US, endUs: end * HOP_US, trust: token.length === 0 ? soundless(i, sure) : trustOf(i, sure, span) };
  });
}

/** A dash has nothing to hear: it lies at its neighbour's border, as surely as the neighbour does. */
function soundless(i: number, sure: readonly boolean[]): Word['trust'] {
  return sure[i - 1] || sure[i + 1] ? 'estimated' : 'untimed';
}

const referenceLengths = (reference: Reference): number[] => Array.from(reference.from, (from, i) => (reference.to[i] as number) - from);
const count = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
